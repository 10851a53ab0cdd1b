"""`carecheck survey`: thousands of domains, by DNS alone."""

from pathlib import Path
from typing import Annotated

import typer

from carecheck.cli import options


def survey(
    list: Annotated[Path, typer.Argument(metavar="LIST", help="A file with one domain on each line, or a table.")],
    column: Annotated[
        str | None, typer.Option("--column", metavar="NAME", help="The part of the table that holds the domains.")
    ] = None,
    group_by: Annotated[
        str | None,
        typer.Option("--group-by", metavar="NAME", help="The part of the table by which to count, like the town."),
    ] = None,
    nameserver: options.NameServer = None,
    rate: Annotated[
        float,
        typer.Option(
            "--rate", metavar="N", min=0, help="Ask at most so many questions a second. 0: as many as we can."
        ),
    ] = 200,
    processes: Annotated[
        int | None,
        typer.Option("--processes", metavar="N", min=1, max=64, help="How many copies of carecheck work side by side."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help="Keep the results in this folder.")
    ] = None,
    results: options.ResultsPath = None,
    plain: options.Plain = False,
) -> int:
    """Check the email of many domains. It is safe to stop: run it again, and it goes on."""
    from carecheck.cli.surveying import survey_now

    return survey_now(
        list,
        column=column,
        group_by=group_by,
        name_server=nameserver,
        per_second=rate,
        processes=processes,
        output=output,
        results=results,
        plain=plain,
    )
