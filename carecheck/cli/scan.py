"""`carecheck scan`: look, judge, show, and keep the result."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from carecheck.cli import options
from carecheck.cli.home_profile import profile_to_use
from carecheck.cli.looking import look_now
from carecheck.cli.output import Shown, exit_code, say, show_report
from carecheck.cli.visits import since_last_visit

if TYPE_CHECKING:
    from carecheck.look.collected import Collected
    from carecheck.signing.keys import Signer


def scan(
    profile: options.ProfileFile = None,
    domain: options.DomainNames = None,
    facts: Annotated[
        Path | None, typer.Option("--facts", metavar="FILE", help="Judge saved facts. Do not look at this computer.")
    ] = None,
    only: options.OnlyChecks = None,
    skip: options.SkipChecks = None,
    checks: options.Packs = None,
    offline: options.Offline = False,
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
    hide_computer_names: options.HideComputerNames = False,
    serial_number: options.SerialNumber = False,
    websites: options.Websites = None,
    sign: options.SignWith = None,
    open: options.OpenPage = False,
) -> int:
    """Check this computer, and your email domain if you name it."""
    from carecheck.make_report import make_report
    from carecheck.plan import make_plan, of_group
    from carecheck.results import open_results
    from carecheck.scan import with_all_subjects

    profile, remarks = profile_to_use(profile, results) if facts is None else (profile, ())
    plan = make_plan(profile, domain or (), only or (), skip or (), checks or (), websites or (), remarks)
    signer = _signer(sign)
    folder = open_results(results)  # before looking: a scan whose result cannot be kept is a waste of time
    plan = of_group(plan, folder.group())
    if facts:
        collected = with_all_subjects(plan, _saved(facts))
    else:
        collected = look_now(
            plan,
            folder.device_key,
            offline=offline,
            name_server=nameserver,
            selectors=dkim_selector,
            deadline_seconds=deadline,
            hide_computer_names=hide_computer_names,
            serial_number=serial_number,
            quiet=plain or one_line,
            allow_private=allow_private,
            meanwhile=_get_ready_to_show,
        )
    report = make_report(plan, collected)
    home = (report.site.name, report.site.id) if report.site else (None, None)
    report, told = since_last_visit(report, *folder.places_of(*home))
    shown = Shown("json" if json else format, plain=plain, color=color, all=all, one_line=one_line)
    kept = show_report(report, shown, output, keep_in=folder, told=told)
    if signer and kept and kept.file:
        from carecheck.cli.signing import sign as sign_report

        say(f"The signature is in {sign_report(signer, kept.file)}")
    if open and kept and kept.report:
        from carecheck.cli.opening import open_page

        open_page(kept.report)
    return 0 if exit_zero else exit_code(report, strict=strict)


def _get_ready_to_show() -> None:
    """Read what every report needs, whatever is seen."""
    from contextlib import suppress

    from carecheck.show.page import get_ready
    from carecheck.tables import tables

    with suppress(Exception):  # what is wrong is told when the page is drawn, and nothing of what was seen is lost
        get_ready()
        tables()


def _signer(key: Path | None) -> "Signer | None":
    """The key to sign with; its password is asked before looking, so that nobody need wait for that question."""
    if key is None:
        return None
    from carecheck.cli.signing import signer_of

    return signer_of(key)


def _saved(file: Path) -> "Collected":
    from carecheck.look.collected import MOST_BYTES, read_facts
    from carecheck.readfile import read_file

    return read_facts(read_file(file, MOST_BYTES), str(file))
