"""The rules of a report file: each is broken once, and told in words; the JSON Schema and our own reader agree."""

import json
from collections.abc import Callable
from typing import Any, Final, get_args

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from carecheck import report
from carecheck.errors import CannotRun
from carecheck.facts.model import Subject
from carecheck.report import parse_report, report_bytes, report_schema
from tests.show.sample_report import OAKFIELD_HOUSE

Json = dict[str, Any]
Damage = Callable[[Json], object]

VALIDATOR: Final = Draft202012Validator(report_schema(), format_checker=FormatChecker())


def sample() -> Json:
    content: Json = json.loads(report_bytes(OAKFIELD_HOUSE))
    return content


def named(content: Json, check_id: str) -> Json:
    found: Json = next(one for one in content["results"] if one["check_id"] == check_id)
    return found


def refused(content: Json) -> str:
    with pytest.raises(CannotRun) as refusal:
        parse_report(json.dumps(content).encode(), "office-pc.json")
    return str(refusal.value)


# Both our reader and the JSON Schema refuse these.
SEEN_BY_BOTH: Final[dict[str, tuple[Damage, str]]] = {
    "green without a fact": (
        lambda content: named(content, "firewall.on").update(facts=[]),
        "firewall.on of d-4oenbfg7f4: a light that is OK, Fix now or Fix soon needs at least 1 fact",
    ),
    "red without a fact": (lambda content: named(content, "backup.recent").update(facts=[]), "at least 1 fact"),
    "amber without a fact": (lambda content: named(content, "screen.locks").update(facts=[]), "at least 1 fact"),
    "green without a rule": (lambda content: named(content, "firewall.on").update(rule=None), "needs the rule"),
    "unknown without a reason": (
        lambda content: named(content, "antivirus.holes").update(unknown=None),
        "antivirus.holes of d-4oenbfg7f4: Not checked needs a reason",
    ),
    "unknown, its reason left out": (
        lambda content: named(content, "antivirus.holes").pop("unknown"),
        "Not checked needs a reason",
    ),
    "a reason that nobody knows": (
        lambda content: named(content, "antivirus.holes")["unknown"].update(reason="tired"),
        "antivirus.holes of d-4oenbfg7f4: Invalid enum value 'tired'",
    ),
    "green with a reason": (
        lambda content: named(content, "firewall.on").update(unknown={"reason": "offline"}),
        "only Not checked may carry a reason",
    ),
    "not needed without a reason": (
        lambda content: named(content, "network.wifi")["verdict"].update(title=""),
        "network.wifi of d-4oenbfg7f4: the title is empty",
    ),
    "red without a title": (lambda content: named(content, "backup.recent")["verdict"].update(title=""), "title"),
    "red without a why": (lambda content: named(content, "backup.recent")["verdict"].update(why=""), "need a why"),
    "red, its why left out": (lambda content: named(content, "backup.recent")["verdict"].pop("why"), "need a why"),
    "amber without steps": (lambda content: named(content, "screen.locks")["verdict"].update(do=[]), "at least 1 step"),
    "amber with an empty step": (
        lambda content: named(content, "screen.locks")["verdict"].update(do=["Ask.", ""]),
        "no step may be empty",
    ),
    "red without who": (lambda content: named(content, "backup.recent").update(who=None), "say who does it"),
    "a time without a zone": (
        lambda content: content["run"].update(started_at="2026-11-22T09:30:00"),
        "timezone",
    ),
    "a time without seconds": (
        lambda content: content["run"].update(started_at="2026-11-22T09:30Z"),
        "run.started_at",
    ),
    "a day that is none": (lambda content: content["results"][0].update(first_seen="22/11/2026"), "first_seen"),
    "a check id with a capital": (lambda content: content["results"][0].update(check_id="Backup.recent"), "check_id"),
    "a check id without a topic": (lambda content: content["results"][0].update(check_id="backup"), "check_id"),
    "a light that nobody knows": (lambda content: content["results"][0].update(light="pink"), "'pink'"),
    "an unknown field at the top": (lambda content: content.update(score=100), "unknown field `score`"),
    "a field that is missing": (lambda content: content.pop("summary"), "there is no field `summary`"),
    "another kind of file": (lambda content: content.update(kind="carecheck.facts"), "not a report of carecheck"),
    "no kind": (lambda content: content.pop("kind"), "not a report of carecheck"),
    "no version": (lambda content: content.pop("schema_version"), "schema_version"),
    "a newer version": (lambda content: content.update(schema_version="2.0"), "made by a newer carecheck"),
    "a much newer version": (lambda content: content.update(schema_version="10.1"), "made by a newer carecheck"),
    "a count below 0": (lambda content: content["summary"].update(red=-1), "summary.red"),
    "a fact that is a block": (
        lambda content: named(content, "firewall.on")["facts"][0].update(value={"a": 1}),
        "firewall.on of",
    ),
}

# These span several parts of the file; only our reader sees them.
SEEN_BY_READING: Final[dict[str, tuple[Damage, str]]] = {
    "a count that is too low": (lambda content: content["summary"].update(red=3), "the counts in its summary"),
    "more planned than done": (lambda content: content["summary"].update(planned=20), "20 results were planned"),
    "a result that is gone": (lambda content: content["results"].pop(), "the counts in its summary"),
    "results out of order": (lambda content: content["results"].reverse(), "not in order"),
    "a result twice": (
        lambda content: content["results"].insert(0, content["results"][0]),
        "antivirus.holes of d-4oenbfg7f4: it stands here more than once",
    ),
    "a subject that is not there": (
        lambda content: content["subjects"].pop(0),
        "there is no such subject",
    ),
    "a subject without its results": (
        lambda content: content["subjects"].append({"id": "d-2", "kind": "computer", "label": "NURSE-1"}),
        "backup.recent of d-2: its result is missing",
    ),
    "two subjects with one id": (
        lambda content: content["subjects"].append(content["subjects"][0]),
        "two subjects have the same id",
    ),
    "evidence that is not there": (
        lambda content: content["evidence"].clear(),
        "backup.recent of d-4oenbfg7f4: backup.newest names evidence that is not here: e-0001",
    ),
    "two pieces of evidence with one id": (
        lambda content: content["evidence"].append(content["evidence"][0]),
        "two pieces of evidence",
    ),
    "a key of another result": (
        lambda content: named(content, "backup.recent").update(key="0" * 16),
        "backup.recent of d-4oenbfg7f4: its key does not fit",
    ),
    "two pieces of evidence that no result names": (
        lambda content: content["evidence"].extend([{**content["evidence"][0], "id": "e-x"}] * 2),
        "two pieces of evidence have the same id",
    ),
    "made in a year that cannot be": (
        lambda content: content["run"].update(started_at="0999-11-22T09:30:00Z"),
        "it was made in a year that cannot be right",
    ),
    "a check of two kinds of subject": (
        lambda content: (
            content["subjects"].append({"id": "x-1", "kind": "domain", "label": "x.example"}),
            content["results"].append({**content["results"][-1], "subject_id": "x-1"}),
        ),
        "one check has results for several kinds of subject",
    ),
    "finished before it was started": (
        lambda content: content["run"].update(finished_at="2026-11-22T10:29:59+01:00"),
        "finished before it was started",
    ),
}


@pytest.mark.parametrize("name", SEEN_BY_BOTH)
def test_a_broken_rule_is_refused_by_our_reader_and_by_the_schema(name: str) -> None:
    damage, words = SEEN_BY_BOTH[name]
    content = sample()
    damage(content)

    assert words in refused(content)
    assert not VALIDATOR.is_valid(content)


@pytest.mark.parametrize("name", SEEN_BY_READING)
def test_a_rule_that_spans_the_file_is_refused_by_our_reader(name: str) -> None:
    damage, words = SEEN_BY_READING[name]
    content = sample()
    damage(content)

    assert words in refused(content)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: None,
        lambda content: content.update(schema_version="1.7"),
        lambda content: content["results"][0].update(new_in_1_7="a field of a newer carecheck"),
        lambda content: content.update(site=None, group=None),
        lambda content: content["run"].update(started_at="2026-11-22T10:30:00+01:00"),
        lambda content: content["run"].update(started_at="2026-11-22T09:30:00.250Z"),
        lambda content: content["results"][0]["facts"].clear() if content["results"][0]["light"] == "unknown" else None,
    ],
)
def test_a_sound_file_is_taken_by_our_reader_and_by_the_schema(change: Damage) -> None:
    content = sample()
    change(content)

    VALIDATOR.validate(content)
    parse_report(json.dumps(content).encode(), "office-pc.json")


def test_the_schema_is_one_itself() -> None:
    Draft202012Validator.check_schema(report_schema())


def test_a_report_that_breaks_a_rule_is_never_written() -> None:
    from msgspec.structs import replace

    broken = replace(OAKFIELD_HOUSE, results=tuple(replace(one, facts=()) for one in OAKFIELD_HOUSE.results))

    with pytest.raises(ValueError, match=r"backup.recent of d-4oenbfg7f4: .* needs at least 1 fact"):
        report_bytes(broken)


def test_subjects_are_those_that_facts_have() -> None:
    assert get_args(report.SubjectKind) == get_args(Subject)


def test_a_key_is_the_same_for_ever() -> None:
    assert report.key_of("backup.recent", "d-4oenbfg7f4") == "93d698293b061f70"
