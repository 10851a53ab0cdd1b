"""Saving a file so that it is whole or not there, and never in the place of another; and names for such files."""

import contextlib
import errno
import os
import re
import stat
import sys
import time
import unicodedata
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Final

from carecheck.errors import CannotRun
from carecheck.words import clean

MOST_NAME_BYTES: Final = 150  # leaves room for a date, a number and an ending within the 255 that disks allow
MOST_OF_ONE_NAME: Final = 1000

OLD_SECONDS: Final = 24 * 60 * 60  # no saving takes that long

_UNFINISHED: Final = re.compile(r"carecheck-[0-9a-f]{16}\.part|\.carecheck-[0-9a-f]{8}")  # the other: of `open_results`
# FAT and Windows refuse these in names; "/" would leave the folder on every system.
_REFUSED: Final = re.compile(r'[<>:"/\\|?*]+')
_KEPT_BY_WINDOWS: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE)
_LATIN: Final = re.compile(r"LATIN SMALL (?:LETTER|LIGATURE) ([A-Z]{1,2})\b")
_NO_FSYNC: Final = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)


def save_new(path: Path, content: bytes) -> Path:
    """Save a new file, whole or not at all; the path it got, with " (2)" and so on where the name is taken.

    Only its owner may read it. Raises CannotRun when it cannot be saved; nothing is left behind then.
    """
    try:
        with _temporary(path.parent, [content]) as temporary:
            saved = _move_to_free_name(temporary, path)
            _flush_folder(path.parent)
            return saved
    except OSError as error:
        raise CannotRun(cannot_save(path, error)) from error


def save_under_this_name(path: Path, content: bytes) -> Path:
    """Save a new file under just this name, whole or not at all; its path.

    Only its owner may read it. Raises CannotRun when the name is taken or it cannot be saved; nothing is left behind.
    """
    try:
        with _temporary(path.parent, [content]) as temporary:
            _move_without_replacing(temporary, path)
            _flush_folder(path.parent)
            return path
    except FileExistsError:
        raise CannotRun(f"There is a file {path} already, and it was not changed. Choose another name.") from None
    except OSError as error:
        raise CannotRun(cannot_save(path, error)) from error


def save_again(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Save a newer state of carecheck's own file; the older one stays whole until the new one is.

    What is large comes in pieces. Only its owner may read it. Raises CannotRun when it cannot be saved; nothing is
    changed then.
    """
    try:
        with _temporary(path.parent, [content] if isinstance(content, bytes) else content) as temporary:
            temporary.replace(path)
            _flush_folder(path.parent)
    except OSError as error:
        raise CannotRun(cannot_save(path, error)) from error


def remove_left_behind(folder: Path) -> None:
    """Delete what saving left in a folder where the computer stopped in the middle: our own unfinished files of old."""
    long_ago = time.time() - OLD_SECONDS
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not _UNFINISHED.fullmatch(entry.name):
                continue
            with contextlib.suppress(OSError):
                about = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(about.st_mode) and about.st_mtime < long_ago:
                    Path(entry.path).unlink()


def safe_name(text: str, otherwise: str = "report") -> str:
    """A file's name, without its ending, from what people call something: "Oakfield House".

    Fit for Windows and memory sticks, and no way out of a folder; `otherwise` when nothing is left.
    """
    name = _REFUSED.sub(" ", clean(unicodedata.normalize("NFC", text)))
    name = " ".join(name.split()).encode()[:MOST_NAME_BYTES].decode(errors="ignore").strip(" .-~")
    return f"{otherwise} {name}" if _KEPT_BY_WINDOWS.fullmatch(name) else name or otherwise


def short_name(text: str, otherwise: str = "report") -> str:
    """A file's name in lower case, digits and hyphens only: "oakfield-house"."""
    plain = in_plain_letters(text)
    name = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))[:MOST_NAME_BYTES].strip("-")
    return f"{otherwise}-{name}" if _KEPT_BY_WINDOWS.fullmatch(name) else name or otherwise


def in_plain_letters(text: str) -> str:
    """The text in the small letters of English, as far as it has such letters: "Łódź" becomes "lodz"."""
    letters = unicodedata.normalize("NFKD", clean(text).casefold())
    return "".join(letter if letter.isascii() else _plain_letter(letter) for letter in letters)


def _plain_letter(letter: str) -> str:
    found = _LATIN.match(unicodedata.name(letter, ""))
    return found[1].lower() if found else ""


@contextlib.contextmanager
def _temporary(folder: Path, content: Iterable[bytes]) -> Generator[Path]:
    """The content on the disk under a name of its own, which is gone afterwards whatever happens."""
    path = folder / f"carecheck-{os.urandom(8).hex()}.part"
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            _give_to_owner_of(folder, file)
            with open(file, "wb", closefd=False) as stream:
                stream.writelines(content)
            _flush(file)
        finally:
            os.close(file)
        yield path
    finally:
        with contextlib.suppress(OSError):
            path.unlink()


def _give_to_owner_of(folder: Path, file: int) -> None:
    # Saved by sudo in somebody's folder, the report must be that person's, or they could not open it.
    if sys.platform != "win32" and os.geteuid() == 0:
        owner = folder.stat()
        with contextlib.suppress(OSError):  # memory sticks have no owners
            os.fchown(file, owner.st_uid, owner.st_gid)


def _flush(file: int) -> None:
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in _NO_FSYNC:
            raise


def _flush_folder(folder: Path) -> None:
    """Make a new name last through a power cut, where the system can."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _move_to_free_name(temporary: Path, path: Path) -> Path:
    name = path
    for number in range(2, MOST_OF_ONE_NAME):
        with contextlib.suppress(FileExistsError):
            _move_without_replacing(temporary, name)
            return name
        name = path.with_name(f"{path.stem} ({number}){path.suffix}")
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _move_without_replacing(temporary: Path, path: Path) -> None:
    if os.name == "nt":
        temporary.rename(path)  # on Windows this refuses a name that is taken
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        _take_name_then_replace(temporary, path)


def _take_name_then_replace(temporary: Path, path: Path) -> None:
    """The way for memory sticks, which cannot link: an empty file takes the name, then makes room for the whole one."""
    file: int | None = None
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.close(file)
        temporary.replace(path)
    except BaseException:
        if file is not None:
            path.unlink()
        raise


def cannot_save(path: Path, error: OSError) -> str:
    """What is said of a file that could not be saved."""
    folder = path.parent
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"There is no space left in {folder}. Delete files that you do not need, or choose another folder."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"You may not save files in {folder}. Choose another folder."
        case errno.ENOENT | errno.ENOTDIR:
            return f"There is no folder {folder}. Make it first, or choose another folder."
        case _:
            return f"We could not save {path}: {error.strerror}. Choose another folder."
