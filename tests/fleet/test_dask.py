"""A survey on a Dask cluster of this computer has the rows of a survey in one piece, to the letter."""

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.survey_world import homes
from tests.cli.running import PROJECT, Person, environment_of
from tests.conftest import DnsWorld

DOMAINS = 40
SHARDS = 3


def test_a_survey_on_a_cluster_has_the_rows_of_one_in_one_piece(dns_world: DnsWorld, tmp_path: Path) -> None:
    names, zone = homes(DOMAINS)
    address = dns_world({".": zone})
    (tmp_path / "homes.txt").write_text("".join(f"{name}\n" for name in names))
    ask = ("--nameserver", address, "--rate", "0", "--processes", "1")

    whole = Person(tmp_path).types("survey", "homes.txt", "--output", tmp_path / "whole", *ask)
    script = PROJECT / "fleet" / "dask" / "survey.py"
    cluster = subprocess.run(
        [sys.executable, script, "homes.txt", "--output", "joined", "--shards", str(SHARDS), "--", *ask],
        cwd=tmp_path,
        env=environment_of(tmp_path, PROJECT),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert (whole.code, cluster.returncode, cluster.stderr.count("is there.")) == (0, 0, SHARDS), cluster.stderr
    assert sorted(rows_of(tmp_path / "joined")) == sorted(rows_of(tmp_path / "whole"))
    assert len(rows_of(tmp_path / "joined")) == DOMAINS
    assert cluster.stdout == whole.out.replace("whole", "joined")


def rows_of(folder: Path) -> list[bytes]:
    """The lines of a survey's file, without the first, which tells when it began."""
    return (folder / "domains.jsonl").read_bytes().splitlines()[1:]
