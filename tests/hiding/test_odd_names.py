"""Whatever people are called: their names are hidden, and the facts stay as they were."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from carecheck.look.computer import look_at_computer
from carecheck.look.hiding.hide import hide
from carecheck.look.hiding.own_words import own_words
from carecheck.look.machine import Machine
from carecheck.look.probes import probes_for
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.recording import Recording
from carecheck.look.recording_writing import recording_text
from carecheck.look.shared_names import shared_names
from tests.windows_facts.pcs import load_pc

LINUX = Path(__file__).parents[1] / "linux" / "recordings" / "logins-root.yaml"

logins = st.from_regex(r"[A-Za-z\u00e4\u00e9\u00df][A-Za-z0-9\u00fc._'-]{0,14}[A-Za-z0-9]", fullmatch=True)
full_names = st.from_regex(r"[A-Z][a-z\u00fc'-]{1,9}( [A-Z][a-z'-]{1,9}){0,2}", fullmatch=True)


@cache
def windows_rows(name: str) -> str:
    loaded = load_pc(name)
    content = {"kind": "carecheck.recording", "about": loaded.about, "answers": loaded.answers}
    return json.dumps(content, default=lambda day: day.isoformat() if isinstance(day, date) else str(day))


def windows_of(pc: str, login: str, full_name: str) -> Machine:
    """A made-up Windows on which anna is called something else."""
    text = windows_rows(pc).replace("Anna Smith", json.dumps(full_name)[1:-1])
    return RecordedMachine.from_text(re.sub(r"\banna\b", json.dumps(login)[1:-1].replace("\\", r"\\"), text))


def check(machine: Machine, *names: str, counts: str) -> None:
    probes = probes_for(machine.about.system)
    seen = look_at_computer(machine, probes)

    hidden = hide(Recording(machine.about, seen.answers), probes)

    told: list[Any] = [look_at_computer(RecordedMachine(*hidden.recording), probes).groups[counts], hidden.changed]
    assert told == [seen.groups[counts], ()]
    text = re.sub(r"S-1-[\d-]+", "", recording_text(hidden.recording))
    own = own_words(machine.about.system) | shared_names().words
    for name in names:
        small = name.casefold()
        if (
            len(small) > 2
            and small not in own
            and not small.isdecimal()
            and not re.fullmatch(r"(person|name|computer|domain|text)\d*", small)
        ):
            assert not re.search(rf"(?<![^\W_]){re.escape(small)}(?![^\W_])", text.casefold()), name


@pytest.mark.parametrize("pc", ["good_11_pro", "ltsc_2021"])
@settings(max_examples=8)
@given(logins, full_names)
@example("may", "May Update")
@example("system", "Windows User")
@example("office", "The Office")
@example("Microsoft", "Bill")
@example("admin", "")
@example("jo", "Jo Li")
@example("S-1", "Sid")
@example("anna.smith", "Anna-Marie O'Neil")
@example("count", "Rows Told")
@example("person2", "Person One")
@example("1001", "2002")
@example("users", "Public")
@example("x64", "KB5070000")
@example("nurse1", "Night Staff")
@example("\u00df0", "J\u00f6rg Stra\u00df")
def test_a_windows_whose_person_has_any_name(pc: str, login: str, full_name: str) -> None:
    assume(login.casefold() not in ("paul", "anna") and "smith" not in full_name.casefold())
    check(windows_of(pc, login, full_name), login, full_name, counts="logins")


@settings(max_examples=8)
@given(st.from_regex(r"[a-z_][a-z0-9_.-]{0,14}[a-z0-9]", fullmatch=True), full_names)
@example("may", "May Day")
@example("user", "User")
@example("office2", "Front Office")
@example("sudoer", "All Of Them")
@example("env_reset", "Defaults")
@example("bash", "Bin Home")
@example("yes1", "No Login")
@example("ed", "Ed X")
@example("person7", "Alice Manager")
def test_a_linux_whose_person_has_any_name(login: str, full_name: str) -> None:
    text = LINUX.read_text(encoding="utf-8").replace("Alice Manager", full_name)
    names = ("root", "daemon", "bin", "bob", "carol", "dave", "office", "nights", "sudo", "users", "sync", "messagebus")
    assume(login not in (*names, "lightdm", "nobody", "shadow", "adm", "nopasswdlogin", "scanner"))
    check(RecordedMachine.from_text(re.sub(r"\balice\b", login, text)), login, full_name, counts="logins")
