"""The computer from which others are visited: Ansible, the collection, an inventory and a folder for reports."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tests.fleet.hosts import Host
from tests.linux.world import CHECKOUT

HOMES: Final = {"rose": "Rose Cottage", "oak": "Oak House", "elm": "Elm Lodge"}
_CHANGED: Final = re.compile(r"^changed: \[([\w-]+)", re.MULTILINE)
_TASK: Final = re.compile(r"^TASK \[carecheck\.fleet\.\w+ : (.*?)\] \**$", re.MULTILINE)


@dataclass(frozen=True)
class Ran:
    """What a playbook said, and how it ended."""

    code: int
    out: str

    def changed(self, host: str) -> list[str]:
        """The names of the tasks that changed something, on that computer or for it."""
        found: list[str] = []
        for part in re.split(r"^(?=TASK )", self.out, flags=re.MULTILINE):
            task = _TASK.search(part)
            found += [task[1] for name in _CHANGED.findall(part) if task and name == host]
        return found


@dataclass(frozen=True)
class Control:
    """A folder with all that it takes; `sockets` has a short name, for those of ssh may have no long one."""

    folder: Path
    wheel: Path
    sockets: Path

    @property
    def results(self) -> Path:
        """Where reports are kept."""
        return self.folder / "results"

    def knows(self, name: str, host: Host, *, key: str = "") -> dict[str, Any]:
        """What the inventory says of a computer; `key` is what we take for its key."""
        known = self.folder / f"known-{name}"
        known.write_text(f"{host.address} {key or host.key}")
        return {
            "ansible_host": host.address,
            "ansible_user": "visitor",
            "ansible_ssh_private_key_file": str(self.folder / "visitor"),
            "ansible_ssh_common_args": f"-o UserKnownHostsFile={known} -o StrictHostKeyChecking=yes",
        }

    def prepare(self, computers: dict[str, dict[str, dict[str, Any]]]) -> None:
        """Write the inventory: for each home its computers; and the profile of each home."""
        groups: dict[str, Any] = {}
        for home, hosts in computers.items():
            profile = self.folder / f"{home}.yaml"
            profile.write_text(f"builds_on: quick\nsite: {{id: {home}, name: {HOMES[home]}}}\n")
            groups[home] = {"hosts": hosts, "vars": {"carecheck_profile": str(profile)}}
        settings = {
            "carecheck_wheel": str(self.wheel),
            "carecheck_results": str(self.results),
            "carecheck_packs": str(self.folder / "packs"),
            "carecheck_options": ["--offline"],
        }
        inventory = {"homes": {"children": groups, "vars": settings}}
        (self.folder / "inventory.yml").write_text(yaml.safe_dump(inventory))
        collection_in(self.folder / "collections")

    def plays(self, playbook: str, *options: str) -> Ran:
        """Run a playbook of the collection."""
        programs = Path(sys.executable).parent
        settings = {
            "ANSIBLE_HOME": str(self.folder / "ansible"),
            "ANSIBLE_COLLECTIONS_PATH": str(self.folder / "collections"),
            "ANSIBLE_SSH_ARGS": "-o ControlMaster=auto -o ControlPersist=20s",
            "ANSIBLE_SSH_CONTROL_PATH_DIR": str(self.sockets),
            "ANSIBLE_FORKS": "8",
            "ANSIBLE_NOCOLOR": "1",
            "LC_ALL": "C.UTF-8",
            "PATH": f"{programs}:{os.environ['PATH']}",
        }
        command = [str(programs / "ansible-playbook"), "--inventory", "inventory.yml", playbook, *options]
        done = subprocess.run(
            command, env={**os.environ, **settings}, cwd=self.folder, capture_output=True, text=True, check=False
        )
        return Ran(done.returncode, done.stdout + done.stderr)


def collection_in(folder: Path) -> Path:
    """The collection where Ansible looks for it."""
    place = folder / "ansible_collections/carecheck"
    place.mkdir(parents=True)
    (place / "fleet").symlink_to(CHECKOUT / "fleet/ansible")
    return place / "fleet"


def needs_beside_python(program: str) -> Path:
    """A program that the extra `test` installs; without it the test is skipped, and fails in CI."""
    path = Path(sys.executable).parent / program
    if not path.exists():
        sentence = f"This test needs {program}: pip install -e '.[test]'"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return path
