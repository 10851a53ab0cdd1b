"""What the probe says of a domain's MX records, and that gaps never make it claim something else."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.facts.mx import Mx
from carecheck.look.domain.mx import MOST_HOSTS, mail_company, mx
from carecheck.look.lookups import Answer, Found, Question
from tests.domain.judging import different_facts, with_each_failure
from tests.domain.mx.worlds import HOME, every_world
from tests.domain.world import DANGLING, NO_DATA, SERVFAIL, TIMED_OUT, World


def test_a_domain_with_a_host_gives_these_facts() -> None:
    world = World({HOME: {"MX": [(10, "mx00.ionos.co.uk")]}, "mx00.ionos.co.uk": {"A": ["203.0.113.5"]}})

    assert world.look(mx, HOME) == Mx(
        accepts="hosts",
        null_beside_others=False,
        null_preference_wrong=False,
        no_host_found=False,
        some_host_not_found=False,
        host_out_of_reach=False,
        host_is_alias=False,
        hosts=("mx00.ionos.co.uk",),
        company="IONOS",
    )


def test_unread_mx_records_leave_all_open() -> None:
    assert World({HOME: {"MX": SERVFAIL}}).look(mx, HOME) == Mx.all_unknown(SERVFAIL)


@pytest.mark.parametrize(
    ("family", "accepts"), [({"A": SERVFAIL}, SERVFAIL), ({"A": ["203.0.113.5"], "AAAA": SERVFAIL}, "address")]
)
def test_without_mx_an_unread_address_is_open_unless_another_is_seen(family: object, accepts: object) -> None:
    assert World({HOME: family}).look(mx, HOME).accepts == accepts  # type: ignore[dict-item]


def test_all_hosts_are_asked_side_by_side() -> None:
    world = World({HOME: {"MX": [(10, "a.home.example"), (20, "b.home.example")]}})

    world.look(mx, HOME)

    assert [len(asked) for asked in world.rounds] == [1, 4]


def test_an_address_as_a_host_name_is_never_asked() -> None:
    world = World({HOME: {"MX": [(10, "203.0.113.5"), (20, "2001:db8::1"), (30, "[203.0.113.6]"), (40, "localhost")]}})

    facts = world.look(mx, HOME)

    assert world.asked() == [Question(HOME, "MX")]
    assert (facts.host_out_of_reach, facts.no_host_found, facts.host_is_alias) == (True, True, False)


@pytest.mark.parametrize(
    ("address", "out_of_reach"),
    [
        ("0.0.0.0", True),
        ("10.255.255.255", True),
        ("11.0.0.0", False),
        ("100.64.0.1", True),
        ("100.128.0.1", False),
        ("127.0.0.1", True),
        ("169.254.1.1", True),
        ("172.15.255.255", False),
        ("172.16.0.0", True),
        ("172.31.255.255", True),
        ("172.32.0.0", False),
        ("192.168.0.1", True),
        ("192.169.0.1", False),
        ("::1", True),
        ("fd00::1", True),
        ("fe80::1", True),
        ("::ffff:10.0.0.1", True),
        ("2a00::1", False),
    ],
)
def test_only_addresses_for_inside_are_out_of_reach(address: str, out_of_reach: bool) -> None:
    family = "AAAA" if ":" in address else "A"
    world = World({HOME: {"MX": [(10, "mx.home.example")]}, "mx.home.example": {family: [address]}})  # type: ignore[dict-item]

    assert world.look(mx, HOME).host_out_of_reach is out_of_reach


@pytest.mark.parametrize(("more", "open_"), [(0, False), (1, True)])
def test_hosts_past_the_limit_are_open_and_not_asked(more: int, open_: bool) -> None:
    hosts = [(number, f"mx{number}.home.example") for number in range(MOST_HOSTS + more)]
    world = World({HOME: {"MX": hosts}, **{name: {"A": ["203.0.113.5"]} for _, name in hosts}})

    facts = world.look(mx, HOME)

    assert isinstance(facts.some_host_not_found, Unknown) is open_
    assert isinstance(facts.host_out_of_reach, Unknown) is open_
    assert facts.no_host_found is False
    assert len(world.asked()) == 1 + 2 * MOST_HOSTS


@pytest.mark.parametrize(
    ("host", "company"),
    [
        ("home-example.mail.protection.outlook.com", "Microsoft 365"),
        ("home-example.a-v1.mx.microsoft", "Microsoft 365"),
        ("aspmx.l.google.com", "Google Workspace"),
        ("alt1.aspmx.l.google.com", "Google Workspace"),
        ("smtp.google.com", "Google Workspace"),
        ("mx00.ionos.co.uk", "IONOS"),
        ("smtp.secureserver.net", "GoDaddy"),
        ("mx.zoho.eu", "Zoho"),
        ("in1-smtp.messagingengine.com", "Fastmail"),
        ("mail.protonmail.ch", "Proton"),
        ("mx01.mail.icloud.com", "iCloud"),
        ("eu-smtp-inbound-1.mimecast.com", "Mimecast"),
        ("d1.ess.barracudanetworks.com", "Barracuda"),
        ("mail.home.example", None),
        ("notmimecast.com", None),
        ("mimecast.com.home.example", None),
    ],
)
def test_the_company_is_known_by_the_end_of_the_host(host: str, company: str | None) -> None:
    assert mail_company(host) == company


def test_the_preferred_host_names_the_company() -> None:
    world = World({HOME: {"MX": [(20, "mx00.ionos.co.uk"), (10, "eu-smtp-inbound-1.mimecast.com")]}})

    assert world.look(mx, HOME).company == "Mimecast"


def test_an_unlisted_company_is_open() -> None:
    world = World({HOME: {"MX": [(10, "mx.home.example")]}})

    assert world.look(mx, HOME).company == Unknown("not_listed", "mx.home.example")


ALIAS: Final = Found(("203.0.113.5",), alias=True)
PLAIN: Final = Found(("203.0.113.5",))


@pytest.mark.parametrize(
    ("four", "six", "is_alias"),
    [
        (ALIAS, ALIAS, True),
        (ALIAS, NO_DATA, True),
        (NO_DATA, ALIAS, True),
        (ALIAS, SERVFAIL, True),
        (PLAIN, NO_DATA, False),
        (PLAIN, SERVFAIL, False),
        (NO_DATA, SERVFAIL, SERVFAIL),
        (SERVFAIL, SERVFAIL, SERVFAIL),
        (DANGLING, DANGLING, False),
    ],
)
def test_a_host_that_is_an_alias_is_seen(four: Answer, six: Answer, is_alias: object) -> None:
    host = "mx.home.example"
    world = World({HOME: {"MX": [(10, host)]}}, {Question(host, "A"): four, Question(host, "AAAA"): six})

    assert world.look(mx, HOME).host_is_alias == is_alias


@pytest.mark.parametrize("records", [[(0, "")], []])
def test_without_a_host_there_is_no_company(records: list[tuple[int, str]]) -> None:
    assert World({HOME: {"MX": records}}).look(mx, HOME).company is None


@pytest.mark.parametrize("world", every_world())
def test_no_failure_makes_a_fact_claim_something_else(world: World) -> None:
    wholly = world.look(mx, HOME)

    for failing in with_each_failure(world, mx, HOME):
        assert different_facts(failing.look(mx, HOME), wholly) == []


HOSTS: Final = ["a.example", "b.example", "localhost", "203.0.113.5", ""]
MX_RECORDS = st.lists(st.tuples(st.sampled_from([0, 10]), st.sampled_from(HOSTS)), max_size=4, unique=True)
A = st.sampled_from([["203.0.113.5"], ["10.0.0.1"], ["10.0.0.1", "203.0.113.5"], DANGLING])
AAAA = st.sampled_from([["2001:db8::1"], ["::1"]])
ROWS = st.fixed_dictionaries(
    {HOME: st.fixed_dictionaries({"MX": MX_RECORDS, "TXT": st.just(["x"])}, optional={"A": A, "AAAA": AAAA})},
    optional={name: st.fixed_dictionaries({}, optional={"A": A, "AAAA": AAAA}) for name in HOSTS[:2]},
)


@given(ROWS, st.sets(st.integers(0, 9), max_size=3))
def test_no_gaps_in_any_world_make_a_fact_claim_something_else(rows: object, gaps: set[int]) -> None:
    world = World(rows)  # type: ignore[arg-type]
    wholly = world.look(mx, HOME)
    asked = world.asked()
    partly = World(world.rows, {asked[gap]: TIMED_OUT for gap in gaps if gap < len(asked)})

    assert different_facts(partly.look(mx, HOME), wholly) == []
