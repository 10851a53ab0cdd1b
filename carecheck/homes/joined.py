"""Several reports of one home as one: the newest result of each check and subject counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from msgspec.structs import replace

from carecheck import report
from carecheck.errors import CannotRun
from carecheck.report import Evidence, Report, Result
from carecheck.words import count, listing, long_date, places

_JOINED: Final = UUID("5c4f7f0e-51f5-4c0b-8d5c-0f6f3a0a9b6d")  # the same reports always make the same id
A_DAY: Final = timedelta(days=1)
SEEN: Final = frozenset({"red", "amber", "green"})


def joined(reports: Iterable[Report]) -> Report:
    """One report with everything that these say; one alone stays as it is.

    It is there to be shown: computers that were checked with other profiles have other checks, which `problems` tells.
    Raises CannotRun when they are not of one home.
    """
    in_order = oldest_first(reports)
    if len(in_order) == 1:
        return in_order[0]
    _of_one_home(in_order)
    newest = in_order[-1]
    results = _newest_results(in_order)
    subjects = {subject.id: subject for one in in_order for subject in one.subjects}
    return replace(
        newest,
        report_id=str(uuid5(_JOINED, "\n".join(one.report_id for one in in_order))),
        data=_oldest_tables(in_order),
        run=replace(newest.run, elevated=all(one.run.elevated for one in in_order)),
        profile=replace(newest.profile, skipped=_skipped(in_order)),
        subjects=tuple(subjects.values()),
        results=results,
        evidence=tuple(_evidence(in_order, results)),
        summary=report.summary_of(results, planned=len(results)),
        problems=(
            *dict.fromkeys(problem for one in in_order for problem in one.problems),
            *_differences(in_order),
            *_no_longer_seen(in_order, results),
        ),
    )


def oldest_first(reports: Iterable[Report]) -> list[Report]:
    """The reports in the order in which a later result counts in the place of an earlier one.

    One that is dated ahead counts as the oldest: a computer whose clock was wrong must hide no newer result.
    """
    return sorted(reports, key=lambda one: (not is_ahead(one.run.started_at), one.run.started_at, one.report_id))


def is_ahead(moment: datetime) -> bool:
    """Whether a moment is still to come, by more than a time zone."""
    return moment > datetime.now(UTC) + A_DAY


def _of_one_home(reports: Sequence[Report]) -> None:
    homes = {
        one.site.id if one.site else None: one.site.name if one.site else "a home without a name" for one in reports
    }
    if len(homes) > 1:
        named = listing(sorted(homes.values()))
        raise CannotRun(f"These reports are of {count(len(homes), 'home')}: {named}. Choose the reports of one home.")
    groups = sorted({one.group.id for one in reports if one.group})  # in two groups, homes may have one id
    if len(groups) > 1:
        named = listing(groups)
        raise CannotRun(
            f"These reports are of {count(len(groups), 'group')}: {named}. Choose the reports of one group."
        )


def _newest_results(reports: Sequence[Report]) -> tuple[Result, ...]:
    newest: dict[tuple[str, str], tuple[int, Result]] = {}
    for number, one in enumerate(reports):
        for result in one.results:
            newest[result.check_id, result.subject_id] = number, result
    return report.ordered(_with_evidence_of(number, result) for number, result in newest.values())


def _with_evidence_of(number: int, result: Result) -> Result:
    """The same result, naming the evidence of its own report: each report numbers its evidence from 1."""
    facts = tuple(
        replace(fact, evidence=_evidence_id(number, fact.evidence)) if fact.evidence else fact for fact in result.facts
    )
    return replace(result, facts=facts)


def _evidence_id(number: int, name: str) -> str:
    return f"r{number + 1}-{name}"


def _evidence(reports: Sequence[Report], results: Iterable[Result]) -> Iterator[Evidence]:
    """Only the evidence on which a result still rests."""
    named = {fact.evidence for result in results for fact in result.facts}
    for number, one in enumerate(reports):
        for evidence in one.evidence:
            name = _evidence_id(number, evidence.id)
            if name in named:
                yield replace(evidence, id=name)


def _oldest_tables(reports: Iterable[Report]) -> dict[str, str]:
    oldest: dict[str, str] = {}
    for one in reports:
        for name, version in one.data.items():
            oldest[name] = min(oldest.get(name, version), version)
    return oldest


def _skipped(reports: Iterable[Report]) -> tuple[str, ...]:
    return tuple(sorted({name for one in reports for name in one.profile.skipped}))


def _differences(reports: Sequence[Report]) -> Iterator[str]:
    names = sorted({one.site.name for one in reports if one.site})
    if len(names) > 1:  # a report of a stranger, perhaps
        yield f"These reports give this home {len(names)} names: {listing(names)}. Are they all yours?"
    profiles = {one.profile.id: one for one in reports}
    if len(profiles) > 1:
        yield f"Not all was checked in the same way: {listing(sorted(profiles))}. So some have more checks than others."
    days: Mapping[date, None] = dict.fromkeys(one.run.started_at.date() for one in reports)
    if len(days) > 1:
        yield f"This report joins checks of {count(len(days), 'day')}. The first was {long_date(min(days))}."
    if ahead := [one.run.started_at.date() for one in reports if is_ahead(one.run.started_at)]:
        yield (
            f"A check is dated {long_date(max(ahead))}, which is still to come. The clock of that computer was wrong. "
            "So that check counts as the oldest."
        )


def _no_longer_seen(reports: Sequence[Report], results: Iterable[Result]) -> Iterator[str]:
    """What an earlier report saw and the newest could not, such as one of another login: it is not carried over."""
    seen = {(one.check_id, one.subject_id) for report in reports for one in report.results if one.light in SEEN}
    gone = [one for one in results if one.light == "unknown" and (one.check_id, one.subject_id) in seen]
    if gone:
        names = places([*dict.fromkeys(f"'{one.verdict.name}'" for one in gone)])
        yield (
            f"An earlier check saw {count(len(gone), 'thing')} that the newest one could not see: {names}. "
            f"{'They are' if len(gone) > 1 else 'It is'} Not checked here. The earlier file still tells what we saw."
        )
