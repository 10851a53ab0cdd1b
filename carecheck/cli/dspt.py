"""`carecheck dspt`: evidence for the DSPT, item by item."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from carecheck.cli import options


def dspt(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Reports that carecheck scan saved, of any homes, or folders."),
    ],
    profile: Annotated[
        list[Path] | None,
        typer.Option(
            "--profile", metavar="FILE", help="The profile of a home, to read its answers. May be given again."
        ),
    ] = None,
    format: Annotated[
        Literal["text", "html", "json", "xlsx"] | None,
        typer.Option("--format", help="Make this one only: as text, page or table, or for programs."),
    ] = None,
    json: options.AsJson = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="PATH", help="Save in this folder; with --format, in this new file."),
    ] = None,
    checks: options.Packs = None,
    results: options.ResultsPath = None,
) -> None:
    """Show for each question of the DSPT what we saw, what people answered, and what is missing."""
    from carecheck.cli.dspt_making import make_dspt

    make_dspt(files, profile or (), checks or (), "json" if json else format, output, results)
