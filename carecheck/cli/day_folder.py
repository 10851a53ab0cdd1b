"""A new folder named after a day, for what a command makes."""

import contextlib
import shutil
from collections.abc import Generator, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from carecheck.errors import CannotRun
from carecheck.results import make_folder
from carecheck.savefile import cannot_save

MOST_RUNS_OF_A_DAY: Final = 1000


@contextlib.contextmanager
def new_folder_of_day(place: Path, day: date) -> Generator[Path]:
    """A new folder named after a day; it is gone again if what was to fill it fails. Raises CannotRun."""
    make_folder(place)
    folder = _made(place, day)
    try:
        yield folder
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise CannotRun(cannot_save(folder, error)) from error
        raise


def _made(place: Path, day: date) -> Path:
    for name in _names(day):
        with contextlib.suppress(FileExistsError):
            (place / name).mkdir(mode=0o700)
            return place / name
    raise CannotRun(f"There are too many folders of today in {place}. Delete some of them.")


def _names(day: date) -> Iterator[str]:
    yield day.isoformat()
    yield from (f"{day.isoformat()} ({number})" for number in range(2, MOST_RUNS_OF_A_DAY))
