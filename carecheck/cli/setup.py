"""`carecheck setup`: a few questions, and the profile of a home that comes of the answers."""

from pathlib import Path
from typing import Annotated

import typer

from carecheck.cli import options


def setup(
    answers: Annotated[
        Path | None, typer.Option("--answers", metavar="FILE", help="Ask nothing. Take the answers in this file.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="PATH", help="Save the profile in this new file.")
    ] = None,
    results: options.ResultsPath = None,
) -> None:
    """Answer 6 questions about your home. Get a profile that names it in each report."""
    from carecheck.cli.setting_up import set_up

    set_up(answers, output, results)
