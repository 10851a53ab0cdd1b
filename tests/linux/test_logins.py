"""Logins by recorded answers: what the accounts service and sudo's rules say."""

from pathlib import Path

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.linux.accounts import Account
from carecheck.look.linux.administrators import sudo_rules
from carecheck.look.linux.logins import logins
from carecheck.look.machine import Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.shared_names import looks_shared
from tests.linux.recorded import computer

BOB = Account("bob", 1001, 1001, "Bob Carer", "/bin/bash")


def test_everyone_may_ask_the_accounts_service(recordings: Path) -> None:
    seen = logins(RecordedMachine.from_file(recordings / "logins-standard.yaml"))

    assert (seen.in_use, seen.shared_looking) == (4, 1)
    assert (seen.seen_without_password, seen.all_need_password) == (True, False)


def test_only_an_administrator_sees_that_a_login_has_expired(recordings: Path) -> None:
    seen = logins(RecordedMachine.from_file(recordings / "logins-root.yaml"))

    assert seen.in_use == 3


@pytest.mark.parametrize(
    "answer",
    [
        Ran(1, b"", b"Failed to activate service 'org.freedesktop.Accounts'"),
        Ran(0, b'{"type":"a{sv}","data":[{"Uid":{"type":"t","data":1000}}]}'),
        Ran(0, b'{"type":"a{sv}","data":[]}'),
        Unknown("timed_out"),
    ],
)
def test_one_login_that_cannot_be_read_leaves_it_open(recordings: Path, answer: Ran | Unknown) -> None:
    machine = RecordedMachine.from_file(recordings / "logins-standard.yaml")
    for question in machine.answers:
        if isinstance(question, RunProgram) and question.argv[0] == "busctl" and "/User1002" not in str(question.argv):
            machine.answers[question] = answer

    seen = logins(machine)

    assert seen.seen_without_password is True
    assert isinstance(seen.in_use, Unknown)


def test_no_name_of_a_person_gets_out(recordings: Path) -> None:
    seen = logins(RecordedMachine.from_file(recordings / "logins-root.yaml"))

    assert not any(name in repr(seen).lower() for name in ("alice", "bob", "office", "carol", "nights", "dave"))


@pytest.mark.parametrize(
    ("rules", "control"),
    [
        ("root ALL=(ALL:ALL) ALL\n%sudo ALL=(ALL:ALL) ALL\n", False),
        ("bob ALL=(ALL) ALL\n", True),
        ("alice, bob ALL = NOPASSWD: ALL\n", True),
        ("#1001 ALL=(ALL) ALL\n", True),
        ("%carers ALL=(ALL) ALL\n", True),
        ("User_Alias BOSSES = alice, bob\nBOSSES ALL=(ALL) ALL\n", True),
        ("Cmnd_Alias EVERYTHING = ALL\nbob ALL = EVERYTHING\n", True),
        ("bob ALL = /usr/bin/lpadmin, \\\n  ALL\n", True),
        ("bob ALL = /usr/bin/lpadmin\n", False),
        ("bob ALL = !ALL\n", False),
        ("# bob ALL=(ALL) ALL\nDefaults:bob !authenticate\n", False),
        ("ALL ALL=(ALL) ALL\n", True),
        ("Defaults targetpw\nALL ALL=(ALL) ALL\n", False),
        ("+netgroup ALL=(ALL) ALL\n", None),
        ("something else\n", None),
        ("@include /etc/elsewhere\n", None),
    ],
)
def test_rules_of_sudo(rules: str, control: bool | None) -> None:
    machine = computer({"/etc/sudoers": rules})
    if "elsewhere" in rules:
        machine = computer({"/etc/sudoers": rules, "/etc/elsewhere": "@include /etc/further\n"})

    told = sudo_rules(machine).gives_all_to(BOB, frozenset({"bob", "carers"}))

    assert (None if isinstance(told, Unknown) else told) is control


@pytest.mark.parametrize(
    "name",
    ["reception", "office1", "Office PC", "night-staff", "frontdesk", "nursestation", "carehome2", "pc1"],
)
def test_names_of_roles_and_rooms_look_shared(name: str) -> None:
    assert looks_shared(name)


@pytest.mark.parametrize("name", ["alice", "jcook", "ward", "Jane Carer", "Norma Nurse", "homer", "Küche", "", "1234"])
def test_names_of_people_do_not_look_shared(name: str) -> None:
    assert not looks_shared(name)
