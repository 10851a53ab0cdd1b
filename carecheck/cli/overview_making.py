"""What `carecheck overview` does: reads one home after the other, draws its page, and then the page of all homes."""

import contextlib
import shutil
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Final

from carecheck.cli.output import put, say
from carecheck.cli.telling import Teller
from carecheck.errors import CannotRun
from carecheck.homes.overview import Home, Overview, without_names
from carecheck.homes.visited import Visited, Visits
from carecheck.results import make_folder
from carecheck.savefile import cannot_save, short_name
from carecheck.show.overview_page import Steps, headline, render_overview
from carecheck.show.overview_table import overview_workbook
from carecheck.show.page import render_page
from carecheck.show.since import since
from carecheck.show.view import view_of

MOST_RUNS_OF_A_DAY: Final = 1000


@dataclass(slots=True)
class Drawn:
    """What is known of the homes whose pages are drawn already."""

    folder: Path
    homes: list[Home] = field(default_factory=list[Home])
    steps: dict[str, Steps] = field(default_factory=dict[str, Steps])
    links: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, visited: Visited, *, page: bool) -> None:
        """Keep what the page of all homes needs of a home, and save the page of its own."""
        home, view = Home.of(visited), view_of(visited.report, from_file=True)
        self.homes.append(home)
        self.steps[home.id] = Steps.of(view)
        if page:
            told = since(visited.changes) if visited.changes else None
            self.links[home.id] = self._save(home, render_page(visited.report, told, view))

    def _save(self, home: Home, page: str) -> str:
        """Save the page of a home; the way to it from the page of all homes."""
        name, taken = short_name(home.name, otherwise="home"), set(self.links.values())
        names = (f"{name}-{number}" if number > 1 else name for number in count(1))
        link = next(link for one in names if (link := f"homes/{one}.html") not in taken)
        (self.folder / link).write_bytes(page.encode())
        return link


def make_overview(folder: Path, place: Path, *, hide_home_names: bool) -> None:
    """Make the pages of the homes in a folder, in a new folder within that place. Raises CannotRun."""
    visits = Visits.in_folder(folder)
    teller = Teller(visits.files, "file", also_of_short_work=False)
    now = datetime.now().astimezone()
    with new_folder_of_day(place, now.date()) as out:
        drawn = Drawn(out)
        if not hide_home_names:
            (out / "homes").mkdir()
        for done, visited in visits:
            drawn.add(visited, page=not hide_home_names)
            teller.tell(done, done)
        overview = Overview.of(drawn.homes)
        if hide_home_names:
            overview = without_names(overview)
        problems = visits.problems
        (out / "all-homes.xlsx").write_bytes(overview_workbook(overview, drawn.steps, now))
        with (out / "all-homes.html").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(render_overview(overview, drawn.steps, drawn.links, problems))
    put("\n".join([*headline(overview), *problems]) + "\n")
    say(f"The page of all homes is {out / 'all-homes.html'}")


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
