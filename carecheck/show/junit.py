"""A report as JUnit XML, for dashboards that show results of tests: a suite for each subject, a test for each check.

Nothing but OK is a test that passed. Fix now and Fix soon are failures, also where the risk was accepted. Not checked
and Not needed are skipped tests with their reason: to call them errors would stop every dashboard, for an everyday
login never sees all. A fault of carecheck is an error.
"""

import re
from collections.abc import Iterable
from datetime import UTC
from typing import TYPE_CHECKING, Final

from carecheck.lights import LIGHTS
from carecheck.report import Report, Result, Subject, cleaned
from carecheck.show.sentences import MADE_UP_LINE, accepted, home_name, mark_of, seen

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# What XML 1.0 forbids. Reports are cleaned already; a reader refuses the whole file because of one such letter.
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(report: Report) -> str:
    """The report as JUnit XML; the same report always gives the same text."""
    from xml.etree.ElementTree import Element, indent, tostring

    report = cleaned(report)
    mark = mark_of(report)
    suites = Element("testsuites", {"name": _xml(f"{mark}carecheck: {home_name(report)}")})
    for subject in report.subjects:
        results = [result for result in report.results if result.subject_id == subject.id]
        suites.append(_suite(report, subject, results, mark))
    for name, amount in _amounts(report.results).items():
        suites.set(name, amount)
    indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _suite(report: Report, subject: Subject, results: Iterable[Result], mark: str) -> "Element":
    from xml.etree.ElementTree import Element, SubElement

    results = tuple(results)
    started = report.run.started_at.astimezone(UTC).isoformat(timespec="seconds")
    called = _called(subject, report.subjects)
    about = {"name": _xml(f"{mark}{called}"), "timestamp": started, **_amounts(results)}
    suite = Element("testsuite", about)
    properties = SubElement(suite, "properties")
    told = {
        **({"made_up": MADE_UP_LINE} if report.made_up else {}),
        **({"changed_file": " ".join(report.altered)} if report.altered else {}),
        "carecheck": report.tool.version,
        "profile": report.profile.id,
        "report_id": report.report_id,
        "subject_kind": subject.kind,
    }
    for name, value in told.items():
        SubElement(properties, "property", {"name": name, "value": _xml(value)})
    suite.extend(_case(result, called, mark) for result in results)
    return suite


def _called(subject: Subject, subjects: Iterable[Subject]) -> str:
    """Its label; with its id where another has the same, for dashboards tell tests apart by their names alone."""
    alike = [one for one in subjects if (one.kind, one.label) == (subject.kind, subject.label)]
    return subject.label if len(alike) == 1 else f"{subject.label} ({subject.id})"


def _case(result: Result, called: str, mark: str) -> "Element":
    from xml.etree.ElementTree import Element, SubElement

    case = Element("testcase", {"classname": _xml(f"{mark}{called}"), "name": f"{mark}{result.check_id}"})
    if (kind := _kind(result)) is None:
        said = SubElement(case, "system-out")
    else:
        message = f"{mark}{LIGHTS[result.light].name}: {seen(result)}"
        said = SubElement(case, kind, {"type": result.light, "message": _xml(message)})
    said.text = _xml("\n".join(f"{mark}{line}" for line in _lines(result)))
    return case


def _kind(result: Result) -> str | None:
    """What a dashboard calls it; None for a test that passed."""
    match result.light:
        case "green":
            return None
        case "red" | "amber":
            return "failure"
        case "unknown" if result.unknown and result.unknown.reason == "our_fault":
            return "error"
        case _:
            return "skipped"


def _lines(result: Result) -> Iterable[str]:
    """What was seen, and what to do."""
    verdict = result.verdict
    yield seen(result)
    yield from (text for text in (verdict.why, *verdict.do, *verdict.notes) if text)
    if result.accepted:
        yield accepted(result.accepted)
    yield f"{result.check_id}/{result.rule.code}" if result.rule else result.check_id


def _amounts(results: Iterable[Result]) -> dict[str, str]:
    kinds = [_kind(result) for result in results]
    named = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    return {"tests": str(len(kinds)), **{name: str(kinds.count(kind)) for name, kind in named.items()}}


def _xml(text: str) -> str:
    return _FORBIDDEN.sub("", text)
