"""`carecheck ask`: the questions that only people can answer."""

from pathlib import Path
from typing import Annotated

import typer

from carecheck.cli import options


def ask(
    profile: options.ProfileFile = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Ask nothing. Take the answers in this file."),
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Ask nothing. List what waits for an answer.")] = False,
    all: Annotated[bool, typer.Option("--all", help="Ask everything again, also what has an answer.")] = False,
    checks: options.Packs = None,
    results: options.ResultsPath = None,
) -> None:
    """Answer the questions that no computer can answer. You can stop at any time and go on later."""
    from carecheck.cli.asking import ask_now

    ask_now(profile, checks or (), results, handed_in=answers, only_list=due, again=all)
