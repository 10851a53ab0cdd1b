"""What must be true of a report beyond the types of its fields, told in sentences that name the result.

The rules of a single result stand in `RESULT_RULES`, each beside the same rule as JSON Schema, so that the two
are read and changed together.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import msgspec

from carecheck.report.model import Report, Result, key_of, summary_of
from carecheck.words import POSSIBLE_YEARS

MOST_RESULTS: Final = 100_000

SEEN_LIGHTS: Final = ("red", "amber", "green")
_FIX_LIGHTS: Final = ("red", "amber")


class ResultRule(msgspec.Struct, frozen=True):
    """One rule: whether a result breaks it, what is then said, and the rule as a part of a JSON Schema."""

    broken: Callable[[Result], bool]
    says: str
    schema: Mapping[str, Any]


def _if_light(lights: tuple[str, ...], then: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"if": {"properties": {"light": {"enum": list(lights)}}}, "then": then}


_SOME_TEXT: Final[Mapping[str, Any]] = {"type": "string", "minLength": 1}
_NOT_NULL: Final[Mapping[str, Any]] = {"not": {"type": "null"}}

RESULT_RULES: Final = (
    ResultRule(
        lambda result: result.light in SEEN_LIGHTS and not result.facts,
        "a light that is OK, Fix now or Fix soon needs at least 1 fact",
        _if_light(SEEN_LIGHTS, {"properties": {"facts": {"minItems": 1}}}),
    ),
    ResultRule(
        lambda result: result.light in SEEN_LIGHTS and result.rule is None,
        "a light that is OK, Fix now or Fix soon needs the rule that gave it",
        _if_light(SEEN_LIGHTS, {"properties": {"rule": _NOT_NULL}}),
    ),
    ResultRule(
        lambda result: result.light == "unknown" and result.unknown is None,
        "Not checked needs a reason",
        _if_light(("unknown",), {"required": ["unknown"], "properties": {"unknown": _NOT_NULL}}),
    ),
    ResultRule(
        lambda result: result.light != "unknown" and result.unknown is not None,
        "only Not checked may carry a reason for not knowing",
        _if_light((*SEEN_LIGHTS, "not_needed"), {"properties": {"unknown": {"type": "null"}}}),
    ),
    ResultRule(
        lambda result: not result.verdict.title,
        "the title is empty (for Not needed it is the reason)",
        {"properties": {"verdict": {"properties": {"title": _SOME_TEXT}}}},
    ),
    ResultRule(
        lambda result: result.light in _FIX_LIGHTS and not result.verdict.why,
        "Fix now and Fix soon need a why",
        _if_light(_FIX_LIGHTS, {"properties": {"verdict": {"required": ["why"], "properties": {"why": _SOME_TEXT}}}}),
    ),
    ResultRule(
        lambda result: result.light in _FIX_LIGHTS and not all(result.verdict.do or [""]),
        "Fix now and Fix soon need at least 1 step, and no step may be empty",
        _if_light(
            _FIX_LIGHTS,
            {
                "properties": {
                    "verdict": {"required": ["do"], "properties": {"do": {"minItems": 1, "items": _SOME_TEXT}}}
                }
            },
        ),
    ),
    ResultRule(
        lambda result: result.light in _FIX_LIGHTS and result.who is None,
        "Fix now and Fix soon need to say who does it",
        _if_light(_FIX_LIGHTS, {"required": ["who"], "properties": {"who": _NOT_NULL}}),
    ),
)


def broken_rules(report: Report) -> list[str]:
    """Every rule that this report breaks, as sentences; none for a sound report."""
    return [
        *_broken_by_results(report),
        *_broken_by_order(report),
        *_broken_by_subjects(report),
        *_broken_by_evidence(report),
        *_broken_by_counts(report),
    ]


def _broken_by_results(report: Report) -> Iterator[str]:
    for result in report.results:
        yield from (f"{name_of(result)}: {rule.says}" for rule in RESULT_RULES if rule.broken(result))
        if result.key != key_of(result.check_id, result.subject_id):
            yield f"{name_of(result)}: its key does not fit its check and its subject"


def _broken_by_order(report: Report) -> Iterator[str]:
    pairs = [(result.check_id, result.subject_id) for result in report.results]
    for check_id, subject_id in sorted(pair for pair, times in Counter(pairs).items() if times > 1):
        yield f"{check_id} of {subject_id}: it stands here more than once"
    if pairs != sorted(pairs):
        yield "the results are not in order of check and subject"
    if report.run.finished_at < report.run.started_at:
        yield "it was finished before it was started"
    if report.run.started_at.year not in POSSIBLE_YEARS:
        yield "it was made in a year that cannot be right"


def _broken_by_subjects(report: Report) -> Iterator[str]:
    kinds = {subject.id: subject.kind for subject in report.subjects}
    if len(kinds) < len(report.subjects):
        yield "two subjects have the same id"
    of_kind: dict[str, set[str]] = {}
    for subject_id, kind in kinds.items():
        of_kind.setdefault(kind, set()).add(subject_id)
    subjects_of: dict[str, set[str]] = {}
    for result in report.results:
        if result.subject_id not in kinds:
            yield f"{name_of(result)}: there is no such subject in this report"
        else:
            subjects_of.setdefault(result.check_id, set()).add(result.subject_id)
    for check_id, seen in subjects_of.items():
        kinds_seen = {kinds[subject_id] for subject_id in seen}
        if len(kinds_seen) > 1:
            yield f"{check_id}: one check has results for several kinds of subject"
        wanted = {subject_id for kind in kinds_seen for subject_id in of_kind[kind]}
        for missing in sorted(wanted - seen):
            yield f"{check_id} of {missing}: its result is missing"


def _broken_by_evidence(report: Report) -> Iterator[str]:
    known = {evidence.id for evidence in report.evidence}
    if len(known) < len(report.evidence):
        yield "two pieces of evidence have the same id"
    for result in report.results:
        for fact in result.facts:
            if fact.evidence is not None and fact.evidence not in known:
                yield f"{name_of(result)}: {fact.name} names evidence that is not here: {fact.evidence}"


def _broken_by_counts(report: Report) -> Iterator[str]:
    if len(report.results) > MOST_RESULTS:
        yield f"it has more than {MOST_RESULTS:,} results"
    planned = report.summary.planned
    if report.summary != summary_of(report.results, planned):
        yield "the counts in its summary are not those of its results"
    if planned != len(report.results):
        yield f"{planned:,} results were planned, but it has {len(report.results):,}"


def name_of(result: Result) -> str:
    """How messages name a result."""
    return f"{result.check_id} of {result.subject_id}"
