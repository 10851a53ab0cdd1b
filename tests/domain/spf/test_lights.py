"""The lights of email.spf for made-up domains, each row from both sides of its border."""

from collections.abc import Mapping
from typing import Final

import pytest

from carecheck.look.lookups import RecordType
from tests.domain.judging import light_and_code, verdict_of
from tests.domain.spf.worlds import HOME, world_with
from tests.domain.world import DANGLING, NO_DATA, SERVFAIL, TIMED_OUT, Records, World

OTHERS: Final = {
    "shut.example": "v=spf1 ip4:192.0.2.1 -all",
    "open.example": "v=spf1 +all",
    "eight.example": f"v=spf1 {'a:host.example ' * 8}-all",
}


@pytest.mark.parametrize(
    ("record", "light", "code"),
    [
        ("v=spf1 mx include:shut.example -all", "green", "stops_strangers"),
        ("v=spf1 mx include:shut.example ~all", "green", "stops_strangers"),
        ("v=spf1 redirect=shut.example", "green", "stops_strangers"),
        ("v=spf1 mx ?all", "amber", "strangers_pass"),
        ("v=spf1 mx", "amber", "strangers_pass"),
        ("v=spf1", "amber", "strangers_pass"),
        ("v=spf1 mx ?include:open.example -all", "amber", "strangers_pass"),
        ("v=spf1 mx ptr -all", "amber", "uses_ptr"),
        ("v=spf1 mx -all ptr", "amber", "part_ignored"),
        ("v=spf1 include:eight.example -all", "green", "stops_strangers"),  # 9 look-ups
        ("v=spf1 mx include:eight.example -all", "amber", "full"),  # 10
        ("v=spf1 a mx include:eight.example -all", "red", "broken"),  # 11
        ("v=spf1 mx a:x1.example -all", "amber", "dead_name"),
        ("v=spf1 mx a:x1.example a:x2.example -all", "amber", "dead_name"),
        ("v=spf1 mx a:x1.example a:x2.example a:x3.example -all", "red", "broken"),
        ("v=spf1 ip4:10.0.0.0/9 -all", "green", "stops_strangers"),
        ("v=spf1 ip4:10.0.0.0/8 -all", "amber", "wide_range"),
        ("v=spf1 ip6:2001::/21 -all", "green", "stops_strangers"),
        ("v=spf1 ip6:2001::/20 -all", "amber", "wide_range"),
        ("v=spf1 mx moo -all", "red", "broken"),
        ("v=spf1 include:empty.example -all", "red", "broken"),
        (f"v=spf1 include:{HOME} -all", "red", "broken"),
        ("v=spf1 mx +all", "red", "passes_everyone"),
        ("v=spf1 mx all", "red", "passes_everyone"),
        ("v=spf1 a/1 -all", "amber", "wide_range"),
        ("v=spf1 a/0 -all", "red", "passes_everyone"),
        ("v=spf1 ip4:0.0.0.0/1 -all", "amber", "wide_range"),
        ("v=spf1 ip4:0.0.0.0/0 -all", "red", "passes_everyone"),
        ("v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all", "red", "passes_everyone"),
        ("v=spf1 mx include:open.example -all", "red", "passes_everyone"),
        ("v=spf1 -all", "amber", "nobody_may_send"),  # there is an MX
        ("v=spf1 exists:%{i}.spf.example -all", "green", "stops_strangers"),
        ("v=spf1 include:%{i}.spf.example -all", "unknown", None),
    ],
)
def test_each_state_has_its_light(record: str, light: str, code: str | None) -> None:
    assert light_and_code("email.spf", world_with(record, OTHERS), HOME) == (light, code)


@pytest.mark.parametrize(
    ("txt", "light", "code"),
    [
        (NO_DATA, "red", "missing"),
        (DANGLING, "red", "missing"),
        (["v=spf10 -all", "other"], "red", "missing"),
        (["v=spf1 mx -all", "v=spf1 mx ~all"], "red", "several"),
        (["v=spf1 mx -all", "other"], "green", "stops_strangers"),
        (SERVFAIL, "unknown", None),
        (TIMED_OUT, "unknown", None),
    ],
)
def test_there_must_be_one_record(txt: Records, light: str, code: str | None) -> None:
    world = World({HOME: {"TXT": txt, "MX": [(10, "mx.example")]}, "mx.example": {"A": ["192.0.2.1"]}})

    assert light_and_code("email.spf", world, HOME) == (light, code)


@pytest.mark.parametrize("mx", [NO_DATA, [(0, "")]], ids=["no MX", "null MX"])
@pytest.mark.parametrize(
    ("txt", "light", "code"),
    [
        (["v=spf1 -all"], "green", "no_mail"),
        (["V=SPF1  -ALL "], "green", "no_mail"),
        (NO_DATA, "red", "missing_no_mail"),
        (["v=spf1 +all"], "red", "passes_everyone"),
        (["v=spf1 ?all"], "amber", "strangers_pass"),
        (["v=spf1 ip4:192.0.2.1 -all"], "green", "stops_strangers"),
    ],
)
def test_a_domain_without_email_must_refuse_all(mx: Records, txt: Records, light: str, code: str) -> None:
    rows: Mapping[RecordType, Records] = {"TXT": txt, "MX": mx, "A": ["192.0.2.1"]}

    assert light_and_code("email.spf", World({HOME: rows}), HOME) == (light, code)


@pytest.mark.parametrize(
    ("mx", "code"), [([(0, "")], "no_mail_not_refused"), ([(10, "mx.example")], "nobody_may_send")]
)
def test_a_list_that_names_nobody_and_refuses_nobody_is_mended_soon(mx: Records, code: str) -> None:
    world = World({HOME: {"TXT": ["v=spf1 ~all"], "MX": mx}})

    assert light_and_code("email.spf", world, HOME) == ("amber", code)


def test_whether_a_list_may_name_nobody_is_not_known_while_the_mx_cannot_be_read() -> None:
    world = World({HOME: {"TXT": ["v=spf1 -all"], "MX": TIMED_OUT}})

    assert light_and_code("email.spf", world, HOME) == ("unknown", None)


@pytest.mark.parametrize(
    ("record", "light", "code"),
    [
        ("v=spf1 include:slow.example +all", "red", "passes_everyone"),
        ("v=spf1 include:slow.example include:open.example -all", "red", "passes_everyone"),
        ("v=spf1 include:slow.example moo -all", "red", "broken"),
        ("v=spf1 include:slow.example include:empty.example -all", "red", "broken"),
        (f"v=spf1 include:slow.example {'a ' * 10}-all", "red", "broken"),
        ("v=spf1 include:slow.example ?all", "amber", "strangers_pass"),
        ("v=spf1 include:slow.example ip4:10.0.0.0/8 -all", "amber", "wide_range"),
        ("v=spf1 include:slow.example ptr -all", "amber", "uses_ptr"),
        ("v=spf1 include:slow.example -all", "unknown", None),
        ("v=spf1 mx redirect=slow.example", "unknown", None),
        ("v=spf1 a:slow.example -all", "unknown", None),
        ("v=spf1 mx:slow.example -all", "unknown", None),
        ("v=spf1 exists:slow.example -all", "unknown", None),
        ("v=spf1 mx -all include:slow.example", "amber", "part_ignored"),
        ("v=spf1 mx exp=slow.example -all", "green", "stops_strangers"),
    ],
)
def test_a_definite_fault_beats_a_part_that_cannot_be_read(record: str, light: str, code: str | None) -> None:
    world = world_with(record, OTHERS)
    slow: Mapping[RecordType, Records] = dict.fromkeys(("TXT", "A", "AAAA", "MX"), TIMED_OUT)
    world.rows = {**world.rows, "slow.example": slow}

    assert light_and_code("email.spf", world, HOME) == (light, code)


@pytest.mark.parametrize(
    ("record", "other_txt", "notes"),
    [
        ("v=spf1 mx -all", "", 0),
        ("v=spf1 include:eight.example -all", "", 1),
        ("v=spf1 mx -all", "x" * 435, 0),
        ("v=spf1 mx -all", "x" * 436, 1),
    ],
)
def test_notes_tell_more_and_change_no_light(record: str, other_txt: str, notes: int) -> None:
    world = world_with(record, OTHERS)
    world.rows = {**world.rows, HOME: {**world.rows[HOME], "TXT": [record, other_txt]}}

    verdict = verdict_of("email.spf", world, HOME)

    assert len(verdict.notes) == notes
    assert verdict.light == "green"


@pytest.mark.parametrize(("policy", "notes"), [("reject", 1), ("quarantine", 0), ("none", 0)])
def test_a_stricter_ending_is_a_last_step_and_no_fault(policy: str, notes: int) -> None:
    world = world_with("v=spf1 mx ~all", {f"_dmarc.{HOME}": f"v=DMARC1; p={policy}; rua=mailto:dmarc@{HOME}"})

    verdict = verdict_of("email.spf", world, HOME)

    assert len(verdict.notes) == notes
    assert verdict.light == "green"


def test_a_mail_provider_s_own_domain_is_not_the_homes_matter() -> None:
    assert light_and_code("email.spf", World({"gmail.com": {"TXT": NO_DATA}}), "gmail.com") == ("not_needed", None)


def test_a_domain_that_does_not_exist_is_not_checked() -> None:
    assert light_and_code("email.spf", World({}), HOME) == ("unknown", None)
