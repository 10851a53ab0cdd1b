"""A report as assessment results in OSCAL 1.1.3 (JSON), NIST's format for tools that collect evidence.

Each result is an observation. Each check is an objective with one finding over all subjects, and OSCAL knows two states
of an objective, no third:

satisfied       at least one subject is OK, and on every other one the check is not needed
not-satisfied   reason fail: one or more is Fix now or Fix soon, also where the risk was accepted
not-satisfied   reason other: nothing is to be fixed, and one or more is Not checked. Other is, in NIST's words, neither
                a pass nor a fail. Without a finding it could be read as satisfied, for many list only what failed
no finding      the check is not needed on any subject: it is not among the reviewed controls either

There is no assessment plan; import-ap leads to a note in the back matter that says which profile chose the checks.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from carecheck.lights import LIGHTS, Light, urgency
from carecheck.report import Accepted, Evidence, Report, Result, Subject, cleaned
from carecheck.show.oscal_text import as_string, as_text
from carecheck.show.sentences import MADE_UP_LINE, accepted, home_name, limits_of_this, mark_of, seen
from carecheck.words import count, long_date

OSCAL_VERSION: Final = "1.1.3"
NAMESPACE: Final = "urn:carecheck:oscal"
PARTIES: Final = ("supplier", "home")  # in OSCAL these are organisations; what else is looked at is an item of theirs

_IDS: Final = UUID("6d1a3c52-8f0e-4b7a-9c35-2e4f7a90b1d8")  # the same report always makes the same ids

Json = dict[str, Any]


def render_oscal(report: Report) -> str:
    """The report as OSCAL assessment results; the same report always gives the same text."""
    whole = {"assessment-results": _Writer.of(cleaned(report)).written()}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one report; `mark` stands before each title and sentence of a made-up one."""

    report: Report
    mark: str
    by_check: Mapping[str, tuple[Result, ...]]
    subjects: Mapping[str, Subject]
    evidence: Mapping[str, Evidence]

    @classmethod
    def of(cls, report: Report) -> "_Writer":
        by_check: dict[str, list[Result]] = {}
        for result in report.results:
            by_check.setdefault(result.check_id, []).append(result)
        return cls(
            report,
            mark_of(report),
            {check: tuple(results) for check, results in by_check.items()},
            {subject.id: subject for subject in report.subjects},
            {one.id: one for one in report.evidence},
        )

    def written(self) -> Json:
        """The whole document."""
        report = self.report
        day = report.run.started_at.date()
        plan = self._id("plan")
        return {
            "uuid": self._id("results"),
            "metadata": {
                "title": self._text(f"{home_name(report)}: results of carecheck, {long_date(day)}"),
                "last-modified": _moment(report.run.finished_at),
                "version": day.isoformat(),
                "oscal-version": OSCAL_VERSION,
                "props": self._props({"report": report.report_id}),
                **_some("parties", [self._party(one) for one in report.subjects if one.kind in PARTIES]),
            },
            "import-ap": {"href": f"#{plan}"},
            **_some("local-definitions", _some("objectives-and-methods", list(map(self._objective, self._needed())))),
            "results": [self._result()],
            "back-matter": {"resources": [self._plan(plan)]},
        }

    def _result(self) -> Json:
        run = self.report.run
        risks = [self._risk(one, one.accepted) for one in self.report.results if one.accepted]
        return {
            "uuid": self._id("result"),
            "title": self._text("What carecheck saw"),
            "description": self._text(" ".join((*self.report.altered, *limits_of_this(self.report)))),
            "start": _moment(run.started_at),
            "end": _moment(run.finished_at),
            "local-definitions": self._looked_at(),
            "reviewed-controls": {"control-selections": [self._reviewed()]},
            **_some("observations", [self._observation(one) for one in self.report.results]),
            **_some("risks", risks),
            **_some("findings", [self._finding(check) for check in self._needed()]),
        }

    def _needed(self) -> list[str]:
        """The checks that apply to something here."""
        return [check for check, all_of in self.by_check.items() if any(one.light != "not_needed" for one in all_of)]

    def _reviewed(self) -> Json:
        controls = [{"control-id": check} for check in self._needed()]
        return {
            "description": self._text("The checks of carecheck that apply here; each is called a control."),
            **_some("include-controls", controls),
        }

    def _objective(self, check: str) -> Json:
        name = self.by_check[check][0].verdict.name
        part = {"id": _objective_id(check), "name": "assessment-objective", "prose": self._text(name)}
        return {"control-id": check, "parts": [part]}

    def _looked_at(self) -> Json:
        items = [
            {"uuid": self._id(one.id), "description": self._text(one.label), "props": self._props({"kind": one.kind})}
            for one in self.report.subjects
            if one.kind not in PARTIES
        ]
        tool = self.report.tool
        component = {
            "uuid": self._id("tool"),
            "type": "software",
            "title": as_text(tool.name),
            "description": "The program that looked and judged.",
            "props": self._props({"version": tool.version}),
            "status": {"state": "operational"},
        }
        platform = {"uuid": self._id("platform"), "uses-components": [{"component-uuid": component["uuid"]}]}
        assets = {"components": [component], "assessment-platforms": [platform]}
        return {**_some("inventory-items", items), "assessment-assets": assets}

    def _observation(self, result: Result) -> Json:
        asked = any(fact.by for fact in result.facts) or bool(result.unknown and result.unknown.questions)
        tested = any(not fact.by for fact in result.facts) or not asked
        methods = [name for name, used in (("TEST", tested), ("INTERVIEW", asked)) if used]
        return {
            "uuid": self._id(result.key),
            "title": self._text(f"{result.verdict.name}: {LIGHTS[result.light].name}"),
            "description": self._text(seen(result)),
            "props": self._props(dict(_about(result))),
            "methods": methods,
            "types": ["control-objective"],
            "origins": [{"actors": [{"type": "tool", "actor-uuid": self._id("tool")}]}],
            "subjects": [self._subject(self.subjects[result.subject_id])],
            **_some("relevant-evidence", [{"description": self._text(text)} for text in self._evidence(result)]),
            "collected": _moment(max((fact.collected_at for fact in result.facts), default=self._end)),
            **_some("remarks", result.verdict.for_it and self._text(result.verdict.for_it)),
        }

    @property
    def _end(self) -> datetime:
        return self.report.run.finished_at

    def _evidence(self, result: Result) -> Iterator[str]:
        for name in dict.fromkeys(fact.evidence for fact in result.facts if fact.evidence):
            one = self.evidence[name]
            yield f"{one.kind}: {one.where}" + (f" (SHA-256 {one.sha256})" if one.sha256 else "")

    def _finding(self, check: str) -> Json:
        results = self.by_check[check]
        light = _worst(results)
        of_light = [one for one in results if one.light == light]
        observed = [{"observation-uuid": self._id(one.key)} for one in results]
        risks = [{"risk-uuid": self._id(f"risk {one.key}")} for one in results if one.accepted]
        return {
            "uuid": self._id(f"finding {check}"),
            "title": self._text(f"{results[0].verdict.name}: {LIGHTS[light].name}"),
            "description": self._text(" ".join(dict.fromkeys(seen(one) for one in of_light))),
            "props": self._props({"light": light, **_refs(results[0])}),
            "target": {
                "type": "objective-id",
                "target-id": _objective_id(check),
                "status": {**_STATES[light], "remarks": self._text(_share(light, results))},
            },
            "related-observations": observed,
            **_some("related-risks", risks),
        }

    def _risk(self, result: Result, taken: Accepted) -> Json:
        """A risk that somebody accepted: who, why and until when."""
        return {
            "uuid": self._id(f"risk {result.key}"),
            "title": self._text(result.verdict.title),
            "description": self._text(accepted(taken)),
            "statement": self._text(result.verdict.why or result.verdict.title),
            "status": "deviation-approved" if taken.until >= self._end.date() else "open",
            "related-observations": [{"observation-uuid": self._id(result.key)}],
        }

    def _party(self, subject: Subject) -> Json:
        return {"uuid": self._id(subject.id), "type": "organization", "name": as_string(f"{self.mark}{subject.label}")}

    def _subject(self, subject: Subject) -> Json:
        kind = "party" if subject.kind in PARTIES else "inventory-item"
        return {"subject-uuid": self._id(subject.id), "type": kind, "title": self._text(subject.label)}

    def _plan(self, uuid: str) -> Json:
        profile = self.report.profile
        left_out = f" It leaves out {count(len(profile.skipped), 'check')}." if profile.skipped else ""
        text = f"There is no assessment plan. The profile {profile.id} of carecheck chose the checks.{left_out}"
        return {"uuid": uuid, "title": self._text("How the checks were chosen"), "description": self._text(text)}

    def _props(self, told: Mapping[str, str]) -> list[Json]:
        marked = {"made-up": MADE_UP_LINE} if self.report.made_up else {}
        return [
            {"name": name, "ns": NAMESPACE, "value": as_string(value)}
            for name, value in {**told, **marked}.items()
            if as_string(value)
        ]

    def _text(self, text: str) -> str:
        return as_text(f"{self.mark}{text}")

    def _id(self, name: str) -> str:
        return str(uuid5(_IDS, f"{self.report.report_id}\n{name}"))


_STATES: Final[Mapping[Light, Mapping[str, str]]] = {
    "red": {"state": "not-satisfied", "reason": "fail"},
    "amber": {"state": "not-satisfied", "reason": "fail"},
    "unknown": {"state": "not-satisfied", "reason": "other"},
    "green": {"state": "satisfied", "reason": "pass"},
}


def _worst(results: Iterable[Result]) -> Light:
    return min((one.light for one in results), key=urgency)


def _share(light: Light, results: Iterable[Result]) -> str:
    """On how many of the subjects it is so."""
    lights = [one.light for one in results]
    told = f"{LIGHTS[light].name}: {lights.count(light)} of {len(lights)}."
    return f"{told} We could not check it. That is neither a pass nor a fail." if light == "unknown" else told


def _about(result: Result) -> Iterator[tuple[str, str]]:
    yield "light", result.light
    yield "check", result.check_id
    if result.rule:
        yield "rule", result.rule.code
        yield "rule-version", str(result.rule.version)
    if result.unknown:
        yield "reason", result.unknown.reason


def _refs(result: Result) -> dict[str, str]:
    """Where others ask for the same: dspt, cyber_essentials, ncsc."""
    named: dict[str, list[str]] = {}
    for ref in result.refs:
        named.setdefault(ref.scheme, []).append(ref.item)
    return {scheme: ", ".join(items) for scheme, items in named.items()}


def _objective_id(check: str) -> str:
    return f"{check}.objective"


def _moment(when: datetime) -> str:
    """A time as OSCAL takes it, which knows few offsets: in UTC."""
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _some(name: str, value: Any) -> Json:
    """A field that OSCAL wants with something in it or not at all."""
    return {name: value} if value else {}
