"""BIMI: the states of its record, its notes beside email.dmarc, and that it never changes a light."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.domain.bimi import bimi
from carecheck.look.lookups import Question
from tests.domain.judging import light_and_code, verdict_of
from tests.domain.world import DANGLING, NO_DATA, NO_SUCH_NAME, SERVFAIL, TIMED_OUT, Records, World

HOME: Final = "home.example"
PLACE: Final = f"default._bimi.{HOME}"
LOGO: Final = "v=BIMI1; l=https://home.example/logo.svg"

STATES: Final[list[tuple[Records, str]]] = [
    ([LOGO], "usable"),
    ([f"{LOGO};"], "usable"),
    ([f"{LOGO}; a="], "usable"),
    ([f"{LOGO}; a=https://home.example/mark.pem"], "usable"),
    (["v = BIMI1 ;L = HTTPS://home.example/logo.svg"], "usable"),
    ([LOGO, "a stranger's text"], "usable"),
    (["v=BIMI1; l=; a=;"], "declined"),
    (["v=BIMI1; l="], "declined"),
    (["v=BIMI1"], "unusable"),
    (["v=BIMI1; a=https://home.example/mark.pem"], "unusable"),
    (["v=BIMI1; l=http://home.example/logo.svg"], "unusable"),
    ([f"{LOGO}; a=http://home.example/mark.pem"], "unusable"),
    (["v=BIMI1; l=logo.svg"], "unusable"),
    ([f"{LOGO}; nonsense"], "unusable"),
    ([LOGO, f"{LOGO};"], "several"),
    (["v=BIMI10; l=https://home.example/logo.svg"], "none"),
    (["v=bimi1; l=https://home.example/logo.svg"], "none"),
    ([" v=BIMI1; l=https://home.example/logo.svg"], "none"),
    (NO_DATA, "none"),
    (NO_SUCH_NAME, "none"),
    (DANGLING, "none"),
]


def world(record: Records, policy: str = "p=reject") -> World:
    return World(
        {
            HOME: {"TXT": ["v=spf1 -all"]},
            f"_dmarc.{HOME}": {"TXT": [f"v=DMARC1; {policy}; rua=mailto:d@{HOME}"]},
            PLACE: {"TXT": record},
        }
    )


@pytest.mark.parametrize(("record", "state"), STATES)
def test_a_record_gives_its_state(record: Records, state: str) -> None:
    assert world(record).look(bimi, HOME).record == state


@pytest.mark.parametrize("gap", [SERVFAIL, TIMED_OUT])
def test_a_record_that_was_not_read_is_unknown_and_darkens_nothing(gap: Unknown) -> None:
    failing = world([LOGO]).but(Question(PLACE, "TXT"), gap)

    assert failing.look(bimi, HOME).record == gap
    assert light_and_code("email.dmarc", failing, HOME) == ("green", "blocks")
    assert verdict_of("email.dmarc", failing, HOME).notes == ()


@pytest.mark.parametrize(
    ("record", "policy", "told"),
    [
        ([LOGO], "p=reject", ""),
        ([LOGO], "p=quarantine", ""),
        ([LOGO], "p=none", "only works when"),
        ([LOGO], "p=reject; t=y", "only works when"),
        ([LOGO], "p=reject; sp=none", "only works when"),
        ([LOGO], "p=reject; pct=50", "only works when"),
        (["v=BIMI1; l="], "p=none", ""),
        (["v=BIMI1"], "p=reject", "has a mistake"),
        ([LOGO, f"{LOGO};"], "p=none", "has a mistake"),
        (NO_DATA, "p=none", ""),
    ],
)
def test_a_logo_is_a_note_and_no_light(record: Records, policy: str, told: str) -> None:
    with_it, without = world(record, policy), world(NO_DATA, policy)

    notes = " ".join(verdict_of("email.dmarc", with_it, HOME).notes)

    assert told in notes
    assert ("logo" in notes) == bool(told)
    assert light_and_code("email.dmarc", with_it, HOME) == light_and_code("email.dmarc", without, HOME)


def test_the_logo_of_a_shared_domain_is_none_of_our_business() -> None:
    gmail = World(
        {
            "gmail.com": {"TXT": ["v=spf1 -all"]},
            "_dmarc.gmail.com": {"TXT": ["v=DMARC1; p=none; rua=mailto:d@gmail.com"]},
            "default._bimi.gmail.com": {"TXT": [LOGO]},
        }
    )

    assert "logo" not in " ".join(verdict_of("email.dmarc", gmail, "gmail.com").notes)


@given(st.lists(st.binary(max_size=80).map(lambda noise: b"v=BIMI1;" + noise), min_size=1, max_size=2))
def test_any_bytes_give_a_state(records: list[bytes]) -> None:
    assert world(records).look(bimi, HOME).record in ("usable", "declined", "several", "unusable")
