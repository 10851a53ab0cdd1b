"""Files and folders of this computer, read only; errors of the system are left to the caller."""

import os
import stat
from pathlib import Path
from typing import Final, cast

from carecheck.facts.model import Unknown
from carecheck.look.machine import Answer, Entry, Kind, ListFolder, LookAt, Question, ReadFile, ReadLink, moment

# Without O_NONBLOCK, opening a pipe would wait for whoever writes into it. Windows knows only the last of these.
_READ_ONLY: Final = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
)


_NO_HOME: Final = Unknown("not_seen", "the home folder of the person who works here is not where it should be")


def read_file(path: str, most_bytes: int) -> Answer:
    """The bytes of a plain file."""
    with open(os.open(path, _READ_ONLY), "rb", closefd=True) as file:  # noqa: PTH123 - a handle is no path
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return Unknown("unreadable", "not a plain file")
        raw = cast("bytes | None", file.read(most_bytes + 1))
    if raw is None:
        return Unknown("unreadable", "nothing was there to be read yet")
    return raw if len(raw) <= most_bytes else Unknown("unreadable", f"more than {most_bytes:,} bytes")


def list_folder(path: str, most_entries: int) -> Answer:
    """What lies in a folder, by name."""
    entries: list[Entry] = []
    with os.scandir(path) as found:
        for one in found:
            if len(entries) == most_entries:
                return Unknown("unreadable", f"more than {most_entries:,} entries")
            try:
                entries.append(_entry(as_text(one.name), one.stat(follow_symlinks=False)))
            except FileNotFoundError:
                continue  # it went away while we looked
    return tuple(sorted(entries, key=lambda entry: entry.name))


def look_at(path: str, name: str) -> Answer:
    """A file or folder from outside; a link is followed."""
    return _entry(name, Path(path).stat())


def not_there(question: Question, home: str) -> Unknown | None:
    """The answer about what was not found; `home` is where the folder of the person who works here should lie.

    Where that folder is missing, or on a drive that is not here now, the person's files are somewhere else.
    """
    match question:
        case ReadFile(path) | ListFolder(path) | LookAt(path) | ReadLink(path) if path == "~" or path.startswith("~/"):
            return None if os.path.isdir(home) else _NO_HOME  # noqa: PTH112 - a Path would take "" for this folder
        case _:
            return None


def as_text(name: str) -> str:
    """The name of a file as text; what is no text in it shows."""
    return os.fsencode(name).decode("utf-8", "replace")


def _entry(name: str, found: os.stat_result) -> Entry:
    mode = found.st_mode
    kind: Kind = "other"
    if stat.S_ISREG(mode):
        kind = "file"
    elif stat.S_ISDIR(mode):
        kind = "folder"
    elif stat.S_ISLNK(mode):
        kind = "link"
    return Entry(name, kind, moment(found.st_mtime), found.st_size)
