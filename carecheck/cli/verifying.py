"""What `carecheck report --verify` does: tells of each file whether it is still as it was saved."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Literal

from carecheck.cli.output import NOT_ALL_CHECKED, put
from carecheck.errors import CannotRun, OtherFile
from carecheck.homes.files import report_files
from carecheck.report import bytes_of, parse_with_state
from carecheck.words import clean

Told = Literal["unchanged", "changed", "cannot_tell", "unreadable"]

CHANGED: Final = 1
SAYS: Final[dict[Told, str]] = {
    "unchanged": "Unchanged since it was saved.",
    "changed": "CHANGED since it was saved. Ask for the file as it was saved, or check the computer again.",
    "cannot_tell": "Too old to tell. The carecheck that saved it left no mark to check.",
}


def verify(paths: Sequence[Path]) -> int:
    """Tell of each file; 1 when one was changed, 4 when one cannot be read, 3 when one is too old to tell, else 0."""
    found: list[Told] = [state for file in report_files(paths) for state in _verified(file, named=file in paths)]
    if not found:
        raise CannotRun("There is no report in there. Choose a file or folder that 'carecheck scan' has made.")
    return _exit_code(found)


def _exit_code(found: Iterable[Told]) -> int:
    codes: dict[Told, int] = {"changed": CHANGED, "unreadable": CannotRun.exit_code, "cannot_tell": NOT_ALL_CHECKED}
    return next((code for state, code in codes.items() if state in found), 0)


def _verified(file: Path, *, named: bool) -> tuple[Told, ...]:
    """What was told of a file; nothing of one that is no report and that nobody named."""
    try:
        _, state = parse_with_state(bytes_of(file), str(file))
    except OtherFile as error:
        if not named:
            return ()
        put(f"{error}\n")
        return ("unreadable",)
    except CannotRun as error:
        put(f"{error}\n")
        return ("unreadable",)
    put(f"{clean(str(file), 400)}\n    {SAYS[state]}\n")
    return (state,)
