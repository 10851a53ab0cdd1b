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
    shard: Annotated[
        str | None,
        typer.Option("--shard", metavar="N/M", help="Check one part of the list only, such as 3/16."),
    ] = None,
    join: Annotated[bool, typer.Option("--join", help="Join the parts that were checked, and make the page.")] = False,
    results: options.ResultsPath = None,
    plain: options.Plain = False,
) -> int:
    """Check the email of many domains. It is safe to stop: run it again, and it goes on."""
    from carecheck.cli.surveying import join_parts, survey_now
    from carecheck.errors import UsageError
    from carecheck.survey.shards import parse_shard

    part = parse_shard(shard) if shard else None
    if part and join:
        raise UsageError("Choose one of --shard and --join: first check all parts, then join them.")
    if join:
        return join_parts(list, column=column, group_by=group_by, output=output, results=results)
    return survey_now(
        list,
        column=column,
        group_by=group_by,
        name_server=nameserver,
        per_second=rate,
        processes=processes,
        shard=part,
        output=output,
        results=results,
        plain=plain,
    )
