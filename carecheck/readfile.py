"""Reading what strangers may have put there: plain files only, never more than so much of them, and no links.

A pipe would never end, a device might do something, and a link leads out of the folder that somebody chose.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from carecheck.errors import CannotRun

# Without O_NONBLOCK, opening a pipe would wait for whoever writes into it. Windows knows only the last of these.
_NO_SURPRISES: Final = sum(getattr(os, flag, 0) for flag in ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"))
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_JUNCTION: Final = 0xA0000003  # what Windows calls a folder that leads to another one


def read_file(path: Path, most_bytes: int, *, follow: bool = True) -> bytes:
    """What a plain file holds: at most so much of it, and one byte more where there is more. Raises CannotRun.

    A link is followed where a person named the file; not where we look for one that we made.
    """
    try:
        with open_plain_file(path, follow=follow) as file:
            # Python makes room for all that it might read; for the most, that takes longer than the reading.
            size = min(os.fstat(file.fileno()).st_size, most_bytes)
            content = file.read(size + 1)
            return content if len(content) <= size else content + file.read(most_bytes - size)
    except FileNotFoundError:
        raise CannotRun(f"There is no file {path}. Check the name and the folder.") from None
    except OSError as error:
        raise CannotRun(f"We could not read {path}: {error.strerror}.") from error


def open_plain_file(path: Path, *, follow: bool = True) -> BinaryIO:
    """A plain file, open for reading. Raises OSError, and CannotRun for what is none."""
    refuse_others(path, follow=follow)
    file = os.fdopen(os.open(path, os.O_RDONLY | _NO_SURPRISES | (0 if follow else _NO_LINK)), "rb")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise _no_file(path)


def refuse_others(path: Path, *, follow: bool = True) -> None:
    """Raise CannotRun for what is there and is no plain file, before it is opened: to open a device may start it."""
    if not follow and is_link(path):
        raise CannotRun(f"{path} is a link to another place, and we do not follow it. Put the file itself there.")
    if not stat.S_ISREG(path.stat().st_mode):
        raise _no_file(path)


def is_link(path: Path) -> bool:
    """Whether this leads to another place; False where there is nothing."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def files_below(folder: Path, ending: str) -> Iterator[Path]:
    """The files with that ending in a folder and all folders in it, in order; no link is followed.

    A folder that may not be opened is given, too, so that the reading of it tells why.
    """
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        try:
            entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        except OSError:
            yield place
            continue
        inside = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
        waiting += [one for one in reversed(inside) if not is_link(one)]
        yield from (
            Path(entry.path)
            for entry in entries
            if entry.name.endswith(ending) and entry.is_file(follow_symlinks=False)
        )


def _no_file(path: Path) -> CannotRun:
    return CannotRun(f"We could not read {path}: it is not a file. Check the name and the folder.")
