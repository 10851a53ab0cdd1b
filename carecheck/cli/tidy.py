"""`carecheck tidy`: lists results that are past their keeping time, and deletes them when told."""

from pathlib import Path
from typing import Annotated

import typer


def tidy(
    results: Annotated[
        Path | None, typer.Option("--results", metavar="DIR", help="Look in this folder of results, not in Documents.")
    ] = None,
    months: Annotated[
        int, typer.Option("--months", metavar="N", min=1, max=600, help="For how many months results are kept.")
    ] = 24,
    delete: Annotated[bool, typer.Option("--delete", help="Delete what is listed, after you typed yes.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --delete: delete without a question.")] = False,
) -> None:
    """List old results. Nothing is deleted without --delete."""
    from carecheck.cli.tidying import delete_old, list_old
    from carecheck.errors import UsageError
    from carecheck.show.keeping import YES_ALONE

    if yes and not delete:
        raise UsageError(YES_ALONE)
    if delete:
        delete_old(results, months, ask=not yes)
    else:
        list_old(results, months)
