"""The made-up home of `carecheck demo`: facts from data/demo, judged by the real checks like those of a real home.

What is seen of it rests on evidence of the kind `made_up`, by which every page knows it; nothing else makes such.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from carecheck.facts.catalogue import group_named
from carecheck.facts.model import FactGroup
from carecheck.facts.model import Subject as Kind
from carecheck.homes.changes import changes_between, with_history
from carecheck.look.collected import Collected, Seen, read_facts
from carecheck.look.evidence import Evidence
from carecheck.make_report import make_report
from carecheck.plan import Plan, make_plan
from carecheck.report import MADE_UP, Report
from carecheck.scan import NOT_LOOKED, with_all_subjects
from carecheck.shipped import shipped
from carecheck.show.since import Since, since
from carecheck.structured import structured
from carecheck.systems import Release, SystemName
from carecheck.yamlfile import read_yaml

PROVES_NOTHING: Final = "This home is made up to show what a report looks like. It proves nothing of any home."
_IDS: Final = UUID("0f1c8f0e-4a53-4d0b-9b7c-2f7d3e5a6c10")  # the same carecheck always makes the same reports

Facts = dict[str, Any]
Visit = Literal["before", "now"]


class DemoSubject(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One subject of the made-up home: what is else than usual, and what was else again at the visit before."""

    id: str
    kind: Kind
    label: str
    form: str | None = None
    system: SystemName | None = None
    release: Release | None = None
    facts: Facts = {}
    before: Facts = {}


class DemoHome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The made-up home as data/demo/home.yaml tells it; `usual` are the facts that subjects of a kind share."""

    visits: dict[Visit, datetime]
    usual: dict[Kind, Facts]
    usual_before: dict[Kind, Facts]
    subjects: tuple[DemoSubject, ...]


class Demo(NamedTuple):
    """The report on the made-up home, and what has changed since its visit before."""

    report: Report
    since: Since


def demo() -> Demo:
    """Judge the made-up home at both of its visits; nothing of this computer is looked at."""
    plan = make_plan(shipped("data") / "demo" / "profile.yaml", remarks=[PROVES_NOTHING])
    before, now = (_report(plan, visit) for visit in ("before", "now"))
    aged = with_history(now, before)
    return Demo(aged, since(changes_between(before, aged)))


def _report(plan: Plan, visit: Visit) -> Report:
    collected = with_all_subjects(plan, made_up_facts(plan, visit))
    marked = replace(collected, subjects=tuple(map(_marked, collected.subjects)))
    return make_report(plan, marked, report_id=str(uuid5(_IDS, visit)))


def made_up_facts(plan: Plan, visit: Visit) -> Collected:
    """The made-up facts at one visit, read by the same door as a file of facts that somebody saved."""
    home = structured(read_yaml(_file()), DemoHome)
    moment = home.visits[visit]
    written = {
        "kind": "carecheck.facts",
        "started_at": moment,
        "finished_at": moment,
        "elevated": False,
        "subjects": [_written(one, home, visit, moment) for one in home.subjects],
    }
    read = read_facts(msgspec.json.encode(written), _file().name)
    return replace(read, subjects=tuple(_filled(plan, seen) for seen in read.subjects))


def _written(one: DemoSubject, home: DemoHome, visit: Visit, moment: datetime) -> Facts:
    facts = home.usual[one.kind] | one.facts
    if visit == "before":
        facts = home.usual[one.kind] | home.usual_before.get(one.kind, {}) | one.facts | one.before
    about = {"id": one.id, "kind": one.kind, "label": one.label}
    kind_of_computer = {"form": one.form, "system": one.system, "release": one.release}
    return {**about, **kind_of_computer, "collected_at": moment, "facts": facts}


def _filled(plan: Plan, seen: Seen) -> Seen:
    """With what the profile tells of a supplier, and a gap where nothing was made up."""
    groups = {name: group_named(name) for name in plan.groups_for(seen.kind)}
    gaps: Mapping[str, FactGroup] = {name: group.all_unknown(NOT_LOOKED) for name, group in groups.items() if group}
    told = {one.id: {"supplier": one.told} for one in plan.suppliers}
    filled = {**gaps, **seen.groups, **told.get(seen.id, {})}
    return replace(seen, groups=filled)


def _marked(seen: Seen) -> Seen:
    """With the mark on each fact: the profile of a made-up home is made up, too."""
    mark = Evidence(MADE_UP, "the made-up home of carecheck demo", sha256(_file().read_bytes()).hexdigest())
    return replace(seen, evidence=dict.fromkeys(seen.groups, (mark,)))


def _file() -> Path:
    return shipped("data") / "demo" / "home.yaml"
