"""The lights of email.spf for made-up domains, each row from both sides of its border."""

import pytest

from tests.domain.judging import light_and_code, verdict_of
from tests.domain.spf.worlds import (
    HOME,
    NAMES_NOBODY,
    OTHERS,
    OWN_RECORD,
    TEXTS,
    WITH_AN_UNREAD_PART,
    WITHOUT_EMAIL,
    world_of_texts,
    world_with,
    world_with_unread_part,
    world_without_email,
)
from tests.domain.world import NO_DATA, TIMED_OUT, Records, World


@pytest.mark.parametrize(("record", "light", "code"), OWN_RECORD)
def test_each_state_has_its_light(record: str, light: str, code: str | None) -> None:
    assert light_and_code("email.spf", world_with(record, OTHERS), HOME) == (light, code)


@pytest.mark.parametrize(("txt", "light", "code"), TEXTS)
def test_there_must_be_one_record(txt: Records, light: str, code: str | None) -> None:
    assert light_and_code("email.spf", world_of_texts(txt), HOME) == (light, code)


@pytest.mark.parametrize("mx", [NO_DATA, [(0, "")]], ids=["no MX", "null MX"])
@pytest.mark.parametrize(("txt", "light", "code"), WITHOUT_EMAIL)
def test_a_domain_without_email_must_refuse_all(mx: Records, txt: Records, light: str, code: str) -> None:
    assert light_and_code("email.spf", world_without_email(mx, txt), HOME) == (light, code)


@pytest.mark.parametrize(("mx", "code"), NAMES_NOBODY)
def test_a_list_that_names_nobody_and_refuses_nobody_is_mended_soon(mx: Records, code: str) -> None:
    world = world_without_email(mx, ["v=spf1 ~all"])

    assert light_and_code("email.spf", world, HOME) == ("amber", code)


def test_whether_a_list_may_name_nobody_is_not_known_while_the_mx_cannot_be_read() -> None:
    world = World({HOME: {"TXT": ["v=spf1 -all"], "MX": TIMED_OUT}})

    assert light_and_code("email.spf", world, HOME) == ("unknown", None)


@pytest.mark.parametrize(("record", "light", "code"), WITH_AN_UNREAD_PART)
def test_a_definite_fault_beats_a_part_that_cannot_be_read(record: str, light: str, code: str | None) -> None:
    assert light_and_code("email.spf", world_with_unread_part(record), HOME) == (light, code)


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
