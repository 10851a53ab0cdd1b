"""`carecheck compare`: what has changed between two visits."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from carecheck.cli import options
from carecheck.cli.output import FILE_COLUMNS, put, say


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A report, or a folder of reports, of the first visit.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same of the later visit.")],
    output: options.OutputPath = None,
    plain: options.Plain = False,
    color: options.Color = "auto",
) -> None:
    """Tell what is fixed, new, worse or no longer checked."""
    from carecheck.homes.changes import changes_of_homes
    from carecheck.homes.files import home_in
    from carecheck.savefile import save_new
    from carecheck.show.compared import render_changes
    from carecheck.show.streams import wants_colour, window_columns
    from carecheck.show.terminal import TerminalOptions

    changes = changes_of_homes(home_in([old]), home_in([new]))
    if output:
        text = render_changes(changes, TerminalOptions(FILE_COLUMNS))
        say(f"What has changed is in {save_new(output.absolute(), text.encode())}")
        return
    colour = wants_colour(color, sys.stdout)
    put(render_changes(changes, TerminalOptions(window_columns(), colour, plain, encoding=sys.stdout.encoding)))
