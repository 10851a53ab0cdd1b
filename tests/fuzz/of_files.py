"""Readers of files: those that people write, and those of carecheck that come back from somewhere else."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from carecheck.asking.reading import NotUnderstoodError, read_day, read_number
from carecheck.demo import made_up_facts
from carecheck.domain_names import read_selector
from carecheck.errors import UsageError
from carecheck.judge.answers import answers_of, read_answers
from carecheck.judge.answers_writing import answers_text
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check
from carecheck.judge.conditions import parse_condition
from carecheck.judge.packs import verify_packs
from carecheck.judge.profiles import load_profile
from carecheck.judge.sentences import parse_sentence
from carecheck.judge.terms import ConditionError
from carecheck.look.collected import read_facts, write_facts
from carecheck.look.domain.registration import Registries
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.make_report import make_report
from carecheck.plan import Plan, make_plan
from carecheck.report import Report
from carecheck.report.files import parse_report, report_bytes
from carecheck.savefile import safe_name, short_name
from carecheck.scan import with_all_subjects
from carecheck.setup.draft import profile_text, read_told
from carecheck.shipped import shipped
from carecheck.show.page import render_page
from carecheck.show.terminal import TerminalOptions, render_terminal
from carecheck.structured import structured, without_head
from carecheck.survey.names import NameList
from carecheck.survey.rows import read_head, read_rows
from carecheck.words import clean
from carecheck.yamlfile import parse_yaml
from tests.asking.made_home import made_questions
from tests.fuzz.rows import Row, in_file, row
from tests.judge.scopes import SCOPE

TODAY: Final = date(2026, 11, 22)
TESTS: Final = Path(__file__).parent.parent
CONDITIONS: Final = (
    "backup.newest_age_days > limits.days and not answer.several",
    "absent(backup.newest) or matching(backup.methods, limits.known)",
    "today < 2027-01-01 and backup.methods == [] and answer.way in ['program', 'none']",
    "number_of(backup.methods) >= 2 or (limits.asked_for and not absent(backup.newest))",
)
SENTENCES: Final = (
    "Your last backup was {ago(backup.newest)}, on {date(backup.newest)}.",
    "{names(backup.methods)} and {count(limits.days, 'day')}{backup.copies} {{}} {menu.updates}",
)
TOLD: Final = """\
home: Rose Cottage
domains: [rosecottage.example]
websites: [www.rosecottage.example]
looks_after_computers: company
suppliers:
  - {name: Example Records Ltd, what: care records, website: records.example, contract_reviewed: 2026-03-01}
"""
SURVEY: Final = (
    '{"started_at":"2026-11-22T09:00:00Z","asked":"192.0.2.1","checks":["email.spf"],"version":"0.1","data":{},'
    '"kind":"carecheck.survey","schema_version":"1.0"}\n'
    '{"domain":"a.example","shown":"a.example","on":"2026-11-22","checks":{"email.spf":["red","missing"]}}\n'
)


def _text(parse: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda raw: parse(raw.decode("utf-8-sig", "replace"))


def _files(*patterns: str) -> list[bytes]:
    return [path.read_bytes() for pattern in patterns for path in sorted(TESTS.parent.glob(pattern))]


@cache
def _checks() -> dict[str, Check]:
    return load_checks(shipped("checks"), with_examples=False)


def _pack(path: Path) -> object:
    checks = load_checks(path.parent.parent)
    verify_packs(checks)
    return list(checks)


def _answers(text: str) -> object:
    written = read_answers(parse_yaml(text, "answers.yaml"), made_questions())
    answers_of(written, made_questions())
    again = read_answers(parse_yaml(answers_text(written), "answers.yaml"), made_questions())
    assert answers_text(again) == answers_text(written), "what was written is not read back"
    return written


def _told(text: str) -> str:
    return profile_text(read_told(parse_yaml(text, "told.yaml")), TODAY).replace("\n", " ")


def _facts(raw: bytes) -> object:
    collected = read_facts(raw, "facts.json")
    assert read_facts(write_facts(collected), "facts.json") == collected, "what was written is not read back"
    return collected


def _report(raw: bytes) -> object:
    report = parse_report(raw, "report.json")
    assert parse_report(report_bytes(report), "report.json") == report, "what was written is not read back"
    return _drawn(report)


def _recording(text: str) -> object:
    machine = RecordedMachine.from_text(text)
    text = machine.to_text()
    assert RecordedMachine.from_text(text).to_text() == text, "what was written is not read back"
    return machine


def _names(path: Path) -> object:
    names = NameList(path)
    return list(names.entries()), names.rejected


def _typed(text: str) -> object:
    told = [clean(text), safe_name(text), short_name(text)]
    for read in (lambda: read_day(text, TODAY), lambda: read_number(text), lambda: read_selector(text)):
        try:
            read()
        except (NotUnderstoodError, UsageError) as error:
            told.append(str(error))
    return told


def rows() -> tuple[Row, ...]:
    """The table."""
    return (
        row("yaml", _text(lambda text: parse_yaml(text, "x.yaml")), _files("data/prices.yaml", "checks/email/*.yaml")),
        row("table", _text(_table), _files("data/registries.yaml")),
        row("profile", in_file("p.yaml", lambda path: load_profile(path, _checks())), _files("profiles/*.yaml", "data/demo/profile.yaml")),
        row("check", in_file("x/y.yaml", _pack), _files("checks/backup/*.yaml", "checks/people/*.yaml")),
        row("condition", _text(lambda text: parse_condition(text, SCOPE)), CONDITIONS, ConditionError),
        row("sentence", _text(lambda text: parse_sentence(text, SCOPE)), SENTENCES, ConditionError),
        row("answers", _text(_answers), ["home:\n  trained: {answer: all, by: Registered manager, on: 2026-11-01}\n"]),
        row("setup answers", _text(_told), [TOLD], shown=True),
        row("typed", _text(_typed), ["22/11/2026", "3 March 2026", "1,250.5", "selector1", "Rose Cottage: con.txt"], shown=True),
        row("facts", _facts, _facts_files()),
        row("facts judged", _judged, _facts_files(), shown=True),
        row("report", _report, _files("tests/report/samples/*.json"), shown=True),
        row("recording", _text(_recording), _files("tests/linux/recordings/[a-d]*.yaml")),
        row("survey list", in_file("a.txt", _names), ["# a\nhome.example\nwww.Other.example\n", "caf\xe9.example\r\n".encode("cp1252")], shown=True),
        row("survey table", in_file("a.csv", _names), ['Domain;Group\nhome.example;"a;b"\n', "\ufeffe-mail,x\na@b.example,y\n".encode("utf-16")], shown=True),
        row("survey", in_file("s.jsonl", lambda path: (read_head(path), list(read_rows(path)))), [SURVEY]),
    )  # fmt: skip


def _table(text: str) -> object:
    return structured(without_head(parse_yaml(text, "table.yaml")), Registries)


@cache
def _plan() -> Plan:
    return make_plan(shipped("data") / "demo" / "profile.yaml")


def _facts_files() -> list[bytes]:
    """The made-up home, each of its subjects in a file of its own."""
    whole = made_up_facts(_plan(), "now")
    return [write_facts(replace(whole, subjects=(one,))) for one in whole.subjects]


def _judged(raw: bytes) -> object:
    """Facts of anybody, judged."""
    return _drawn(make_report(_plan(), with_all_subjects(_plan(), read_facts(raw, "facts.json"))))


def _drawn(report: Report) -> object:
    """A report, written and read back, and as people see it."""
    written = parse_report(report_bytes(report), "report.json")
    render_page(report)
    return written, render_terminal(report, TerminalOptions(everything=True)).split("\n")


ROWS: Final = rows()
