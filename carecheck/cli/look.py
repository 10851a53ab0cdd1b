"""`carecheck look`: facts to a file, no judgement."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

import typer

from carecheck.cli import options
from carecheck.cli.home_profile import profile_to_use
from carecheck.cli.looking import look_now


def look(
    profile: options.ProfileFile = None,
    domain: options.DomainNames = None,
    only: options.OnlyChecks = None,
    skip: options.SkipChecks = None,
    checks: options.Packs = None,
    offline: options.Offline = False,
    nameserver: options.NameServer = None,
    dkim_selector: options.Selectors = None,
    allow_private: options.AllowPrivate = False,
    deadline: options.Deadline = 60,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="PATH", help="Save the facts in this new file.")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="Save what this computer said, word for word, with names hidden.")
    ] = False,
    show_names: Annotated[bool, typer.Option("--show-names", help="With --raw: hide nothing.")] = False,
    results: options.ResultsPath = None,
    plain: options.Plain = False,
    hide_computer_names: options.HideComputerNames = False,
    serial_number: options.SerialNumber = False,
) -> None:
    """Look, and save what was seen. To judge it later, on any computer: carecheck scan --facts FILE."""
    if raw:
        from carecheck.cli.raw import look_raw

        others = (profile, domain, only, skip, checks, nameserver, dkim_selector)
        about = (allow_private, hide_computer_names, serial_number)
        _refuse_with_raw(dict(zip(_NOT_WITH_RAW, (*others, *about), strict=True)))
        look_raw(output, results, show_names=show_names, deadline_seconds=deadline, quiet=plain)
        return
    if show_names:
        from carecheck.errors import UsageError

        raise UsageError("--show-names is for --raw. What carecheck look saves has no names of people.")
    from carecheck.cli.output import put, say
    from carecheck.look.collected import write_facts
    from carecheck.plan import make_plan
    from carecheck.results import open_results
    from carecheck.savefile import save_new

    profile, remarks = profile_to_use(profile, results)
    plan = make_plan(profile, domain or (), only or (), skip or (), checks or (), remarks=remarks)
    collected = look_now(
        plan,
        open_results(results).device_key,
        offline=offline,
        name_server=nameserver,
        selectors=dkim_selector,
        deadline_seconds=deadline,
        hide_computer_names=hide_computer_names,
        serial_number=serial_number,
        quiet=plain,
        allow_private=allow_private,
    )
    facts = write_facts(collected)
    if output:
        say(f"The facts are in {save_new(output.absolute(), facts)}")
    else:
        put(facts.decode())


_NOT_WITH_RAW: Final = (
    *("--profile", "--domain", "--only", "--skip", "--checks", "--nameserver", "--dkim-selector"),
    *("--allow-private", "--hide-computer-names", "--serial-number"),
)


def _refuse_with_raw(given: Mapping[str, object]) -> None:
    from carecheck.errors import UsageError

    for name, value in given.items():
        if value:
            raise UsageError(f"{name} does not go with --raw, which asks this computer everything and nothing else.")
