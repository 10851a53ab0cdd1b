"""Every made-up computer of the recordings under Wine: the same lights and facts there as from its rows alone."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, get_args

import pytest

from carecheck.facts.model import Unknown, fact_fields
from carecheck.look.computer import look_at_computer
from carecheck.look.probes import probes_for
from carecheck.look.windows_questions import ApiTopic, ComTopic
from carecheck.plan import make_plan
from tests.machine.lights import lights
from tests.windows.conftest import StartSeeded
from tests.windows.doubles.com_topics import topics_of_com
from tests.windows.pc import changed
from tests.windows.seeding import TOLD_OTHERWISE, SeededPc
from tests.windows.win32_rows import ROWS
from tests.windows.wine import windows_path
from tests.windows_facts.pcs import EVERYTHING, NAMES, Pc, load_pc

ALSO_ELEVATED: Final = ("good_11_pro", "home_11")


def elevated(name: str) -> Pc:
    """One of the computers, looked at with an administrator's rights: who is refused then meets a security setting."""
    pc = load_pc(name)
    topics = {
        topic: [row | {"unknown": "blocked"} if row.get("unknown") == "needs_admin" else row for row in rows]
        for topic, rows in pc.topics.items()
    }
    return replace(pc, about=pc.about | {"elevated": True}, topics=topics)


def test_every_topic_is_told_by_a_stand_in() -> None:
    assert set(get_args(ComTopic)) - topics_of_com() == set(), "add it to tests/windows/doubles/com_topics.py"
    assert set(get_args(ApiTopic)) - {*ROWS} - TOLD_OTHERWISE == set(), "add it to tests/windows/win32_rows.py"


# Wine refuses nobody a look into a folder: there, it shows that no browser has left anything.
NOT_REFUSED: Final = {"all_refused": {"software.browser_addons": "unknown not_seen"}}


@pytest.mark.parametrize("name", NAMES)
def test_a_scan_of_each_computer_gives_its_lights(name: str, seeded_pc: StartSeeded) -> None:
    computer = load_pc(name)

    assert seeded_pc(computer).lights() == {**computer.lights, **NOT_REFUSED.get(name, {})}


@pytest.mark.parametrize("name", ALSO_ELEVATED)
def test_an_administrator_gets_the_same_lights_here_and_there(name: str, seeded_pc: StartSeeded) -> None:
    computer = elevated(name)

    assert seeded_pc(computer).lights() == lights(computer.machine())


@pytest.mark.parametrize("name", ["good_11_pro", "home_11", "ltsc_2021"])
def test_each_fact_is_the_same_here_and_there(name: str, seeded_pc: StartSeeded) -> None:
    computer = load_pc(name)

    assert facts_seen_on(seeded_pc(computer)) == facts_of(computer)


@pytest.mark.parametrize("computer", [load_pc("good_11_pro"), elevated("good_11_pro")], ids=["standard", "elevated"])
def test_a_scan_with_everything_to_see_changes_nothing(computer: Pc, seeded_pc: StartSeeded) -> None:
    pc = seeded_pc(computer)
    pc.warm_up()
    before = pc.state()

    ran = pc.scan()

    assert (ran.code, ran.err) == (0, "")
    assert [name for name in changed(before, pc.state()) if not name.startswith("results")] == []


def facts_of(computer: Pc) -> dict[str, object]:
    """What the probes of all checks see in the rows."""
    wanted = make_plan(EVERYTHING).groups_for("computer")
    probes = {name: probe for name, probe in probes_for("windows").items() if name in wanted}
    groups = look_at_computer(computer.machine(), probes).groups
    values = {
        f"{name}.{field}": getattr(group, field) for name, group in groups.items() for field in fact_fields(type(group))
    }
    return {name: plain({"unknown": one.reason} if isinstance(one, Unknown) else one) for name, one in values.items()}


def facts_seen_on(pc: SeededPc) -> dict[str, object]:
    """What `carecheck look` saves there."""
    profile = ("--profile", windows_path(EVERYTHING))
    ran = pc.carecheck("look", *profile, "--offline", "--output", r"C:\facts.json")
    assert ran.code == 0, ran.err
    subjects = json.loads(pc.here(r"C:\facts.json").read_text(encoding="utf-8"))["subjects"]
    (subject,) = (one for one in subjects if one["kind"] == "computer")
    return {name: plain(one) for name, one in subject["facts"].items()}


def plain(fact: Any) -> object:
    """A fact as JSON writes it; why it is unknown, without the details."""
    if isinstance(fact, Mapping):
        return {"unknown": fact["unknown"]}
    return (
        list(fact)
        if isinstance(fact, tuple)
        else fact
        if fact is None or isinstance(fact, (bool, int, str, list))
        else str(fact)
    )
