"""The records to publish next: right for the present state, never open, and never asked for anew."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.domain.dmarc import dmarc
from carecheck.look.domain.dmarc_wanted import next_dmarc
from carecheck.look.domain.mx import mx
from carecheck.look.domain.spf import spf
from carecheck.look.domain.wanted import wanted
from tests.domain.judging import different_facts, light_and_code, with_each_failure
from tests.domain.world import NO_DATA, Records, Rows, World

HOME: Final = "home.example"
MICROSOFT: Final = "home-example.mail.protection.outlook.com"
OWN: Final = "mx.home.example"
START: Final = f"v=DMARC1; p=none; rua=mailto:dmarc@{HOME}"


def rows(*texts: str, host: str | None = MICROSOFT, policy: Records = NO_DATA) -> Rows:
    at_home: dict[str, Records] = {"TXT": list(texts) or NO_DATA, "MX": NO_DATA if host is None else [(0, host)]}
    return {
        HOME: at_home,  # type: ignore[dict-item]
        f"_dmarc.{HOME}": {"TXT": policy},
        OWN: {"A": ["203.0.113.5"]},
        "spf.protection.outlook.com": {"TXT": ["v=spf1 ip4:198.51.100.0/24 -all"]},
        "servers.mcsv.net": {"TXT": ["v=spf1 ip4:203.0.113.0/24 ?all"]},
        "open.example": {"TXT": ["v=spf1 +all"]},
        f"_spf.{HOME}": {"TXT": ["v=spf1 include:spf.protection.outlook.com -all"]},
    }


SPF: Final[list[tuple[list[str], str | None, str | None]]] = [
    ([], MICROSOFT, "v=spf1 include:spf.protection.outlook.com ~all"),
    (["v=spf1 include:spf.protection.outlook.com -all"], MICROSOFT, None),
    (["v=spf1 include:spf.protection.outlook.com ~all"], MICROSOFT, None),
    (["v=spf1 include:_spf.home.example -all"], MICROSOFT, None),
    (["v=spf1 redirect=_spf.home.example"], MICROSOFT, None),
    (
        ["v=spf1 include:spf.protection.outlook.com -all", "v=spf1 include:servers.mcsv.net ?all"],
        MICROSOFT,
        "v=spf1 include:spf.protection.outlook.com include:servers.mcsv.net ~all",
    ),
    (
        ["v=spf1 mx include:servers.mcsv.net -all", "v=spf1 +mx redirect=_spf.home.example", "v=spf1 MX -all"],
        OWN,
        "v=spf1 mx include:servers.mcsv.net include:_spf.home.example -all",
    ),
    (
        ["v=spf1 include:servers.mcsv.net -all"],
        MICROSOFT,
        "v=spf1 include:spf.protection.outlook.com include:servers.mcsv.net -all",
    ),
    (["v=spf1 include:spf.protection.outlook.com +all"], MICROSOFT, "v=spf1 include:spf.protection.outlook.com ~all"),
    (["v=spf1 include:spf.protection.outlook.com ?all"], MICROSOFT, "v=spf1 include:spf.protection.outlook.com ~all"),
    (["v=spf1 mx"], OWN, "v=spf1 mx ~all"),
    (["v=spf1 mx -all ip4:192.0.2.1"], OWN, "v=spf1 mx ip4:192.0.2.1 -all"),
    (["v=spf1 mx ptr ip4:0.0.0.0/0 -all"], OWN, "v=spf1 mx -all"),
    (["v=spf1 mx ipv4:192.0.2.1 -all"], OWN, "v=spf1 mx ip4:192.0.2.1 -all"),
    (["v=spf1 -all redirect=_spf.home.example"], MICROSOFT, "v=spf1 include:spf.protection.outlook.com -all"),
    ([], None, "v=spf1 -all"),
    ([], "", "v=spf1 -all"),
    (["v=spf1 include:servers.mcsv.net ~all"], "", None),
]


@pytest.mark.parametrize(("texts", "host", "expected"), SPF)
def test_the_next_spf_record_keeps_all_senders(texts: list[str], host: str | None, expected: str | None) -> None:
    assert World(rows(*texts, host=host)).look(wanted, HOME).spf == expected


@pytest.mark.parametrize(("texts", "host", "expected"), [case for case in SPF if case[2]])
def test_the_next_spf_record_is_ok(texts: list[str], host: str | None, expected: str) -> None:
    assert light_and_code("email.spf", World(rows(expected, host=host)), HOME)[0] == "green"


@pytest.mark.parametrize(
    "texts",
    [
        ["v=spf1 moo -all"],
        ["v=spf1 mx include: -all"],
        ["v=spf1 mx include:gone.example -all"],
        ["v=spf1 mx include:open.example -all"],
        [f"v=spf1 mx {' '.join(f'a:{number}.example' for number in range(11))} -all"],
        [f"v=spf1 {' '.join(f'include:{number}.x.example' for number in range(6))} -all"] * 2,
        ["v=spf1 caf\u00e9 -all"],
    ],
)
def test_what_only_the_owner_can_tell_is_not_made_up(texts: list[str]) -> None:
    assert isinstance(World(rows(*texts, host=OWN)).look(wanted, HOME).spf, Unknown)


@pytest.mark.parametrize("tag", [f"x={'y' * 1_000}", "x=caf\u00e9"])
def test_a_record_that_cannot_be_copied_as_it_stands_is_not_told(tag: str) -> None:
    policy = f"v=DMARC1; p=none; rua=mailto:a@b.example; {tag}"

    assert isinstance(World(rows(policy=[policy])).look(wanted, HOME).dmarc, Unknown)


def test_an_unknown_mail_company_is_not_guessed() -> None:
    fact = World(rows(host=OWN)).look(wanted, HOME).spf

    assert isinstance(fact, Unknown)
    assert fact.reason == "not_listed"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (None, START),
        (b"v=DMARC1; p=none", f"v=DMARC1; p=none; rua=mailto:dmarc@{HOME}"),
        (b"v=DMARC1; p=none; rua=mailto:a@b.example", "v=DMARC1; p=quarantine; rua=mailto:a@b.example"),
        (b"v=DMARC1; rua=mailto:a@b.example", "v=DMARC1; p=none; rua=mailto:a@b.example"),
        (b"v=DMARC1; p=rejct; rua=mailto:a@b.example", "v=DMARC1; p=none; rua=mailto:a@b.example"),
        (b"v=DMARC1; p=reject; t=y; rua=mailto:a@b.example", "v=DMARC1; p=reject; rua=mailto:a@b.example"),
        (b"v=DMARC1; p=reject; sp=none; rua=mailto:a@b.example", "v=DMARC1; p=reject; rua=mailto:a@b.example"),
        (b"v=DMARC1; p=reject; pct=50; rua=mailto:a@b.example", "v=DMARC1; p=reject; rua=mailto:a@b.example"),
        (
            b"v=DMARC1; p=reject; rf=afrf; ri=86400; rua=mailto:a@b.example",
            "v=DMARC1; p=reject; rua=mailto:a@b.example",
        ),
        (b"v=spf1 -all", START),
        (b"v=DMARC1; P=reject; rua=mailto:a@b.example", "v=DMARC1; p=reject; rua=mailto:a@b.example"),
        (b"v=DMARC1; p=reject; adkim=s", f"v=DMARC1; p=reject; adkim=s; rua=mailto:dmarc@{HOME}"),
        (b"v=DMARC1;p=reject;sp=reject;rua=mailto:a@b.example;", None),
        (b"v=DMARC1; p=quarantine; rua=mailto:a@b.example", None),
    ],
)
def test_the_next_dmarc_record_is_one_step_on(now: bytes | None, expected: str | None) -> None:
    assert next_dmarc(now, HOME) == expected


@pytest.mark.parametrize(
    ("policy", "host", "expected"),
    [
        (NO_DATA, MICROSOFT, START),
        (["v=DMARC1; p=none"] * 2, MICROSOFT, START),
        (["v=dmarc1; p=reject"], MICROSOFT, START),
        (["v=DMARC1; p=quarantine; rua=mailto:a@b.example"], MICROSOFT, None),
        (NO_DATA, None, "v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s"),
        (["v=DMARC1; p=none; rua=mailto:a@b.example"], None, "v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s"),
        (["v=DMARC1; p=reject"], None, None),
    ],
)
def test_a_domain_gets_the_dmarc_record_for_its_state(policy: Records, host: str | None, expected: str | None) -> None:
    assert World(rows("v=spf1 -all", host=host, policy=policy)).look(wanted, HOME).dmarc == expected


def test_a_good_record_over_it_is_enough() -> None:
    world = World({**rows(), "_dmarc.example": {"TXT": ["v=DMARC1; p=reject"]}})

    assert world.look(wanted, HOME).dmarc is None


@pytest.mark.parametrize(("texts", "host"), [(texts, host) for texts, host, expected in SPF if not expected])
def test_nothing_more_is_asked_where_the_list_stays_as_it_is(texts: list[str], host: str | None) -> None:
    world = World(rows(*texts, host=host))
    asked = {question for probe in (spf, dmarc, mx) for question in (world.look(probe, HOME), world.asked())[1]}

    world.look(wanted, HOME)

    assert set(world.asked()) <= asked


@pytest.mark.parametrize(("texts", "host"), [(texts, host) for texts, host, _ in SPF])
def test_no_failure_gives_another_record(texts: list[str], host: str | None) -> None:
    world = World(rows(*texts, host=host))
    wholly = world.look(wanted, HOME)

    for failing in with_each_failure(world, wanted, HOME):
        assert different_facts(failing.look(wanted, HOME), wholly) == []


TERMS: Final = ["mx", "a", "+all", "?all", "-all", "~all", "ptr", "ip4:0.0.0.0/0", "ip4:0.0.0.0/1", "ip4:128.0.0.0/1",
                "include:open.example", "include:servers.mcsv.net", "include:gone.example", "moo", "redirect=open.example",
                "ipv4:192.0.2.1", "a/0", "mx//0", "exists:%{i}.x.example"]  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(TERMS), max_size=5), max_size=3), st.sampled_from([MICROSOFT, OWN, "", None]))
def test_no_record_to_publish_lets_everyone_send(texts: list[list[str]], host: str | None) -> None:
    there = rows(*(" ".join(["v=spf1", *terms]) for terms in texts), host=host)
    text = World(there).look(wanted, HOME).spf

    if isinstance(text, str):
        after = World({**there, HOME: {**there[HOME], "TXT": [text]}}).look(spf, HOME)
        assert (after.records, after.broken, after.passes_everyone) == (1, False, False)
        assert after.ending in ("-all", "~all")


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ("include:open.example", "ask which of its senders are still used: it lets all send"),
        ("include:gone.example", "ask which of its senders are still used: gone.example has 0 SPF records"),
        ("moo", "we cannot tell what 'moo' is meant to be"),
    ],
)
def test_what_the_owner_has_to_tell_is_named(terms: str, why: str) -> None:
    assert World(rows(f"v=spf1 mx {terms} -all", host=OWN)).look(wanted, HOME).spf == Unknown("not_seen", why)


def test_a_record_with_odd_letters_is_told_as_the_reason() -> None:
    fact = World(rows(policy=["v=DMARC1; p=none; rua=mailto:a@b.example; x=caf\u00e9"])).look(wanted, HOME).dmarc

    assert fact == Unknown("unreadable", "the record is too long, or holds letters that do not belong there")
