"""Throw-away computers for tests: this computer with real logins, packages and files that are not really there.

Debian packages that the tests in this folder need (.ci/run installs them): borgbackup cryptsetup-bin
dconf-gsettings-backend gsettings-desktop-schemas libglib2.0-bin passwd procps restic strace util-linux
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple, cast

from carecheck.facts.backup import Backup
from carecheck.facts.logins import Logins
from carecheck.facts.restart import Restart
from carecheck.facts.system import System
from carecheck.facts.updates import Updates
from carecheck.look.computer import ComputerFacts

TODAY: Final = date(2026, 11, 22)
CHECKOUT: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Look:
    """Whose login looks; `called_by` is the login that called sudo."""

    login: str = "root"
    called_by: str = ""
    environment: Mapping[str, str] = field(default_factory=dict[str, str])


class Job(NamedTuple):
    """What is done to the computer, and who looks at it then."""

    setup: str
    looks: Sequence[Look]
    today: date
    strace: bool


class Seen(NamedTuple):
    """What one login saw; `trace` holds the system calls, if they were wanted."""

    facts: ComputerFacts
    trace: str

    @property
    def system(self) -> System:
        return cast(System, self.facts.groups["system"])

    @property
    def updates(self) -> Updates:
        return cast(Updates, self.facts.groups["updates"])

    @property
    def restart(self) -> Restart:
        return cast(Restart, self.facts.groups["restart"])

    @property
    def logins(self) -> Logins:
        return cast(Logins, self.facts.groups["logins"])

    @property
    def backup(self) -> Backup:
        return cast(Backup, self.facts.groups["backup"])


World = Callable[..., list[Seen]]


def look_at_a_computer(setup: str, *looks: Look, today: date = TODAY, strace: bool = False) -> list[Seen]:
    """Build a computer with a shell script, and look at it with one login after the other."""
    job = pickle.dumps(Job(setup, looks or (Look(),), today, strace))
    inside = [sys.executable, "-m", "tests.linux.inside"]
    done = subprocess.run(
        ["unshare", "--mount", "--propagation", "private", *inside],
        input=job,
        capture_output=True,
        cwd=CHECKOUT,
        env={"PATH": os.defpath + ":/usr/sbin:/sbin", "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return cast(list[Seen], pickle.loads(done.stdout))
