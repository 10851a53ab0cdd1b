"""`carecheck overview`: all homes on one page and in one workbook, and a page for each home."""

from pathlib import Path
from typing import Annotated

import typer

from carecheck.cli import options


def overview(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with the reports of many homes.")],
    results: options.ResultsPath = None,
    hide_home_names: Annotated[
        bool, typer.Option("--hide-home-names", help="Number the homes. Then no home gets a page of its own.")
    ] = False,
    database: Annotated[
        bool,
        typer.Option("--database", help="In place of pages, make tables with answers. For many hundreds of homes."),
    ] = False,
) -> None:
    """Show many homes at once: what goes wrong most often, and where to go first."""
    from carecheck.results import refuse_link

    if results is None:
        refuse_link(folder.absolute() / "out")
    place = (results or folder / "out").absolute()
    if database:
        from carecheck.cli.overview_database import make_database

        make_database(folder, place, hide_home_names=hide_home_names)
    else:
        from carecheck.cli.overview_making import make_overview

        make_overview(folder, place, hide_home_names=hide_home_names)
