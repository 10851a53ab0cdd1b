"""`carecheck schedule`: shows, adds or takes away what makes the computer run carecheck by itself."""

from typing import Annotated, Literal

import typer

from carecheck.cli import options


def schedule(
    install: Annotated[bool, typer.Option("--install", help="Add it to this computer, for the login in use.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take away what --install added.")] = False,
    every: Annotated[Literal["week", "month"], typer.Option("--every", help="How often it runs.")] = "month",
    profile: options.ProfileFile = None,
    results: options.ResultsPath = None,
    domain: options.DomainNames = None,
    only: options.OnlyChecks = None,
    skip: options.SkipChecks = None,
    checks: options.Packs = None,
    offline: options.Offline = False,
    hide_computer_names: options.HideComputerNames = False,
    serial_number: options.SerialNumber = False,
) -> None:
    """Show how this computer can run carecheck by itself. Nothing is added without --install."""
    from carecheck.cli import scheduling
    from carecheck.errors import UsageError

    if install and remove:
        raise UsageError("choose one of --install and --remove")
    if remove:
        scheduling.take_away()
        return
    wanted = scheduling.WantedScan(
        profile=profile,
        results=results,
        domains=tuple(domain or ()),
        only=tuple(only or ()),
        skip=tuple(skip or ()),
        checks=tuple(checks or ()),
        offline=offline,
        hide_computer_names=hide_computer_names,
        serial_number=serial_number,
    )
    (scheduling.add if install else scheduling.show)(wanted, every)
