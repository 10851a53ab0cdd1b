"""The limits of RFC 7208 section 4.6.4 from both sides, and records made to cost much."""

from collections.abc import Mapping

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.domain.spf import spf
from carecheck.look.lookups import RecordType
from tests.campaign.counting import Tried
from tests.domain.spf.worlds import HOME, look, world_with
from tests.domain.world import NO_DATA, TIMED_OUT, Records, World

SIMPLE = {"one.example": "v=spf1 ip4:192.0.2.1 -all"}
EIGHT = {"eight.example": f"v=spf1 {'a:host.example ' * 8}-all"}


@pytest.mark.parametrize("term", ["a", "mx", "ptr", "exists:host.example", "include:one.example", "a:%{i}.x.example"])
def test_each_look_up_counts_as_often_as_it_stands_there(term: str) -> None:
    at_limit = look(f"v=spf1 {f'{term} ' * 10}-all", SIMPLE)
    over = look(f"v=spf1 {f'{term} ' * 11}-all", SIMPLE)

    assert (at_limit.lookups_at_least, at_limit.broken) == (10, False)
    assert (over.lookups_at_least, over.broken) == (11, True)


@pytest.mark.parametrize(
    ("record", "lookups"),
    [
        ("v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 exp=one.example x=%{d} all", 0),
        ("v=spf1 -all a mx include:one.example", 0),
        ("v=spf1 a redirect=one.example -all", 1),
        ("v=spf1 a redirect=one.example", 2),
        ("v=spf1 include:eight.example", 9),
        ("v=spf1 include:eight.example redirect=one.example", 10),
        ("v=spf1 include:eight.example a redirect=one.example", 11),
        ("v=spf1 include:eight.example include:eight.example -all", 11),
    ],
)
def test_look_ups_are_counted_over_everything_that_is_included(record: str, lookups: int) -> None:
    facts = look(record, SIMPLE | EIGHT)

    assert facts.lookups_at_least == lookups
    assert facts.broken is (lookups > 10)


@pytest.mark.parametrize("term", ["a:{}", "mx:{}", "exists:{}", "a:a..{}", "?a:{}"])
@pytest.mark.parametrize(("names", "broken"), [(0, False), (1, False), (2, False), (3, True)])
def test_two_names_may_lead_nowhere_and_not_three(term: str, names: int, broken: bool) -> None:
    terms = " ".join(term.format(f"x{place}.example") for place in range(names))

    facts = look(f"v=spf1 a {terms} -all")

    assert facts.broken is broken
    assert facts.void_lookup is (names > 0)


def test_a_name_that_exists_and_has_no_address_leads_nowhere() -> None:
    assert look("v=spf1 a:empty.example -all").void_lookup is True


@pytest.mark.parametrize("family", ["A", "AAAA"])
def test_a_host_with_an_address_of_one_family_leads_somewhere(family: RecordType) -> None:
    address = {"A": "192.0.2.1", "AAAA": "2001:db8::1"}[family]
    world = World({HOME: {"TXT": ["v=spf1 a mx -all"], family: [address], "MX": [(10, HOME)]}})

    assert world.look(spf, HOME).void_lookup is False


def test_a_mail_host_without_address_leads_nowhere_and_a_null_mx_does_not() -> None:
    lost = World({HOME: {"TXT": ["v=spf1 mx -all"], "MX": [(10, "lost.example"), (20, "a..example")]}})
    null = World({HOME: {"TXT": ["v=spf1 mx -all"], "MX": [(0, "")]}})

    assert (lost.look(spf, HOME).void_lookup, lost.look(spf, HOME).broken) == (True, False)
    assert null.look(spf, HOME).void_lookup is False


@pytest.mark.parametrize(("hosts", "broken"), [(10, False), (11, True)])
def test_one_mx_may_stand_for_ten_hosts(hosts: int, broken: bool) -> None:
    rows: dict[str, Mapping[RecordType, Records]] = {
        HOME: {"TXT": ["v=spf1 mx -all"], "MX": [(place, "host.example") for place in range(hosts)]},
        "host.example": {"A": ["192.0.2.1"]},
    }

    assert World(rows).look(spf, HOME).broken is broken


@pytest.mark.parametrize(
    ("terms", "broken", "void_lookup"),
    [
        ("a:late.example", False, None),
        ("a:x1.example a:late.example", False, True),
        ("a:x1.example a:x2.example a:late.example", None, True),
        ("a:x1.example a:x2.example a:x3.example a:late.example", True, True),
    ],
)
def test_an_unread_name_leaves_open_only_what_it_could_change(
    terms: str, broken: bool | None, void_lookup: bool | None
) -> None:
    world = World({HOME: {"TXT": [f"v=spf1 {terms} -all"]}, "late.example": {"A": TIMED_OUT, "AAAA": NO_DATA}})

    facts = world.look(spf, HOME)

    assert known(facts.broken) is broken
    assert known(facts.void_lookup) is void_lookup


def test_nothing_is_asked_over_the_limit() -> None:
    world = world_with(f"v=spf1 {' '.join(f'exists:x{place}.%{{o}}' for place in range(20))} -all")

    world.look(spf, HOME)

    assert len(world.asked()) == 1 + 10


BIG = " ".join(f"ip4:{place >> 8 & 255}.{place & 255}.0.0/9" for place in range(4_000))


@pytest.mark.parametrize(
    "record",
    [
        f"v=spf1 {' '.join(f'include:i{place}.example' for place in range(10_000))} -all",
        f"v=spf1 {'a mx ptr ' * 3_400}-all",
        f"v=spf1 {'mx:many.example ' * 4_000}-all",
        f"v=spf1 include:{'a.' * 32_000}example -all",
        f"v=spf1 {('include:' + '%{d1r}.' * 900 + 'example ') * 10}-all",
        f"v=spf1 a:{'/1' * 32_000} -all",
        f"v=spf1 {'~' * 64_000}",
        f"v=spf1 ip6:{':' * 64_000}",
        f"v=spf1 a:%{{d{'9' * 64_000}}}",
        f"v=spf1 a/{'9' * 64_000}",
        f"v=spf1 include:chain0.example {BIG} -all",
    ],
    ids=lambda record: record[:30],
)
def test_a_hostile_record_costs_few_questions(record: str, tried: Tried) -> None:
    tried("inputs made to confuse")
    chain = {f"chain{place}.example": f"v=spf1 include:chain{place + 1}.example {BIG} -all" for place in range(40)}
    world = world_with(record, chain)
    world.rows = {**world.rows, "many.example": {"MX": [(place, f"m{place}.example") for place in range(500)]}}

    facts = world.look(spf, HOME)

    assert len(world.asked()) <= 40
    assert len(world.rounds) <= 12
    assert facts.broken is True or record.startswith("v=spf1 a:%{d9")


def known(fact: bool | Unknown) -> bool | None:
    return None if isinstance(fact, Unknown) else fact
