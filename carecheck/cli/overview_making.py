"""What `carecheck overview` does: reads one home after the other, draws its page, and then the page of all homes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Final

from carecheck.cli.day_folder import new_folder_of_day
from carecheck.cli.output import put, say
from carecheck.cli.side_by_side import side_by_side
from carecheck.cli.telling import Teller
from carecheck.errors import CannotRun
from carecheck.group import HomesGroup, group_in
from carecheck.homes.expected import homes_of_group, remarks, without_report
from carecheck.homes.files import changed, nothing_in
from carecheck.homes.not_seen import NotSeen
from carecheck.homes.overview import NO_HOME, Home, Overview, without_names
from carecheck.homes.visited import Aside, HomeFiles, Unreadable, homes_in, missed_in
from carecheck.savefile import short_name
from carecheck.show.overview_page import Steps, headline, render_overview
from carecheck.show.overview_table import overview_workbook
from carecheck.show.page import render_page
from carecheck.show.since import since
from carecheck.show.view import view_of

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
        told = since(visited.changes, visited.trend) if visited.changes else None
        work.page.write_bytes(render_page(visited.report, told, view).encode())
    return Drawn(len(work.files.files), unreadable, (Home.of(visited), Steps.of(view)), visited.report.altered)


def make_overview(folder: Path, place: Path, *, hide_home_names: bool) -> None:
    """Make the pages of the homes in a folder, in a new folder within that place. Raises CannotRun."""
    aside, group = Aside(), group_in(folder)
    homes = homes_in(folder, aside, group.id if group else None)
    missed = missed_in(folder, aside.unreadable)
    now = datetime.now().astimezone()
    with new_folder_of_day(place, now.date()) as out:
        links = [""] * len(homes) if hide_home_names else _links(homes)
        if not hide_home_names:
            (out / "homes").mkdir()
        works = [Work(files, out / link if link else None) for files, link in zip(homes, links, strict=True)]
        drawn = list(
            _told(side_by_side(draw_home, works, ONE_PROCESS, at_a_time=4), sum(len(one.files) for one in homes))
        )
        aside.unreadable += [one for home in drawn for one in home.unreadable]
        found = [(one.home, link) for one, link in zip(drawn, links, strict=True) if one.home]
        if not found:
            raise CannotRun(nothing_in([folder], aside.unreadable))
        overview = _overview([home for (home, _), _ in found], missed, group, now.date())
        if hide_home_names:
            overview = without_names(overview)
        told_of_group = remarks(overview.homes, group) if group else ()
        problems = (*told_of_group, *aside.problems, *changed([one for home in drawn for one in home.altered]))
        steps = {home.id: steps for (home, steps), _ in found}
        (out / "all-homes.xlsx").write_bytes(overview_workbook(overview, steps, now))
        with (out / "all-homes.html").open("w", encoding="utf-8", newline="\n") as file:
            ways = {home.id: link for (home, _), link in found if link}
            file.writelines(render_overview(overview, steps, ways, problems))
    put("\n".join([*headline(overview), *problems]) + "\n")
    say(f"The page of all homes is {out / 'all-homes.html'}")


def _overview(homes: Sequence[Home], missed: Sequence[NotSeen], group: HomesGroup | None, today: date) -> Overview:
    """The overview over these homes, and over what the list of their group has beside them."""
    if group is None:
        return Overview.of(homes, missed)
    all_homes = homes_of_group(homes, group)
    overview = Overview.of(all_homes, (*missed, *without_report(all_homes, group, missed, today)))
    return replace(overview, group=group.name)


def _links(homes: Iterable[HomeFiles]) -> list[str]:
    """The way to the page of each home; homes of one name have a page each."""
    links: dict[str, None] = {}
    for home in homes:
        name = short_name(home.name or NO_HOME, otherwise="home")
        names = (f"{name}-{number}" if number > 1 else name for number in count(1))
        links[next(link for one in names if (link := f"homes/{one}.html") not in links)] = None
    return list(links)


def _told(drawn: Iterable[Drawn], files: int) -> Iterator[Drawn]:
    """The same, while somebody is told how far it has come."""
    teller, done = Teller(files, "file", also_of_short_work=False), 0
    for one in drawn:
        done += one.files
        teller.tell(done, done)
        yield one
