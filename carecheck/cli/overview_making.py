"""What `carecheck overview` does: reads one home after the other, draws its page, and then the page of all homes."""

import contextlib
import os
import shutil
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from carecheck import words
from carecheck.cli.output import put, say
from carecheck.cli.telling import Teller
from carecheck.errors import CannotRun
from carecheck.homes.files import nothing_in
from carecheck.homes.not_seen import FILE, NotSeen, not_seen_in
from carecheck.homes.overview import NO_HOME, Home, Overview, without_names
from carecheck.homes.visited import Aside, HomeFiles, Unreadable, homes_in
from carecheck.results import make_folder
from carecheck.savefile import cannot_save, short_name
from carecheck.show.overview_page import Steps, headline, render_overview
from carecheck.show.overview_table import overview_workbook
from carecheck.show.page import render_page
from carecheck.show.since import since
from carecheck.show.view import view_of

MOST_RUNS_OF_A_DAY: Final = 1000
PROCESSES: Final = 2
ONE_PROCESS: Final = 40  # so many homes are drawn before another process has begun


@dataclass(frozen=True, slots=True)
class Work:
    """A home to draw: its files, and where its page goes, if it gets one."""

    files: HomeFiles
    page: Path | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the page of all homes needs of a home whose own page is saved; None where no file could be used.

    `altered` tells of the files that were changed after they were saved.
    """

    files: int
    unreadable: Unreadable
    home: tuple[Home, Steps] | None
    altered: tuple[str, ...] = ()


def draw_home(work: Work) -> Drawn:
    """Read one home and save its page."""
    unreadable: Unreadable = []
    visited = work.files.read(unreadable)
    if visited is None:
        return Drawn(len(work.files.files), unreadable, None)
    view = view_of(visited.report, from_file=True)
    if work.page:
        told = since(visited.changes) if visited.changes else None
        work.page.write_bytes(render_page(visited.report, told, view).encode())
    return Drawn(len(work.files.files), unreadable, (Home.of(visited), Steps.of(view)), visited.report.altered)


def make_overview(folder: Path, place: Path, *, hide_home_names: bool) -> None:
    """Make the pages of the homes in a folder, in a new folder within that place. Raises CannotRun."""
    aside = Aside()
    homes = homes_in(folder, aside)
    missed = _missed(folder, aside)
    now = datetime.now().astimezone()
    with new_folder_of_day(place, now.date()) as out:
        links = [""] * len(homes) if hide_home_names else _links(homes)
        if not hide_home_names:
            (out / "homes").mkdir()
        works = [Work(files, out / link if link else None) for files, link in zip(homes, links, strict=True)]
        drawn = list(_told(_all_drawn(works), sum(len(one.files) for one in homes)))
        aside.unreadable += [one for home in drawn for one in home.unreadable]
        found = [(one.home, link) for one, link in zip(drawn, links, strict=True) if one.home]
        if not found:
            raise CannotRun(nothing_in([folder], aside.unreadable))
        overview = Overview.of((home for (home, _), _ in found), missed)
        if hide_home_names:
            overview = without_names(overview)
        problems = (*aside.problems, *_changed([one for home in drawn for one in home.altered]))
        steps = {home.id: steps for (home, steps), _ in found}
        (out / "all-homes.xlsx").write_bytes(overview_workbook(overview, steps, now))
        with (out / "all-homes.html").open("w", encoding="utf-8", newline="\n") as file:
            ways = {home.id: link for (home, _), link in found if link}
            file.writelines(render_overview(overview, steps, ways, problems))
    put("\n".join([*headline(overview), *problems]) + "\n")
    say(f"The page of all homes is {out / 'all-homes.html'}")


def _changed(altered: Sequence[str]) -> Iterator[str]:
    """What is told of files that were changed after they were saved: the first by name, of the others how many."""
    yield from altered[: words.MOST_NAMED]
    if len(altered) > words.MOST_NAMED:
        yield f"And {words.count(len(altered) - words.MOST_NAMED, 'more file')}, too."


def _missed(folder: Path, aside: Aside) -> tuple[NotSeen, ...]:
    """The computers that could not be checked; a list that cannot be read is told like a report that cannot."""
    try:
        return not_seen_in(folder)
    except CannotRun as error:
        aside.unreadable.append((FILE, str(error)))
        return ()


def _links(homes: Iterable[HomeFiles]) -> list[str]:
    """The way to the page of each home; homes of one name have a page each."""
    links: dict[str, None] = {}
    for home in homes:
        name = short_name(home.name or NO_HOME, otherwise="home")
        names = (f"{name}-{number}" if number > 1 else name for number in count(1))
        links[next(link for one in names if (link := f"homes/{one}.html") not in links)] = None
    return list(links)


def _all_drawn(works: Sequence[Work]) -> Iterator[Drawn]:
    """Every home drawn, in the order given; many of them in several processes."""
    if len(works) <= ONE_PROCESS or (os.cpu_count() or 1) < PROCESSES:
        yield from map(draw_home, works)
        return
    pool = ProcessPoolExecutor(PROCESSES, get_context("spawn"))  # the same on every system
    try:
        yield from pool.map(draw_home, works, chunksize=4)
    finally:
        pool.shutdown(cancel_futures=True)


def _told(drawn: Iterable[Drawn], files: int) -> Iterator[Drawn]:
    """The same, while somebody is told how far it has come."""
    teller, done = Teller(files, "file", also_of_short_work=False), 0
    for one in drawn:
        done += one.files
        teller.tell(done, done)
        yield one


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
