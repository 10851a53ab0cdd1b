"""What registries tell, in all its forms, and the lights of domain.expiry and domain.lock."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.facts.registration import Registration
from carecheck.look.domain.registration import registration
from carecheck.look.lookups import Lookups
from carecheck.look.probes import probes_for
from carecheck.look.web import Fetched, NoPage, Page
from tests.domain.judging import light_and_code, with_each_failure
from tests.domain.world import TIMED_OUT, World

COM, UK = "rosecottage.com", "rosecottage.co.uk"
COM_URL = f"https://rdap.verisign.com/com/v1/domain/{COM}"
UK_URL = f"https://rdap.nominet.uk/uk/domain/{UK}"
LOCK = ["client transfer prohibited"]
CARD = ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "Example Names Ltd"]]]


def told(name: str = COM, ends: object = "2027-06-30T09:00:00Z", **changes: object) -> dict[str, Any]:
    """An answer of a registry."""
    events = [{"eventAction": "registration", "eventDate": "2010-01-01T00:00:00Z"}]
    if ends:
        events.append({"eventAction": "expiration", "eventDate": ends})  # type: ignore[dict-item]
    registrar = {"objectClassName": "entity", "roles": ["registrar"], "vcardArray": CARD}
    return {"ldhName": name.upper(), "status": LOCK, "events": events, "entities": [registrar], **changes}


def answer(content: object, status: int = 200, *, whole: bool = True) -> Page:
    return Page("", status, (), content if isinstance(content, bytes) else json.dumps(content).encode(), whole)


def world(fetched: Fetched, url: str = COM_URL) -> World:
    return World({}, pages={url: fetched})


def test_what_a_registry_tells_is_read() -> None:
    found = world(answer(told())).look(registration, COM)

    assert found == Registration(COM, date(2027, 6, 30), "locked", "Example Names Ltd")


@pytest.mark.parametrize("domain", [UK, f"www.{UK}", f"a.b.{UK}"])
def test_a_name_below_co_uk_is_asked_for_at_nominet_and_has_no_such_lock(domain: str) -> None:
    made = world(answer(told(UK, status=["active"])), UK_URL)

    found = made.look(registration, domain)

    assert (found.name, found.lock, made.fetched) == (UK, "no_such_lock", [UK_URL])


@pytest.mark.parametrize(
    ("domain", "url"),
    [
        ("home.uk", "https://rdap.nominet.uk/uk/domain/home.uk"),
        ("mail.home.uk", "https://rdap.nominet.uk/uk/domain/home.uk"),
        ("home.wales", "https://rdap.nominet.uk/wales/domain/home.wales"),
        ("home.org", "https://rdap.publicinterestregistry.org/rdap/domain/home.org"),
        ("www.home.care", "https://rdap.identitydigital.services/rdap/domain/home.care"),
        ("home.london", "https://rdap.centralnic.com/london/domain/home.london"),
    ],
)
def test_each_ending_has_its_registry(domain: str, url: str) -> None:
    made = World({})
    made.look(registration, domain)

    assert made.fetched == [url]


@pytest.mark.parametrize("domain", ["home.example", "trust.nhs.uk", "nhs.uk", "council.gov.uk", "co.uk", "a.sch.uk"])
def test_a_name_that_no_registry_of_ours_keeps_is_asked_for_nowhere(domain: str) -> None:
    made = World({})

    found = made.look(registration, domain)

    assert found.ends == Unknown("not_listed", "no registry for this ending in data/registries.yaml")
    assert made.fetched == []


GARBLED: list[Fetched] = [
    *(answer(b""), answer(b"{"), answer(b"[]"), answer(b"null"), answer(b"\xff\xfe"), answer(b"[" * 60000)),
    *(answer({}), answer(told("other.com")), answer(told(), whole=False), answer({"ldhName": 7}), answer(b"9" * 5000)),
]


@pytest.mark.parametrize("fetched", GARBLED)
def test_an_answer_that_is_none_about_the_name_is_unreadable(fetched: Fetched) -> None:
    found = world(fetched).look(registration, COM)

    assert isinstance(found.ends, Unknown)
    assert found.ends.reason == "unreadable"


@pytest.mark.parametrize(
    ("fetched", "reason"),
    [
        (answer({}, 404), "no_reply"),
        (answer({}, 429), "no_reply"),
        (answer({}, 500), "no_reply"),
        (NoPage("refused"), "not_seen"),
        (NoPage("certificate", "untrusted"), "not_seen"),
        (NoPage("private"), "blocked"),
        (TIMED_OUT, "timed_out"),
    ],
)
def test_a_registry_that_fails_leaves_all_open(fetched: Fetched, reason: str) -> None:
    found = world(fetched).look(registration, COM)

    assert {fact.reason for fact in (found.ends, found.lock, found.name) if isinstance(fact, Unknown)} == {reason}


@pytest.mark.parametrize("written", ["soon", "", "2027-13-01", "0001-01-01T00:00:00+14:00", 7, [], "9" * 5000])
def test_a_day_that_is_none_is_unknown(written: object) -> None:
    events = [{"eventAction": "expiration", "eventDate": written}]

    assert isinstance(world(answer(told(events=events))).look(registration, COM).ends, Unknown)


def test_a_registry_that_tells_no_date_leaves_it_open() -> None:
    found = world(answer(told(ends=None))).look(registration, COM)

    assert found.ends == Unknown("not_seen", "the registry tells no date")
    assert found.lock == "locked"


def test_of_several_days_the_first_counts() -> None:
    days = ["2028-01-01T00:00:00Z", "2027-01-01", "2029-01-01T00:00:00+01:00"]
    events = [{"eventAction": "expiration", "eventDate": day} for day in days]

    assert world(answer(told(events=events))).look(registration, COM).ends == date(2027, 1, 1)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9), lambda inner: st.lists(inner, max_size=3)
)


@given(JSON, JSON, JSON)
def test_whatever_a_registry_tells_is_read(events: object, status: object, entities: object) -> None:
    found = world(answer(told(events=events, status=status, entities=entities))).look(registration, COM)

    assert found.name == COM


CASES = {
    "45 days": (told(ends="2027-01-06"), ("green", "lasts"), ("green", "locked")),
    "44 days": (told(ends="2027-01-05"), ("amber", "ends_soon"), ("green", "locked")),
    "14 days": (told(ends="2026-12-06"), ("amber", "ends_soon"), ("green", "locked")),
    "13 days": (told(ends="2026-12-05"), ("red", "ends_at_once"), ("green", "locked")),
    "today": (told(ends="2026-11-22"), ("red", "ends_at_once"), ("green", "locked")),
    "yesterday": (told(ends="2026-11-21"), ("red", "ended"), ("green", "locked")),
    "locked by the registry": (told(status=["server transfer prohibited"]), ("green", "lasts"), ("green", "locked")),
    "not locked": (told(status=["active"]), ("green", "lasts"), ("amber", "open")),
    "no status": (told(status=None), ("green", "lasts"), ("unknown", None)),
}


@pytest.mark.parametrize("case", CASES)
def test_an_answer_gives_the_lights_of_its_row(case: str) -> None:
    content, expiry, lock = CASES[case]
    made = world(answer(content))

    assert light_and_code("domain.expiry", made, COM) == expiry
    assert light_and_code("domain.lock", made, COM) == lock


def test_a_registry_that_fails_makes_no_light_fine() -> None:
    for failing in with_each_failure(world(answer(told())), registration, COM):
        assert light_and_code("domain.expiry", failing, COM) == ("unknown", None)
        assert light_and_code("domain.lock", failing, COM) == ("unknown", None)


def test_a_name_with_no_such_lock_needs_none() -> None:
    assert light_and_code("domain.lock", world(answer(told(UK)), UK_URL), UK) == ("not_needed", None)


@pytest.mark.parametrize(
    ("changes", "fact", "why"),
    [
        ({"status": None}, "lock", "the registry tells no status"),
        ({"entities": None}, "registrar", "the registry names no registrar"),
        ({"entities": [{"roles": ["registrar"], "vcardArray": "x"}]}, "registrar", "the registry names no registrar"),
        ({"entities": [{"vcardArray": CARD}]}, "registrar", "the registry names no registrar"),
        ({"entities": [{"roles": ["abuse"], "vcardArray": CARD}]}, "registrar", "the registry names no registrar"),
    ],
)
def test_what_a_registry_leaves_out_is_told_as_the_reason(changes: dict[str, Any], fact: str, why: str) -> None:
    found = world(answer(told(**changes))).look(registration, COM)

    assert getattr(found, fact) == Unknown("not_seen", why)


def test_a_very_long_name_of_a_registrar_is_cut() -> None:
    card = ["vcard", [["fn", {}, "text", "x" * 300]]]

    found = world(answer(told(entities=[{"roles": ["registrar"], "vcardArray": card}]))).look(registration, COM)

    assert isinstance(found.registrar, str)
    assert len(found.registrar) == 80


def test_a_registry_is_asked_in_the_form_of_its_protocol() -> None:
    asked = Lookups(COM, {})
    registration(asked)

    assert [(fetch.url, fetch.accept) for fetch in asked.to_fetch] == [
        (COM_URL, "application/rdap+json, application/json;q=0.9, */*;q=0.1")
    ]


@pytest.mark.parametrize(
    ("domain", "hosts"),
    [(COM, ("rdap.verisign.com",)), ("home.london", ("rdap.centralnic.com",)), ("home.example", ())],
)
def test_the_registry_of_a_name_is_told_to_people_before_it_is_asked(domain: str, hosts: tuple[str, ...]) -> None:
    contact = probes_for("domain")["registration"].contact

    assert contact is not None
    assert contact.hosts(domain) == hosts
