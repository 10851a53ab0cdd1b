"""The view model: what a report says, before anything is drawn."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from carecheck.demo import demo
from carecheck.report import Accepted, Gap, Report, Result, Run, Site, Subject
from carecheck.show.view import view_of
from carecheck.systems import SystemName
from tests.show.sample_report import ACCEPTED, DOMAIN, OAKFIELD_HOUSE, OFFICE_PC, STARTED, home, not_checked, result

RED = result("firewall.on", "red", "The firewall is off.")
AMBER = result("screen.locks", "amber", "This screen locks late.")
GREEN = result("antivirus.on", "green", "The antivirus is on.")
UNKNOWN = not_checked("disk.encrypted", "We could not check if the disk is encrypted.", "not_seen")
FOR_ADMIN = not_checked("antivirus.holes", "We could not check the antivirus.", "needs_admin")


def computers(amount: int, system: SystemName = "windows") -> tuple[Subject, ...]:
    return tuple(Subject(f"d-{n}", "computer", f"PC-{n}", "desktop", system) for n in range(1, amount + 1))


def on_each(wanted: tuple[Subject, ...], **fields: Any) -> list[Result]:
    many = {"title_many": "The firewall is off on {n} computers."} | fields
    return [result("firewall.on", "red", "The firewall is off on this computer.", one, **many) for one in wanted]


@pytest.mark.parametrize(
    ("results", "headline"),
    [
        ([RED], ["There is 1 thing to fix now. Start with number 1.", "We could check 1 of 1 thing."]),
        (
            [RED, AMBER, GREEN, UNKNOWN],
            [
                "There is 1 thing to fix now. Start with number 1.",
                "1 more to fix soon. 1 is OK. We could not check 1.",
                "We could check 3 of 4 things.",
            ],
        ),
        ([GREEN], ["There is nothing to fix now.", "1 is OK.", "We could check 1 of 1 thing."]),
        (
            [AMBER, GREEN],
            ["There is nothing to fix now.", "Fix 1 thing soon. 1 is OK.", "We could check 2 of 2 things."],
        ),
        (
            [GREEN, UNKNOWN],
            ["We found nothing to fix now.", "1 is OK. We could not check 1.", "We could check 1 of 2 things."],
        ),
        ([UNKNOWN], ["We could not check anything.", "We could check 0 of 1 thing."]),
        ([], ["Nothing was checked."]),
        (
            [ACCEPTED, GREEN],
            ["There is nothing to fix now.", "1 is OK. You accepted 1 risk.", "We could check 2 of 2 things."],
        ),
    ],
)
def test_the_headline_says_no_more_than_we_know(results: list[Result], headline: list[str]) -> None:
    assert list(view_of(home(*results, subjects=(OFFICE_PC,))).headline) == headline


def test_not_needed_is_in_no_total() -> None:
    view = view_of(home(GREEN, result("network.wifi", "not_needed", "This computer does not use Wi-Fi.")))

    assert view.headline[-1] == "We could check 1 of 1 thing."
    assert [line.text for line in view.not_needed] == ["This computer does not use Wi-Fi."]


def test_things_stand_in_the_fixed_order() -> None:
    view = view_of(OAKFIELD_HOUSE)

    assert [(one.number, one.results[0].check_id) for one in view.findings] == [
        (1, "backup.recent"),
        (2, "logins.shared"),
        (3, "system.supported"),
        (4, "antivirus.updated"),
        (5, "screen.locks"),
        (6, "email.spf"),
        (7, "disk.recovery_key"),
        (8, "antivirus.holes"),
        (9, "firewall.openings"),
    ]


@given(st.permutations(OAKFIELD_HOUSE.results))
def test_the_order_of_the_results_does_not_matter(results: list[Result]) -> None:
    view = view_of(OAKFIELD_HOUSE)

    assert view_of(replace(OAKFIELD_HOUSE, results=tuple(results))).findings == view.findings


def test_the_same_thing_on_several_computers_is_one_thing() -> None:
    pcs = computers(3)

    (thing,) = view_of(home(*on_each(pcs), subjects=pcs)).findings

    assert thing.title == "The firewall is off on 3 computers."
    assert thing.where == ("PC-1", "PC-2", "PC-3")


def test_one_computer_of_several_is_told_by_its_own_sentence() -> None:
    pcs = computers(2)
    seen = [*on_each(pcs[:1]), result("firewall.on", "green", "The firewall is on.", pcs[1])]

    (thing,) = view_of(home(*seen, subjects=pcs)).findings

    assert (thing.title, thing.where) == ("The firewall is off on this computer.", ("PC-1",))


def test_computers_that_need_other_steps_are_other_things() -> None:
    pcs = computers(2)
    seen = [*on_each(pcs[:1], do=("Open Settings.",)), *on_each(pcs[1:], do=("Open System Settings.",))]

    things = view_of(home(*seen, subjects=pcs)).findings

    assert [thing.steps for thing in things] == [("Open Settings.",), ("Open System Settings.",)]


def test_more_computers_come_first_among_equals() -> None:
    pcs = computers(2)
    alone = result("antivirus.on", "red", "It is off.", pcs[0])
    seen = [alone, result("antivirus.on", "green", "It is on.", pcs[1]), *on_each(pcs)]

    things = view_of(home(*seen, subjects=pcs)).findings

    assert [thing.results[0].check_id for thing in things] == ["firewall.on", "antivirus.on"]


def test_an_accepted_risk_is_listed_apart_with_its_own_light() -> None:
    view = view_of(home(ACCEPTED, GREEN))

    (risk,) = view.accepted
    assert (risk.light, risk.until, view.findings) == ("red", date(2027, 1, 31), ())
    assert risk.sentence == (
        "Accepted until 31 January 2027 by: Registered manager. Because: Our IT company needs it on Mondays."
    )


@pytest.mark.parametrize("until", [date(2026, 11, 21), date(2020, 1, 1)])
def test_an_acceptance_that_has_ended_hides_nothing(until: date) -> None:
    ended = replace(RED, accepted=Accepted("We needed it", "Registered manager", until))

    view = view_of(home(ended))

    assert (len(view.findings), view.accepted) == (1, ())


def test_what_we_could_not_check_cannot_be_accepted() -> None:
    odd = replace(UNKNOWN, accepted=Accepted("We needed it", "Registered manager", date(2027, 1, 1)))

    view = view_of(home(odd))

    assert (len(view.findings), view.accepted) == (1, ())


@pytest.mark.parametrize(
    ("system", "command"),
    [("linux", "sudo carecheck scan"), ("macos", "sudo carecheck scan"), ("windows", "carecheck scan")],
)
def test_what_an_administrator_can_add_is_one_list_with_one_line_to_run(system: SystemName, command: str) -> None:
    (computer,) = computers(1, system)
    seen = not_checked("antivirus.holes", "We could not check the antivirus.", "needs_admin", subject=computer)

    view = view_of(home(seen, subjects=(computer,)))

    assert view.administrator is not None
    assert (view.administrator.command, len(view.for_administrator)) == (command, 1)
    assert view.with_light("unknown") == ()


@pytest.mark.parametrize(
    "report",
    [
        home(FOR_ADMIN, run=Run(STARTED, STARTED, elevated=True)),
        home(replace(FOR_ADMIN, unknown=Gap("needs_admin", also=("offline",)))),
        home(UNKNOWN),
    ],
    ids=["it was an administrator's run", "something else is missing too", "another reason"],
)
def test_an_administrators_run_is_not_promised_where_it_would_not_help(report: Report) -> None:
    view = view_of(report)

    assert (view.administrator, len(view.with_light("unknown"))) == (None, 1)


def test_what_the_profile_leaves_out_is_named() -> None:
    assert view_of(OAKFIELD_HOUSE).left_out == "This report leaves out 1 check: usb.storage."


def test_a_computer_without_a_home_is_told_how_to_check_its_email() -> None:
    view = view_of(home(GREEN, site=None))

    assert view.heading[1] == "This home, computer OFFICE-PC"
    assert "carecheck scan --domain NAME" in view.name_the_home


def test_a_domain_alone_is_asked_for_no_home() -> None:
    view = view_of(home(result("email.spf", "green", "Your email settings list who can send.", DOMAIN), site=None))

    assert (view.heading[1], view.name_the_home) == ("oakfieldcare.example", "")
    assert view.limits_of_this[-1] == "This shows 1 domain on 1 day. It cannot prove that you are safe."


@pytest.mark.parametrize(
    ("results", "step"),
    [
        ([result("backup.recent", "red", "No backup.", harm="loss")], "Do number 1 today."),
        ([RED], "Do number 1 by 29 November 2026."),
        ([UNKNOWN], "Find out about number 1 by 22 December 2026."),
        ([], "Choose other checks. Then run carecheck again."),
        ([GREEN], "There is nothing to do now. Run carecheck again in 1 month."),
    ],
)
def test_the_next_step_has_a_time(results: list[Result], step: str) -> None:
    assert view_of(home(*results, subjects=(OFFICE_PC,))).next_step == step


def test_the_whole_report_fits_in_one_line() -> None:
    assert view_of(OAKFIELD_HOUSE).one_line == (
        "carecheck: 3 to fix now, 3 to fix soon, 3 not checked, 6 OK, 1 accepted. "
        "Oakfield House, computer OFFICE-PC, 22 November 2026."
    )


@given(name=st.text(max_size=300), label=st.text(max_size=300))
def test_the_one_line_has_fewer_than_200_letters_whatever_names_there_are(name: str, label: str) -> None:
    pc = replace(OFFICE_PC, label=f"PC {label}")
    report = replace(home(RED, UNKNOWN, GREEN, subjects=(pc,)), site=Site("rose", f"Rose {name}"))

    line = view_of(report).one_line

    assert line.startswith("carecheck: 1 to fix now, 0 to fix soon, 1 not checked, 1 OK.")
    assert (len(line) < 200, line.splitlines()) == (True, [line])


def test_the_one_line_never_says_that_nothing_is_to_fix_where_nothing_was_checked() -> None:
    assert view_of(home(subjects=(OFFICE_PC,))).one_line.startswith("carecheck: nothing was checked.")


def test_the_one_line_of_a_made_up_home_says_so_after_its_first_word() -> None:
    assert view_of(demo().report).one_line.startswith("carecheck: Made up: ")


def test_ok_on_several_computers_is_one_line() -> None:
    pcs = computers(8)
    seen = [result("backup.recent", "green", f"Your last backup was {n} days ago.", pc) for n, pc in enumerate(pcs)]

    (line,) = view_of(home(*seen, subjects=pcs)).ok

    assert line.text == "PC-1, PC-2, PC-3, PC-4, PC-5, PC-6 and 2 more: The name of backup.recent."
