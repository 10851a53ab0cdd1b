"""`carecheck data`, as people and programs meet it."""

import json
import re
import shutil
from pathlib import Path

from carecheck.tables import tables
from tests.cli.running import PROJECT, Person, run_in


def test_fresh_lists_end_with_0(person: Person) -> None:
    ran = person.types("data")

    assert (ran.code, ran.err) == (0, "")
    assert all(f"{name}: " in ran.out for name in tables())


def test_a_list_that_is_too_old_ends_with_1_and_is_told_to_programs(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for folder in ("carecheck", "data"):
        shutil.copytree(PROJECT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    file = copy / "data" / "dead-software.yaml"
    file.write_text(re.sub("as_at: .*", "as_at: 2020-01-01", file.read_text(encoding="utf-8")), encoding="utf-8")

    ran = run_in(copy, copy, "data", "--json")

    assert ran.code == 1
    rows = {row["name"]: row for row in json.loads(ran.out)["tables"]}
    assert [name for name, row in rows.items() if row["too_old"]] == ["dead-software"]
    assert rows["dead-software"]["believed_days"] == 183
