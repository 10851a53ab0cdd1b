"""`carecheck new check`: starts the file of a check."""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

FILL_IN_WHAT: Final = "Fill in what says FILL IN. To see what is left:"


def new(
    what: Annotated[Literal["check"], typer.Argument(metavar="check", help="The word check.")],
    name: Annotated[str, typer.Argument(metavar="ID", help="What your new check is called: topic.name.")],
    checks: Annotated[
        Path | None, typer.Option("--checks", metavar="DIR", help="Put it in this folder of checks, not in this one.")
    ] = None,
) -> None:
    """Start a file for a check of your own. It tells you what to fill in."""
    from carecheck.cli.output import put, typed
    from carecheck.judge.new_check import new_check
    from carecheck.results import make_folder, make_folder_in
    from carecheck.savefile import save_under_this_name

    text = new_check(name)
    folder = checks or Path()
    topic, _, file = name.partition(".")
    make_folder(folder.absolute(), "--checks DIR")
    place = make_folder_in(folder.absolute(), topic, option="--checks DIR")
    saved = save_under_this_name(place / f"{file}.yaml", text.encode())
    put(f"Your new check is in {saved}\n{FILL_IN_WHAT} carecheck lint {typed(folder)}\n")
