"""The files of checks: our own, and those of packs, which are folders of checks from elsewhere.

What a pack holds is read with care: no link is followed, nothing outside its folder is read, and its size is bounded.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from carecheck.errors import CannotRun, Mistake, MistakesInFile
from carecheck.words import clean, count

MOST_FILES: Final = 2_000  # of any kind: who names a whole disk has named the wrong folder
MOST_CHECKS: Final = 200
MOST_CHECK_BYTES: Final = 200_000
MOST_OF_A_NAME: Final = 60


def our_files(folder: Path, topics: frozenset[str] | None = None) -> list[tuple[Path, str]]:
    """The check files that come with carecheck, of some topics or all, each with the id that its place gives it."""
    places = [folder] if topics is None else [folder / topic for topic in sorted(topics)]
    paths = [path for place in places for path in sorted(place.rglob("*.yaml"))]
    return [(path, _id_of(path, folder)) for path in paths if path.is_file()]


def pack_name(folder: Path) -> str:
    """What reports call a pack: the name of its folder."""
    return clean(folder.resolve().name, MOST_OF_A_NAME) or "checks"


def files_of_pack(folder: Path) -> list[tuple[Path, str]]:
    """The check files of a pack, each with the id that its place gives it. Raises CannotRun or MistakesInFile."""
    if not folder.is_dir():
        raise CannotRun(f"There is no folder {folder}. Check the name.")
    found: list[tuple[Path, str]] = []
    mistakes: list[Mistake] = []
    for path in _entries(folder):
        if wrong := _refused(path, folder):
            mistakes.append(Mistake(str(path), 0, wrong))
        elif path.suffix == ".yaml" and not path.is_dir():
            found.append((path, _id_of(path, folder)))
    if mistakes:
        raise MistakesInFile(mistakes)
    if not found:
        raise CannotRun(f"There are no checks in {folder}. A check is a file such as topic/name.yaml.")
    if len(found) > MOST_CHECKS:
        raise CannotRun(f"{folder} has {count(len(found), 'check')}. A pack has {MOST_CHECKS} at most.")
    return sorted(found)


def _id_of(path: Path, folder: Path) -> str:
    return ".".join(path.relative_to(folder).with_suffix("").parts)


def _entries(folder: Path) -> Iterator[Path]:
    """Every file and folder below a folder, hidden ones left out; no link is followed."""
    amount = 0
    for place, folders, files in os.walk(folder, onerror=_cannot_read):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (*folders, *sorted(name for name in files if not name.startswith("."))):
            amount += 1
            if amount > MOST_FILES:
                raise CannotRun(f"{folder} has more than {MOST_FILES:,} files. Is it a folder of checks?")
            yield Path(place, name)


def _refused(path: Path, folder: Path) -> str:
    """Why something in a pack is not read; nothing when it may be."""
    if path.is_symlink():
        return "this is a link; put the file itself into the pack"
    if not path.resolve().is_relative_to(folder.resolve()):
        return "this leads out of the folder of the pack"
    about = path.stat()
    if stat.S_ISDIR(about.st_mode) or path.suffix != ".yaml":
        return ""
    if not stat.S_ISREG(about.st_mode):
        return "this is not a file that can be read as a check"
    if about.st_size > MOST_CHECK_BYTES:
        return f"this is larger than {MOST_CHECK_BYTES // 1000} kB; a check is much smaller"
    return ""


def _cannot_read(error: OSError) -> None:
    raise CannotRun(f"We could not read {error.filename}: {error.strerror}.")
