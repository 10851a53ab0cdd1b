"""A timetable that is made of files, as on Linux and macOS, with commands by which the system reads them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from carecheck.errors import CarecheckError
from carecheck.savefile import save_again
from carecheck.schedule.steps import Step, run_all
from carecheck.schedule.wanted import MARK, Whose

# The mark stands at the start of each file.
_MOST_BYTES_TO_MARK: Final = 1000


@dataclass(frozen=True, slots=True)
class InFiles:
    """The files, and what is run after they were written, before they are taken away, and after that."""

    files: Mapping[Path, str]
    starts: tuple[Step, ...]
    ends: tuple[Step, ...]
    forgets: tuple[Step, ...] = ()

    @property
    def text(self) -> str:
        """The file, or each of several with its name in front."""
        if len(self.files) == 1:
            return "".join(self.files.values())
        return "\n".join(f"# {path}\n{text}" for path, text in self.files.items())

    @property
    def to_install(self) -> tuple[str, ...]:
        """Each file that is written, then each command."""
        return (*(f"write {path}" for path in self.files), *(f"run   {step}" for step in self.starts))

    @property
    def to_remove(self) -> tuple[str, ...]:
        """The commands, with the files that are deleted between them."""
        ends, forgets = ([f"run    {step}" for step in steps] for steps in (self.ends, self.forgets))
        return (*ends, *(f"delete {path}" for path in self.files), *forgets)

    def whose(self) -> Whose:
        """One file that is not ours is enough to leave all as they are."""
        found = {_whose(path) for path in self.files}
        return "another's" if "another's" in found else "ours" if "ours" in found else "nobody's"

    def install(self) -> None:
        """Write the files and have them read; when anything fails, put back what was there."""
        before = {path: path.read_bytes() if path.exists() else None for path in self.files}
        try:
            for path, text in self.files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                save_again(path, text.encode())
            run_all(self.starts)
        except BaseException:
            self._put_back(before)
            raise

    def remove(self) -> None:
        """End it first: a system keeps on running what it has read, whether or not the file is there."""
        run_all(self.ends)
        for path in self.files:
            path.unlink(missing_ok=True)
        run_all(self.forgets)

    def _put_back(self, before: Mapping[Path, bytes | None]) -> None:
        if not any(before.values()):
            _try(self.ends)
        for path, content in before.items():
            with suppress(OSError, CarecheckError):  # what went wrong first is what is told
                if content is None:
                    path.unlink(missing_ok=True)
                else:
                    save_again(path, content)
        _try(self.forgets)


def _whose(path: Path) -> Whose:
    if not path.exists() and not path.is_symlink():
        return "nobody's"
    if path.is_symlink() or not path.is_file():
        return "another's"
    with path.open("rb") as file:
        return "ours" if MARK.encode() in file.read(_MOST_BYTES_TO_MARK) else "another's"


def _try(steps: tuple[Step, ...]) -> None:
    for step in steps:
        with suppress(CarecheckError):
            run_all([step])
