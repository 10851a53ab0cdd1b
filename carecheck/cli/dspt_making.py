"""What `carecheck dspt` does: reads reports and answers, and saves the evidence in three forms or shows it in one."""

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from carecheck.cli.output import FILE_COLUMNS, put, say
from carecheck.errors import CannotRun, UsageError
from carecheck.homes.dspt import Asked, DsptFile, Home, evidence_bytes, evidence_of
from carecheck.homes.files import Found, real_reports_in
from carecheck.judge.answers import Answers, answers_file
from carecheck.judge.checkfiles import load_checks
from carecheck.plan import make_plan
from carecheck.report import Report
from carecheck.results import home_profiles, make_folder, results_path
from carecheck.savefile import save_new, short_name
from carecheck.shipped import shipped
from carecheck.show.dspt_page import dspt_lines, render_dspt
from carecheck.show.dspt_table import dspt_workbook
from carecheck.show.streams import window_columns

Form = Literal["text", "html", "json", "xlsx"]
SAVED: Final[tuple[Form, ...]] = ("html", "xlsx", "json")


def make_dspt(
    files: Sequence[Path],
    profiles: Sequence[Path],
    packs: Sequence[Path],
    form: Form | None,
    output: Path | None,
    results: Path | None,
) -> None:
    """Make the evidence of the homes in these files. Raises CarecheckError."""
    if form == "xlsx" and output is None:
        raise UsageError("a workbook is a file: name it with --output FILE")
    found = real_reports_in(files)
    answers = _answers(found, profiles, packs, results)
    checks = load_checks(shipped("checks"), *packs)
    today = datetime.now().astimezone().date()
    evidence = evidence_of(_homes(found, answers), Asked.by(checks), today, found.problems)
    if form is None:
        saved = _save_all(evidence, output or _beside(files[0]))
        put(dspt_lines(evidence, window_columns(), sys.stdout.encoding))
        say("Saved:\n" + "\n".join(f"    {path}" for path in saved))
    elif output:
        say(f"Saved: {save_new(output.absolute(), _drawn(evidence, form, FILE_COLUMNS))}")
    elif form == "text":
        put(dspt_lines(evidence, window_columns(), sys.stdout.encoding))
    else:
        put(_drawn(evidence, form, FILE_COLUMNS).decode())


def _drawn(evidence: DsptFile, form: Form, columns: int) -> bytes:
    match form:
        case "json":
            return evidence_bytes(evidence)
        case "xlsx":
            return dspt_workbook(evidence)
        case "html":
            return render_dspt(evidence).encode()
        case "text":
            return dspt_lines(evidence, columns, "utf-8").encode()


def _save_all(evidence: DsptFile, folder: Path) -> Iterable[Path]:
    place = folder.absolute()
    make_folder(place)
    whose = short_name(evidence.parts[0].name, otherwise="home") if len(evidence.parts) == 1 else "all-homes"
    name = f"{whose} dspt {evidence.made_on}"
    return [save_new(place / f"{name}.{form}", _drawn(evidence, form, FILE_COLUMNS)) for form in SAVED]


def _beside(file: Path) -> Path:
    return file if file.is_dir() else file.parent


def _homes(found: Found, answers: dict[str | None, Answers]) -> Iterable[Home]:
    """The reports by their homes; those without a home are one part."""
    by_site: dict[str | None, list[tuple[Report, str]]] = {}
    for report, name in zip(found.reports, found.names, strict=True):
        by_site.setdefault(report.site.id if report.site else None, []).append((report, name))
    for site, some in by_site.items():
        reports, names = zip(*some, strict=True)
        yield Home(reports, names, answers.get(site))


def _answers(
    found: Found, profiles: Sequence[Path], packs: Sequence[Path], results: Path | None
) -> dict[str | None, Answers]:
    """The answers of each home in these reports: beside the profiles that were named, else those of the results folder.

    Raises CannotRun for a profile that was named and belongs to none of the homes.
    """
    sites = {report.site.id if report.site else None for report in found.reports}
    answers: dict[str | None, Answers] = {}
    for profile in profiles or home_profiles(results_path(results)):
        if answers_file(profile) is None:
            raise CannotRun(f"'{profile}' comes with carecheck and belongs to no home. Name the profile of your home.")
        plan = make_plan(profile, packs=packs)
        # Reports of no home are of the home that somebody names, if that is the only one.
        site = None if sites == {None} and len(profiles) == 1 else plan.profile.site_id
        if site in sites:
            answers[site] = plan.answers
            if not profiles:
                say(f"We use the answers beside the profile of your home: {profile}")
        elif profiles:
            home = plan.profile.site_name or "no home"
            raise CannotRun(f"{profile} is the profile of {home}, and no report here is. Choose reports of that home.")
    return answers
