"""Makes the evidence of homes from their reports and their answers: a part for each home, an entry for each item."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import msgspec

from carecheck import __version__
from carecheck.homes.dspt import says
from carecheck.homes.dspt.asked import Asked, statements
from carecheck.homes.dspt.form import DsptFile, Finding, FoundIn, Numbering, Part, Source
from carecheck.homes.dspt.items import Known, item_of
from carecheck.homes.joined import joined, oldest_first
from carecheck.judge.answers import NO_ANSWERS, Answers
from carecheck.lights import REASONS
from carecheck.report import Report, Result, Tool
from carecheck.report.model import Strength
from carecheck.tables import dspt_table, dspt_version, table
from carecheck.words import clean, count

FRESH: Final = timedelta(days=31)
NO_NAME: Final = "This home"
RANKS: Final[tuple[Strength, ...]] = ("none", "support", "partial")


@dataclass(frozen=True, slots=True)
class Home:
    """The reports of one home with the names of their files, and its answers where its profile is known."""

    reports: tuple[Report, ...]
    files: tuple[str, ...]
    answers: Answers | None = None


def evidence_of(homes: Iterable[Home], asked: Asked, today: date, problems: Sequence[str] = ()) -> DsptFile:
    """The evidence of these homes on that day; `problems` are sentences about files."""
    parts = sorted((_part(home, asked, today) for home in homes), key=lambda part: (part.name, part.site is None))
    return DsptFile(
        made_on=today,
        tool=Tool("carecheck", __version__),
        numbering=Numbering(dspt_version(), table("dspt").as_at, says.numbering_note()),
        keep=(*says.KEEP, says.BY_HOME) if len(parts) > 1 else says.KEEP,
        parts=tuple(parts),
        problems=tuple(clean(problem, 400) for problem in problems),
    )


def evidence_bytes(file: DsptFile) -> bytes:
    """The evidence as JSON: sorted keys, 2 spaces, UTF-8, a line feed at the end."""
    content = msgspec.to_builtins(file)
    msgspec.convert(content, DsptFile)
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def _part(home: Home, asked: Asked, today: date) -> Part:
    whole = joined(home.reports)
    findings, other_numbers = _findings(whole, home)
    known = Known(
        findings,
        statements(whole, asked, home.answers or NO_ANSWERS, today),
        asked,
        frozenset(result.check_id for result in whole.results),
    )
    table_of_items = dspt_table().values()
    items = tuple(item_of(one, known) for one in table_of_items if one.mandatory or known.tells_of(one.number))
    asked_of_all = [item.state for item in items if item.mandatory]
    return Part(
        site=whole.site,
        name=clean(whole.site.name, 80) if whole.site else NO_NAME,
        sources=_sources(home),
        items=items,
        open=asked_of_all.count("open"),
        answered=asked_of_all.count("answered"),
        problems=_problems(whole, home, other_numbers, today),
    )


def _sources(home: Home) -> tuple[Source, ...]:
    both = zip(home.files, home.reports, strict=True)
    sources = (Source(clean(file), one.report_id, one.run.started_at) for file, one in both)
    return tuple(sorted(sources, key=lambda source: (source.checked_at, source.file)))


def _findings(whole: Report, home: Home) -> tuple[dict[str, tuple[Finding, ...]], int]:
    """What checks say of each item, by item; and of how many results the numbers are those of another edition."""
    files = {one.report_id: file for file, one in zip(home.files, home.reports, strict=True)}
    newest = {(res.check_id, res.subject_id): one for one in oldest_first(home.reports) for res in one.results}
    found: dict[str, list[Finding]] = {}
    left_out = 0
    for result in whole.results:
        refs = [ref for ref in result.refs if ref.scheme == "dspt"]
        ours = [ref for ref in refs if _edition(ref.version) == _edition(dspt_version()) and ref.item in dspt_table()]
        left_out += len(ours) < len(refs)
        report = newest[result.check_id, result.subject_id]
        for ref in ours:
            claimed = _at_most(ref.strength or "none", dspt_table()[ref.item].strength)
            found.setdefault(ref.item, []).append(_finding(result, claimed, whole, report, files[report.report_id]))
    return {item: tuple(some) for item, some in found.items()}, left_out


def _finding(result: Result, claimed: Strength, whole: Report, report: Report, file: str) -> Finding:
    subject = next(one for one in whole.subjects if one.id == result.subject_id)
    return Finding(
        check_id=result.check_id,
        code=result.rule.code if result.rule else None,
        subject=clean(subject.label, 80),
        subject_kind=subject.kind,
        light=result.light,
        name=clean(result.verdict.name),
        says=clean(result.verdict.title),
        reason=REASONS[result.unknown.reason].sentence if result.unknown else "",
        action=clean(result.verdict.action),
        strength=claimed if result.light in ("red", "amber", "green") else "none",
        source=_source(result),
        questions=result.unknown.questions if result.unknown else (),
        checked_at=report.run.started_at,
        file=clean(file),
    )


def _source(result: Result) -> FoundIn:
    """What a result rests on; what was looked at counts before what people said, which may only make it worse."""
    sources = {fact.source for fact in result.facts}
    if not sources or sources - {"answer", "profile"}:
        return "seen"
    return "profile" if "profile" in sources else "answers"


def _at_most(claimed: Strength, most: Strength) -> Strength:
    return RANKS[min(RANKS.index(claimed), RANKS.index(most))]


def _edition(version: str | None) -> str:
    return (version or "").partition(" ")[0]


def _problems(whole: Report, home: Home, other_numbers: int, today: date) -> tuple[str, ...]:
    problems = [clean(problem, 400) for problem in whole.problems]
    if home.answers is None:
        problems.append(says.NO_PROFILE)
    if other_numbers:
        problems.append(f"{count(other_numbers, 'result')} left out: they follow the numbers of another toolkit.")
    if any(today - one.run.started_at.date() > FRESH for one in home.reports):
        problems.append(says.SCAN_AGAIN)
    return tuple(problems)
