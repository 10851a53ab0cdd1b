"""`carecheck demo`: a made-up home, to see what a report looks like before anything is checked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from carecheck.cli import options
from carecheck.cli.output import Kept, Shown, say, show_report

if TYPE_CHECKING:
    from carecheck.demo import Demo

FILE = "made-up-home"


def demo(
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="DIR", help="Save it in this folder too: as page, table and for programs."),
    ] = None,
    plain: options.Plain = False,
    color: options.Color = "auto",
    all: options.ShowAll = False,
) -> None:
    """Show the report of a made-up home. Nothing on this computer is checked."""
    from carecheck.demo import demo as made_up
    from carecheck.show.sentences import MADE_UP_LINE

    shown = made_up()
    page = _saved(shown, output.absolute()) if output else None
    show_report(
        shown.report,
        Shown(plain=plain, color=color, all=all),
        kept=Kept(page, None) if page else None,
        told=shown.since,
    )
    say(MADE_UP_LINE)


def _saved(shown: "Demo", folder: Path) -> Path:
    """Save the made-up report as each kind of file that a real one has; the page."""
    from carecheck.report import write_report
    from carecheck.results import make_folder
    from carecheck.savefile import save_new
    from carecheck.show.page import render_page
    from carecheck.show.results_table import results_workbook

    make_folder(folder, "--output DIR")
    for_programs = write_report(shown.report, folder / f"{FILE}.json")
    save_new(for_programs.with_suffix(".xlsx"), results_workbook(shown.report))
    return save_new(for_programs.with_suffix(".html"), render_page(shown.report, shown.since).encode())
