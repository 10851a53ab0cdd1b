"""Runs the program as a person would: a process of its own, with its own home folder."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CARECHECK = (sys.executable, "-m", "carecheck")
KEPT = ("COVERAGE_PROCESS_CONFIG", "PATH", "LANG", "SYSTEMROOT", "PYTHONPYCACHEPREFIX")
PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of carecheck gave back."""

    code: int
    out: str
    err: str


def run_in(home: Path, project: Path, *arguments: str | Path, **environment: str) -> Ran:
    """Run the carecheck of a project's folder from a home folder; output is read as UTF-8."""
    ran = subprocess.run(
        [*CARECHECK, *map(str, arguments)],
        env={"PYTHONIOENCODING": "utf-8", **environment_of(home, project), **environment},
        cwd=home,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    return Ran(ran.returncode, _text(ran.stdout), _text(ran.stderr))


def environment_of(home: Path, project: Path) -> dict[str, str]:
    """The environment of a person's commands: no colour settings of the outer world."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    documents = {"WIN_PD_OVERRIDE_PERSONAL": str(home / "Documents")}  # in the place of what Windows says
    return {**kept, **documents, "HOME": str(home), "PYTHONPATH": str(project)}


def _text(raw: bytes) -> str:
    return raw.decode(errors="replace").replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a home folder who types commands."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment of this person's commands."""
        return environment_of(self.home, PROJECT)

    @property
    def results(self) -> Path:
        """Where the results of this person's scans are kept."""
        return self.home / "Documents" / "carecheck"

    def types(self, *arguments: str | Path, **environment: str) -> Ran:
        """Run carecheck with these arguments."""
        return run_in(self.home, PROJECT, *arguments, **environment)

    def kept(self, pattern: str = "*.json") -> list[Path]:
        """The kept results, without the key of the folder."""
        return sorted(self.results.rglob(pattern))
