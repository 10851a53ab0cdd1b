"""The Ansible collection visits real computers by ssh: brings carecheck, fetches reports, and leaves nothing behind."""

import stat
import subprocess
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import yaml

from tests.fleet.control import Control, collection_in, needs_beside_python
from tests.fleet.hosts import Host, running

# Three logins of a computer with which something is wrong: one has no space, one never answers, one has an old Python.
ODD: Final = r"""
mount -t tmpfs -o size=2M,mode=755,uid=$(id -u full) tmpfs /home/full
mkdir /home/full/.ssh; echo "$public_key" > /home/full/.ssh/authorized_keys; chown -R full /home/full
mkdir /opt/old; for name in sh uname cat df awk dirname; do ln -s $(command -v $name) /opt/old/; done
printf '#!/bin/sh\necho 3.9 /usr/bin/python3\n' > /opt/old/python3; rm -f /usr/local/bin/python3
printf '#!/bin/sh\nsleep 600\n' > /bin/never-answers; usermod --shell /bin/never-answers slow
printf '#!/bin/sh\nPATH=/opt/old exec /bin/sh "$@"\n' > /bin/old-shell; usermod --shell /bin/old-shell old
chmod 755 /bin/never-answers /bin/old-shell /opt/old/python3
"""
GOOD: Final = ("--extra-vars", "carecheck_hosts=rose-1")  # the others take their time
REASONS: Final = {
    "down": "no_reply",
    "elm-1": "wrong_key",
    "full": "disk_full",
    "old": "tool_missing",
    "slow": "timed_out",
    "stranger": "refused",
}


def computers(control: Control, hosts: list[Host]) -> None:
    """Three homes: one is well, one has many odd computers beside a good one, one has another key than we know."""
    rose, oak, elm, odd = hosts
    of_odd = control.knows("odd", odd)
    logins = {login: of_odd | {"ansible_user": login} for login in ("full", "old")}
    slow = of_odd | {"ansible_user": "slow", "carecheck_patience": 6}
    down, stranger = of_odd | {"ansible_port": 2}, of_odd | {"ansible_user": "nobody"}
    in_oak = {"oak-1": control.knows("oak-1", oak), **logins, "slow": slow, "down": down, "stranger": stranger}
    in_elm = {"elm-1": control.knows("elm-1", elm, key=rose.key)}
    control.prepare({"rose": {"rose-1": control.knows("rose-1", rose)}, "oak": in_oak, "elm": in_elm})


def test_three_homes_are_visited_and_left_as_they_were(control: Control) -> None:
    public_key = (control.folder / "visitor.pub").read_text().strip()
    with ExitStack() as running_hosts:
        kinds = [("visitor", "true")] * 3 + [("full slow old", ODD)]
        hosts = [running_hosts.enter_context(running(control.folder, public_key, *kind)) for kind in kinds]
        computers(control, hosts)
        before = [host.files() for host in hosts]

        trying = control.plays("carecheck.fleet.scan", "--check", *GOOD)
        assert trying.code == 0, trying.out
        assert ([host.files() for host in hosts], control.results.exists()) == (before, False)

        first = control.plays("carecheck.fleet.scan")
        assert first.code == 0, first.out
        everything_is_told(control)
        assert hosts[2].files() | hosts[3].files() == before[2] | before[3]
        assert [line for line in hosts[0].files() if "results" in line and line.endswith(".json")] == []

        second = control.plays("carecheck.fleet.scan", *GOOD)
        assert missed(control) == REASONS  # of those that were not asked this time, what was known stays
        assert second.changed("rose-1") == ["Fetch the report"]

        control.plays("carecheck.fleet.remove", "--extra-vars", "carecheck_hosts=rose-1:oak-1")
        assert [host.files() for host in hosts] == before


def missed(control: Control) -> dict[str, str]:
    """The computers that could not be checked, and why."""
    listed = yaml.safe_load((control.results / "not-seen.yaml").read_text())["not_seen"]
    return {one["computer"]: one["reason"] for one in listed}


def everything_is_told(control: Control) -> None:
    """Reports are there for our eyes only; the page has three homes and names each computer that was not seen."""
    reports = sorted(control.results.glob("homes/*/*/*.json"))
    assert [(path.parts[-3], stat.S_IMODE(path.stat().st_mode)) for path in reports] == [
        ("oak", 0o600),
        ("rose", 0o600),
    ]
    assert missed(control) == REASONS
    (page,) = control.results.glob("out/*/all-homes.html")
    html = page.read_text()
    assert "3 homes: what to do next" in html
    assert "We could not check 6 computers in 2 homes." in html
    assert "elm-1. We could not make sure that it is the same computer." in html


def test_it_is_clean_for_the_strictest_profile_of_ansible_lint(tmp_path: Path) -> None:
    lint = needs_beside_python("ansible-lint")
    collection = collection_in(tmp_path)

    settings = {"ANSIBLE_COLLECTIONS_PATH": str(tmp_path), "ANSIBLE_HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    path = f"{lint.parent}:/usr/bin:/bin"
    told = subprocess.run(
        [lint, "--nocolor", "-q"], cwd=collection, env=settings | {"PATH": path, "HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert told.returncode == 0, told.stdout + told.stderr
