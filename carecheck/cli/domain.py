"""`carecheck domain`: the email and website checks of any domain; no profile, and no look at this computer."""

from pathlib import Path
from typing import Annotated

import typer

from carecheck.cli import options
from carecheck.cli.scan import scan


def domain(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names of domains, like example.org.")],
    only: options.OnlyChecks = None,
    skip: options.SkipChecks = None,
    checks: options.Packs = None,
    nameserver: options.NameServer = None,
    dkim_selector: options.Selectors = None,
    allow_private: options.AllowPrivate = False,
    deadline: options.Deadline = 60,
    format: options.AsFormat = "text",
    json: options.AsJson = False,
    output: options.OutputPath = None,
    results: options.ResultsPath = None,
    plain: options.Plain = False,
    color: options.Color = "auto",
    all: options.ShowAll = False,
    one_line: options.OneLine = False,
    strict: options.Strict = False,
    exit_zero: options.ExitZero = False,
) -> int:
    """Check the email and website of one or more domains, and nothing else."""
    return scan(
        profile=Path("domain-only"),
        domain=names,
        websites=names,
        only=only,
        skip=skip,
        checks=checks,
        nameserver=nameserver,
        dkim_selector=dkim_selector,
        allow_private=allow_private,
        deadline=deadline,
        format=format,
        json=json,
        output=output,
        results=results,
        plain=plain,
        color=color,
        all=all,
        one_line=one_line,
        strict=strict,
        exit_zero=exit_zero,
    )
