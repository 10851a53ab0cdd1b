"""What `carecheck report --verify` does: tells of each file whether it is still as it was saved, and who signed it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from carecheck.cli.output import NOT_ALL_CHECKED, put
from carecheck.errors import CannotRun, OtherFile
from carecheck.homes.files import report_files
from carecheck.report import State, bytes_of, parse_with_state
from carecheck.signing.forms import PublicKey
from carecheck.words import clean

Told = Literal["sound", "changed", "cannot_tell", "unreadable"]

CODES: Final[dict[Told, int]] = {"changed": 1, "unreadable": CannotRun.exit_code, "cannot_tell": NOT_ALL_CHECKED}
AGAIN: Final = "Ask for the file as it was saved, or check the computer again."
OF_DIGEST: Final[dict[State, tuple[Told, str]]] = {
    "unchanged": ("sound", "Unchanged since it was saved."),
    "changed": ("changed", f"CHANGED since it was saved. {AGAIN}"),
    "cannot_tell": ("cannot_tell", "Too old to tell. The carecheck that saved it left no mark to check."),
}


def verify(paths: Sequence[Path], key_file: Path | None) -> int:
    """Tell of each file, also whether it was signed with the key in a file, where one is named; the exit code.

    1 when one was changed or its signature does not fit, 4 when one cannot be read, 3 when one is too old to tell or
    has no signature, else 0.
    """
    key = _key(key_file) if key_file else None
    found = {told for file in report_files(paths) for told in _verified(file, key, named=file in paths)}
    if not found:
        raise CannotRun("There is no report in there. Choose a file or folder that 'carecheck scan' has made.")
    return next((code for told, code in CODES.items() if told in found), 0)


def _key(file: Path) -> PublicKey:
    from carecheck.cli.signing import public_key_of

    return public_key_of(file)


def _verified(file: Path, key: PublicKey | None, *, named: bool) -> Sequence[Told]:
    """What was told of a file; nothing of one that is no report and that nobody named."""
    try:
        content = bytes_of(file)
        _, state = parse_with_state(content, str(file))
        lines: list[tuple[Told, str]] = [OF_DIGEST[state], *([_of_signature(file, content, key)] if key else [])]
    except OtherFile as error:
        if not named:
            return ()
        lines = [("unreadable", str(error))]
    except CannotRun as error:
        lines = [("unreadable", str(error))]
    put("\n    ".join([clean(str(file), 400), *(text for _, text in lines)]) + "\n")
    return [told for told, _ in lines]


def _of_signature(file: Path, content: bytes, key: PublicKey) -> tuple[Told, str]:
    from carecheck.cli.signing import signature_beside, signed_when
    from carecheck.signing.keys import is_signed

    signature = signature_beside(file)
    if signature is None:
        return "cannot_tell", "Not signed. There is no file with a signature beside it."
    if not is_signed(content, signature, key):
        return "changed", f"WRONG SIGNATURE. It is not of this file, or not of this key ({key.name}). {AGAIN}"
    return "sound", f"Signed with this key ({key.name}){signed_when(signature)}, and unchanged since then."
