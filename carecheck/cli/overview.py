"""`carecheck overview`: all homes on one page, and a page for each home."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from carecheck.cli import options
from carecheck.cli.output import put, say

if TYPE_CHECKING:
    from carecheck.homes.overview import Overview


def overview(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with the reports of many homes.")],
    results: options.ResultsPath = None,
    hide_home_names: Annotated[
        bool, typer.Option("--hide-home-names", help="Number the homes. Then no home gets a page of its own.")
    ] = False,
) -> None:
    """Show many homes at once: what goes wrong most often, and where to go first."""
    from carecheck.homes.files import reports_in
    from carecheck.homes.overview import overview_of, without_names
    from carecheck.savefile import save_new
    from carecheck.show.overview_page import headline, render_overview

    found = reports_in([folder])
    all_homes = overview_of(found.reports)
    place = (results or folder / "overview").absolute()
    place.mkdir(parents=True, exist_ok=True)
    if hide_home_names:
        all_homes, links = without_names(all_homes), dict[str, str]()
    else:
        links = _pages_of_homes(all_homes, place)
    page = save_new(place / "all-homes.html", render_overview(all_homes, links, found.problems).encode())
    put("\n".join([*headline(all_homes), *found.problems]) + "\n")
    say(f"The page of all homes is {page}")


def _pages_of_homes(all_homes: "Overview", place: Path) -> dict[str, str]:
    """Save the page of each home, and give the way to it from the page of all homes."""
    from carecheck.savefile import save_new, short_name
    from carecheck.show.page import render_page

    inside = place / "homes"
    inside.mkdir(exist_ok=True)
    links: dict[str, str] = {}
    for home in all_homes.homes:
        page = save_new(inside / f"{short_name(home.name, otherwise='home')}.html", render_page(home.report).encode())
        links[home.id] = f"homes/{page.name.replace(' ', '%20')}"
    return links
