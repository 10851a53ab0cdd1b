"""DANE: which TLSA records count, when they are asked for at all, and that it never changes a light."""

from dataclasses import replace
from itertools import product
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.domain.dane import MOST_HOSTS, NOT_VALIDATED, dane
from carecheck.look.lookups import Answer, Found, Mx, NotThere, Question
from tests.domain.judging import different_facts, light_and_code, verdict_of
from tests.domain.world import NO_DATA, NO_SUCH_NAME, SERVFAIL, TIMED_OUT, World

HOME: Final = "home.example"
HOSTS: Final = ("mx1.home.example", "mx2.home.example")
SHA: Final = "AB" * 32
GOOD: Final = Found((f"3 1 1 {SHA}",), authenticated=True)
NOT_SIGNED: Final = replace(GOOD, authenticated=False)
UNUSABLE: Final = Found((f"1 0 1 {SHA}",), authenticated=True)


def world(*answers: Answer, validated: bool = True) -> World:
    hosts = HOSTS[: len(answers)]
    instead: dict[Question, Answer] = {
        Question(HOME, "MX"): Found(tuple(Mx(10, host) for host in hosts), authenticated=validated)
    }
    instead |= {Question(f"_25._tcp.{host}", "TLSA"): answer for host, answer in zip(hosts, answers, strict=True)}
    return World({HOME: {"TXT": ["x"]}, **{host: {"A": ["203.0.113.5"]} for host in hosts}}, instead)


def asks_for_tlsa(made: World) -> bool:
    return any(question.type == "TLSA" for question in made.asked())


@pytest.mark.parametrize(
    ("record", "counts"),
    [
        (f"3 1 1 {SHA}", True),
        (f"2 0 1 {SHA}", True),
        (f"3 1 2 {SHA}{SHA}", True),
        (f"3 1 1 {SHA[:40]} {SHA[40:]}", True),
        (f"3 1 1 {SHA.lower()}", True),
        ("3 1 0 3059301306", True),
        (f"0 0 1 {SHA}", False),
        (f"1 1 1 {SHA}", False),
        (f"4 1 1 {SHA}", False),
        (f"3 2 1 {SHA}", False),
        (f"3 1 3 {SHA}", False),
        (f"3 1 1 {SHA}AB", False),
        (f"3 1 2 {SHA}", False),
        ("3 1 0", False),
        ("\\# 3 000102", False),
    ],
)
def test_a_record_counts_if_senders_can_use_it(record: str, counts: bool) -> None:
    made = world(Found((record,), authenticated=True))

    assert made.look(dane, HOME).hosts == ("all" if counts else "none")


@pytest.mark.parametrize(
    ("answers", "hosts"),
    [
        ((GOOD, GOOD), "all"),
        ((GOOD, NO_DATA), "some"),
        ((GOOD, NO_SUCH_NAME), "some"),
        ((GOOD, NOT_SIGNED), "some"),
        ((UNUSABLE, NO_DATA), "none"),
        ((NOT_SIGNED,), "none"),
        ((NO_SUCH_NAME,), "none"),
        ((GOOD, TIMED_OUT), TIMED_OUT),
        ((NO_DATA, SERVFAIL), SERVFAIL),
    ],
)
def test_the_hosts_together_give_this(answers: tuple[Answer, ...], hosts: object) -> None:
    assert world(*answers).look(dane, HOME).hosts == hosts


def test_a_name_server_that_does_not_validate_is_not_asked() -> None:
    made = world(GOOD, validated=False)

    assert made.look(dane, HOME).hosts == NOT_VALIDATED
    assert not asks_for_tlsa(made)


@pytest.mark.parametrize("answer", [NO_DATA, Found((Mx(0, ""),), authenticated=True)])
def test_a_domain_without_mail_hosts_has_none_and_is_not_asked(answer: NotThere | Found[Mx]) -> None:
    made = world(GOOD).but(Question(HOME, "MX"), answer)

    assert made.look(dane, HOME).hosts == "none"
    assert not asks_for_tlsa(made)


@pytest.mark.parametrize("gap", [TIMED_OUT, SERVFAIL])
def test_mx_records_that_were_not_read_leave_it_unknown(gap: Unknown) -> None:
    assert world(GOOD).but(Question(HOME, "MX"), gap).look(dane, HOME).hosts == gap


def test_very_many_hosts_are_not_asked() -> None:
    many = tuple(Mx(n, f"mx{n}.home.example") for n in range(MOST_HOSTS + 1))
    made = world(GOOD).but(Question(HOME, "MX"), Found(many, authenticated=True))

    assert isinstance(made.look(dane, HOME).hosts, Unknown)
    assert not asks_for_tlsa(made)


@pytest.mark.parametrize("answers", list(product([GOOD, NO_DATA, NO_SUCH_NAME, NOT_SIGNED, UNUSABLE], repeat=2)))
def test_no_failure_makes_it_say_something_else(answers: tuple[Answer, Answer]) -> None:
    made = world(*answers)
    wholly = made.look(dane, HOME)

    for question, gap in product(made.asked(), (TIMED_OUT, SERVFAIL)):
        assert different_facts(made.but(question, gap).look(dane, HOME), wholly) == []


@pytest.mark.parametrize(
    ("answer", "told"), [(GOOD, True), (NO_DATA, False), (UNUSABLE, False), (TIMED_OUT, False), (SERVFAIL, False)]
)
def test_it_is_a_note_and_no_light(answer: Answer, told: bool) -> None:
    with_it, without = world(answer), world(NO_DATA)

    assert any("DANE" in note for note in verdict_of("email.transport", with_it, HOME).notes) == told
    assert light_and_code("email.transport", with_it, HOME) == light_and_code("email.transport", without, HOME)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=3))
def test_any_text_gives_a_state(records: list[str]) -> None:
    assert world(Found(tuple(records), authenticated=True)).look(dane, HOME).hosts in ("all", "none")


def test_too_many_hosts_are_told_as_the_reason() -> None:
    many = tuple(Mx(n, f"mx{n}.home.example") for n in range(9))

    facts = world(GOOD).but(Question(HOME, "MX"), Found(many, authenticated=True)).look(dane, HOME)

    assert facts.hosts == Unknown("unreadable", "more than 8 mail hosts")
