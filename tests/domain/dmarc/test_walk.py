"""Which record applies: policy discovery and the tree walk of RFC 9989 section 4.10, with its own examples."""

from collections.abc import Callable, Mapping

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.domain.dmarc_walk import (
    Applied,
    Place,
    discover,
    discover_below,
    names_above,
    organisational_domain,
    place_at,
    text_at,
)
from carecheck.look.lookups import Answer, Lookups, NotThere, Question
from tests.domain.world import DANGLING, SERVFAIL, Records, World

NONE = "v=DMARC1; p=none"
REJECT = "v=DMARC1; p=reject"
PUBLIC_SUFFIX = "v=DMARC1; p=none; psd=y"
ORGANISATION = "v=DMARC1; p=none; psd=n"

Walk = Callable[[Lookups, str], Applied | None | Unknown]


def dns(records: Mapping[str, Records | str], name: str, walk: Callable[[Lookups, str], object]) -> Lookups:
    """Answers to all that the walk asks; `records` has what stands at `_dmarc` of each name."""
    world = World({f"_dmarc.{at}": {"TXT": [text] if isinstance(text, str) else text} for at, text in records.items()})
    known: dict[Question, Answer] = {}
    while True:
        lookups = Lookups(name, known)
        walk(lookups, name)
        if not lookups.wanted:
            return lookups
        known |= {question: world.answer(question) for question in lookups.wanted}


def walked(walk: Walk, records: Mapping[str, Records | str], name: str) -> Applied | None | Unknown:
    return walk(dns(records, name, walk), name)


def place(records: Records | str) -> Place | Unknown:
    return place_at(dns({"home.example": records}, "home.example", place_at), "home.example")


def applied_at(walk: Walk, records: Mapping[str, Records | str], name: str) -> str | None:
    found = walked(walk, records, name)
    assert not isinstance(found, Unknown)
    return found.name if found else None


def test_the_long_example_of_section_4_10_asks_eight_names() -> None:
    assert names_above("a.b.c.d.e.f.g.h.i.j.mail.example.com") == (
        "g.h.i.j.mail.example.com",
        "h.i.j.mail.example.com",
        "i.j.mail.example.com",
        "j.mail.example.com",
        "mail.example.com",
        "example.com",
        "com",
    )


@pytest.mark.parametrize(
    ("name", "first", "how_many"),
    [
        ("com", None, 0),
        ("example.com", "com", 1),
        ("home.group.co.uk", "group.co.uk", 3),
        ("1.2.3.4.5.6.7", "2.3.4.5.6.7", 6),
        ("1.2.3.4.5.6.7.8", "2.3.4.5.6.7.8", 7),
        ("1.2.3.4.5.6.7.8.9", "3.4.5.6.7.8.9", 7),
        ("1.2.3.4.5.6.7.8.9.10.11.12", "6.7.8.9.10.11.12", 7),
    ],
)
def test_a_walk_asks_at_most_seven_names_above(name: str, first: str | None, how_many: int) -> None:
    above = names_above(name)

    assert (above[0] if above else None, len(above)) == (first, how_many)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([REJECT], REJECT),
        (["google-site-verification=x", REJECT], REJECT),
        (["v=dmarc1; p=none", REJECT], REJECT),
        ([REJECT, NONE], None),
        ([REJECT, REJECT], None),
        ([REJECT, "v=DMARC1; p=none; p=none"], None),
        (["v=DMARC1; p=none; p=none"], None),
        (["v=spf1 -all"], None),
    ],
)
def test_only_a_single_valid_record_counts(records: list[str], expected: str | None) -> None:
    found = place(records)

    assert isinstance(found, Place)
    assert (found.record.p if found.record else None) == ("reject" if expected else None)


@pytest.mark.parametrize(
    ("records", "several", "unusable", "pointer_dead"),
    [
        ([REJECT], False, False, False),
        ([REJECT, NONE], True, False, False),
        (["v=dmarc1; p=none"], False, True, False),
        (["v=DMARC1; p=none; p=none"], False, True, False),
        (["v=dmarc1; p=none", REJECT], False, False, False),
        (["v=spf1 -all"], False, False, False),
        (DANGLING, False, False, True),
    ],
)
def test_what_else_stands_at_a_place_is_told_apart(
    records: Records, several: bool, unusable: bool, pointer_dead: bool
) -> None:
    found = place(records)

    assert isinstance(found, Place)
    assert (found.several, found.unusable, found.pointer_dead) == (several, unusable, pointer_dead)


def test_a_record_of_its_own_applies_and_nothing_above_is_asked() -> None:
    lookups = dns({"home.group.co.uk": NONE, "group.co.uk": REJECT}, "home.group.co.uk", discover)

    assert applied_at(discover, {"home.group.co.uk": NONE, "group.co.uk": REJECT}, "home.group.co.uk") == (
        "home.group.co.uk"
    )
    assert set(lookups.known) == {Question("_dmarc.home.group.co.uk", "TXT")}


@pytest.mark.parametrize(
    ("records", "name", "expected"),
    [
        pytest.param({}, "home.example", None, id="nothing anywhere"),
        pytest.param({"group.co.uk": NONE}, "home.group.co.uk", "group.co.uk", id="the parent's"),
        pytest.param({"co.uk": NONE}, "home.group.co.uk", "co.uk", id="a public suffix without the tag"),
        pytest.param({"uk": NONE}, "home.group.co.uk", "uk", id="down to the top level"),
        pytest.param(
            {"b.c.example": NONE, "c.example": REJECT},
            "a.b.c.example",
            "c.example",
            id="the fewest labels, not the nearest",
        ),
        pytest.param(
            {"b.c.example": ORGANISATION, "c.example": REJECT}, "a.b.c.example", "b.c.example", id="psd=n ends the walk"
        ),
        pytest.param(
            {"b.c.example": NONE, "c.example": ORGANISATION, "example": REJECT},
            "a.b.c.example",
            "c.example",
            id="psd=n wins over nearer and over higher ones",
        ),
        pytest.param(
            {"b.c.example": NONE, "c.example": REJECT, "example": PUBLIC_SUFFIX},
            "a.b.c.example",
            "c.example",
            id="psd=y: the name one label below it",
        ),
        pytest.param(
            {"b.c.example": NONE, "example": PUBLIC_SUFFIX}, "a.b.c.example", "example", id="psd=y: else its own record"
        ),
        pytest.param({"example": PUBLIC_SUFFIX}, "home.example", "example", id="psd=y right above the name"),
        pytest.param(
            {"group.co.uk": [NONE, REJECT], "co.uk": NONE},
            "home.group.co.uk",
            "co.uk",
            id="several on the way are discarded",
        ),
        pytest.param(
            {"home.example": [NONE, REJECT], "example": NONE},
            "home.example",
            "example",
            id="several at the name itself",
        ),
        pytest.param({"example": "v=spf1 -all"}, "home.example", None, id="another text"),
        pytest.param({"home.example": DANGLING}, "home.example", None, id="an alias to nothing"),
        pytest.param({"2.3.4.5.6.7.8.9": REJECT}, "1.2.3.4.5.6.7.8.9", None, id="cut off in a name of 9 labels"),
        pytest.param({"2.3.4.5.6.7.8": REJECT}, "1.2.3.4.5.6.7.8", "2.3.4.5.6.7.8", id="not cut off in one of 8"),
        pytest.param(
            {"example.com": NONE}, "a.b.c.d.e.f.g.h.i.j.k.example.com", "example.com", id="RFC 9989 appendix, deep walk"
        ),
        pytest.param(
            {"b.c.d.e.f.g.example.com": ORGANISATION, "example.com": NONE},
            "mail.a.b.c.d.e.f.g.example.com",
            "example.com",
            id="RFC 9989 section 5.1.8, a zone cut that is never found",
        ),
    ],
)
def test_discovery_follows_section_4_10_1(
    records: Mapping[str, Records | str], name: str, expected: str | None
) -> None:
    assert applied_at(discover, records, name) == expected


@pytest.mark.parametrize(
    ("records", "name", "expected"),
    [
        ({"mail.example.com": NONE, "example.com": NONE}, "a.mail.example.com", "example.com"),
        ({"mail.example.com": ORGANISATION}, "a.mail.example.com", "mail.example.com"),
        ({"com": PUBLIC_SUFFIX}, "a.mail.example.com", "example.com"),
        ({"example.com": NONE}, "example.com", "example.com"),
        ({"signing.example.com": NONE, "example.com": NONE}, "signing.example.com", "example.com"),
        ({"giant.bank.example": NONE, "bank.example": PUBLIC_SUFFIX}, "giant.bank.example", "giant.bank.example"),
        ({"giant.bank.example": NONE, "bank.example": PUBLIC_SUFFIX}, "mail.giant.bank.example", "giant.bank.example"),
        ({"giant.bank.example": NONE, "bank.example": PUBLIC_SUFFIX}, "mail.mega.bank.example", "mega.bank.example"),
        ({"bank.example": PUBLIC_SUFFIX}, "bank.example", "bank.example"),
        ({}, "home.example", "home.example"),
    ],
)
def test_the_examples_of_the_standard_give_its_organisational_domains(
    records: Mapping[str, Records | str], name: str, expected: str
) -> None:
    assert organisational_domain(dns(records, name, organisational_domain), name) == expected


@pytest.mark.parametrize(
    ("records", "name", "expected"),
    [
        ({"home.example": REJECT}, "home.example", "home.example"),
        ({"home.example": REJECT, "example": NONE}, "home.example", "example"),
        ({"home.example": "v=DMARC1; p=reject; psd=n", "example": NONE}, "home.example", "home.example"),
        ({"home.example": REJECT, "example": PUBLIC_SUFFIX}, "home.example", "home.example"),
        ({"1.2.3.4.5.6.7.8": REJECT}, "1.2.3.4.5.6.7.8", None),
        ({}, "home.example", None),
    ],
)
def test_names_below_get_what_their_own_walk_finds(
    records: Mapping[str, Records | str], name: str, expected: str | None
) -> None:
    assert applied_at(discover_below, records, name) == expected


@pytest.mark.parametrize(
    ("records", "skipped"),
    [
        ({"b.c.example": NONE, "c.example": REJECT}, True),
        ({"b.c.example": ORGANISATION, "c.example": REJECT}, False),
        ({"c.example": REJECT}, False),
        ({"b.c.example": NONE, "example": PUBLIC_SUFFIX}, True),
        ({"c.example": NONE, "example": PUBLIC_SUFFIX}, False),
    ],
)
def test_a_nearer_record_that_is_passed_over_is_told(records: Mapping[str, str], skipped: bool) -> None:
    found = walked(discover, records, "a.b.c.example")

    assert isinstance(found, Applied)
    assert found.skipped is skipped


@pytest.mark.parametrize("unread", ["a.b.c.example", "b.c.example", "c.example", "example"])
@pytest.mark.parametrize("others", [{}, {"c.example": REJECT}, {"b.c.example": NONE}])
def test_a_level_that_could_not_be_read_leaves_it_open(unread: str, others: Mapping[str, str]) -> None:
    found = walked(discover, {**others, unread: SERVFAIL}, "a.b.c.example")

    assert found == SERVFAIL


@pytest.mark.parametrize("end", [ORGANISATION, PUBLIC_SUFFIX])
def test_a_level_above_the_end_of_the_walk_does_not_matter(end: str) -> None:
    records: Mapping[str, Records | str] = {"b.example": end, "example": SERVFAIL}

    assert applied_at(discover, records, "a.b.example") == "b.example"


def test_a_name_longer_than_dns_allows_is_not_there_and_not_asked_for() -> None:
    lookups = Lookups("home.example", {})

    assert text_at(lookups, "x" * 254) == NotThere("no_such_name")
    assert not lookups.wanted
