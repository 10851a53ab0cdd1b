"""What each probe of a website finds, fact by fact, and the reason for which it leaves one open."""

from datetime import date

import pytest

from carecheck.facts.certificate import Certificate
from carecheck.facts.headers import Headers
from carecheck.facts.model import FactGroup, Unknown
from carecheck.facts.notices import Notices
from carecheck.facts.website import Website
from carecheck.look.lookups import Found, Lookups, NotThere, Question
from carecheck.look.probes import probes_for
from carecheck.look.trail import BLOCKED
from carecheck.look.web import Fetched, NoPage, Page
from carecheck.look.website.html import Link, links_of, text_of
from tests.website.worlds import (
    EXPIRED,
    GOOD,
    GOOD_SITE,
    HTTP,
    HTTPS,
    NO_DNS,
    NO_TWIN,
    REFUSED,
    TIMED_OUT,
    WWW,
    Site,
    front,
    good,
    moved,
    page,
)

NO_LINK = Unknown("not_seen", "no link with a word of our list")
NO_WORDS = Unknown("not_seen", "not with the words of our list")
PRIVACY = "https://home.example/privacy"


@pytest.mark.parametrize(
    ("group", "facts"),
    [
        ("website", Website(True, "works", "to_https", "www.home.example", "works", "to_https", HTTPS)),
        ("certificate", Certificate("none", date(2026, 10, 1), date(2026, 12, 30), ("home.example",), "Example Trust")),
        ("headers", Headers(hsts="long", framing_refused=True, tells_address=False)),
        ("notices", Notices("opens", PRIVACY, "privacy_page")),
    ],
)
def test_a_good_website_gives_these_facts(group: str, facts: FactGroup) -> None:
    assert Site(GOOD_SITE).look(group) == facts


@pytest.mark.parametrize(
    ("shown", "facts"),
    [
        (EXPIRED, Certificate("expired", date(2026, 8, 1), date(2026, 11, 1), ("home.example",), "Trust")),
        (NoPage("certificate", None, GOOD), Certificate("other", GOOD.starts, GOOD.ends, GOOD.names, GOOD.issuer)),
        (
            NoPage("certificate", "untrusted"),
            Certificate.all_unknown(Unknown("no_reply", "no certificate")).with_facts(fault="untrusted"),
        ),
        (
            NoPage("certificate", "untrusted", TIMED_OUT),
            Certificate.all_unknown(TIMED_OUT).with_facts(fault="untrusted"),
        ),
        (NoPage("private"), Certificate.all_unknown(BLOCKED)),
        (REFUSED, Certificate.all_unknown(Unknown("no_reply", "refused"))),
        (TIMED_OUT, Certificate.all_unknown(TIMED_OUT)),
    ],
)
def test_a_certificate_gives_these_facts(shown: Fetched, facts: Certificate) -> None:
    assert Site(good(https=shown)).look("certificate") == facts


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({"content_security_policy": "frame-ancestors http:", "x_frame_options": "DENY"}, False),
        ({"content_security_policy": "frame-ancestors HTTPS: 'self'"}, False),
        ({"content_security_policy": "frame-ancestors 'self' https://a.example"}, True),
        ({"content_security_policy": "default-src 'none'", "x_frame_options": " SameOrigin "}, True),
        ({}, False),
    ],
)
def test_framing_is_refused_only_where_no_website_may(headers: dict[str, str], refused: bool) -> None:
    assert front("", **headers).look("headers").framing_refused is refused  # type: ignore[attr-defined]  # a group by its name


def test_no_header_is_read_from_a_page_that_comes_over_plain_http() -> None:
    site = Site(good(https=moved(HTTP), http=page("")))

    assert site.look("headers") == Headers.all_unknown(Unknown("not_seen", "no page over HTTPS"))


def test_the_referrer_policy_that_browsers_had_first_tells_the_whole_address() -> None:
    headers = front("", referrer_policy="no-referrer-when-downgrade").look("headers")

    assert headers == Headers(hsts="missing", framing_refused=False, tells_address=True)


@pytest.mark.parametrize(
    ("outcome", "privacy"),
    [
        (page("", 410), "does_not_open"),
        (moved(PRIVACY), "does_not_open"),
        (EXPIRED, "does_not_open"),
        (NoPage("no_such_name"), "does_not_open"),
        (NoPage("no_address"), "does_not_open"),
        (NoPage("private"), Unknown("blocked", "private")),
        (REFUSED, Unknown("no_reply", "refused")),
        (page("", 403), Unknown("no_reply", "status 403")),
        (TIMED_OUT, TIMED_OUT),
    ],
)
def test_a_privacy_page_that_does_not_come_gives_these_facts(outcome: Fetched, privacy: object) -> None:
    opt_out = TIMED_OUT if outcome == TIMED_OUT else NO_WORDS

    assert Site(good(privacy=outcome)).look("notices") == Notices(privacy, PRIVACY, opt_out)  # type: ignore[arg-type]  # one of the closed list


@pytest.mark.parametrize(
    ("https", "facts"),
    [
        (page("x"), Notices(NO_LINK, NO_LINK, NO_WORDS)),
        (page("x", 500), Notices.all_unknown(Unknown("not_seen", "front page: status 500"))),
        (TIMED_OUT, Notices.all_unknown(TIMED_OUT)),
    ],
)
def test_without_a_link_it_is_told_why_nothing_was_found(https: Fetched, facts: Notices) -> None:
    assert Site(good(https=https)).look("notices") == facts


@pytest.mark.parametrize(("first", "better"), [(404, "/b"), (403, "/b"), (200, "/a")])
def test_of_two_links_the_one_that_proves_most_is_told(first: int, better: str) -> None:
    links = page('<a href="/a">Privacy</a><a href="/b">Privacy</a>')
    rows = good(https=links) | {f"{HTTPS}a": page("", first), f"{HTTPS}b": page("x")}

    assert Site(rows).look("notices").privacy_at == f"https://home.example{better}"  # type: ignore[attr-defined]  # a group by its name


def test_what_is_not_known_of_one_link_counts_more_than_that_another_does_not_open() -> None:
    links = page('<a href="/a">Privacy</a><a href="http://home.example/b">Privacy</a><a href="/c">Privacy</a>')
    rows = good(https=links) | {f"{HTTPS}a": page("", 404), f"{HTTP}b": page("x"), f"{HTTPS}c": TIMED_OUT}

    assert Site(rows).look("notices").privacy == TIMED_OUT  # type: ignore[attr-defined]  # a group by its name
    assert Site({**rows, f"{HTTPS}c": page("", 404)}).look("notices").privacy == "plain_http"  # type: ignore[attr-defined]  # a group by its name


@pytest.mark.parametrize(
    ("site", "fact", "value"),
    [
        (Site({}, NO_DNS), "has_address", False),
        (Site({}, NO_DNS), "https", Unknown("not_seen", "no address")),
        (Site({}, {**NO_DNS, Question("home.example", "AAAA"): TIMED_OUT}), "has_address", TIMED_OUT),
        (Site(GOOD_SITE, NO_TWIN), "twin", None),
        (Site(GOOD_SITE, NO_TWIN), "twin_https", "none"),
        (Site(GOOD_SITE, NO_TWIN), "twin_http", "none"),
        (Site(GOOD_SITE, {Question("www.home.example", "A"): TIMED_OUT}), "twin_http", TIMED_OUT),
        (Site({}), "https", Unknown("no_reply", "connection refused")),
        (Site({}), "http", Unknown("no_reply", f"refused: {HTTP}")),
        (Site({}), "ends_at", None),
        (Site(good(https=NoPage("no_address"))), "https", Unknown("no_reply", f"no_address: {HTTPS}")),
        (Site(good(https=moved(WWW), www=NoPage("no_address"))), "https", "leads_nowhere"),
        (Site(good(https=moved(WWW), www=REFUSED)), "https", Unknown("no_reply", f"refused: {WWW}")),
        (Site(good(http=moved(WWW), www=NoPage("no_such_name"))), "http", "leads_nowhere"),
        (Site(good(http=moved(WWW), www=NoPage("no_address"))), "http", "leads_nowhere"),
        (Site(good(http=moved(WWW), www=REFUSED)), "http", Unknown("no_reply", f"refused: {WWW}")),
        (Site(good(http=REFUSED, https=EXPIRED)), "http", "closed"),
        (Site(good(http=REFUSED, https=TIMED_OUT)), "http", Unknown("no_reply", f"refused: {HTTP}")),
        (Site(good(http=NoPage("private"))), "http", BLOCKED),
        (Site(good(https=TIMED_OUT)), "ends_at", TIMED_OUT),
        (Site(good(https=moved(HTTP), http=page("x"))), "ends_at", None),
    ],
)
def test_a_way_to_a_website_gives_this_fact(site: Site, fact: str, value: object) -> None:
    assert getattr(site.look("website"), fact) == value


def test_the_other_name_of_one_with_www_is_without() -> None:
    known = {
        Question(name, kind): Found(("203.0.113.5",)) if kind == "A" else NotThere("no_data")
        for name in ("home.example", "www.home.example")
        for kind in ("A", "AAAA")
    }
    lookups = Lookups("www.home.example", known)

    assert probes_for("website")["website"].look(lookups).twin == "home.example"  # type: ignore[attr-defined]  # a group by its name


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("WordPress", Unknown("not_listed", "WordPress")),
        ("x" * 300, Unknown("not_listed", "x" * 77 + "...")),
        ("", Unknown("not_seen", "the page does not say")),
    ],
)
def test_a_program_that_is_not_listed_is_told_as_the_page_says_it(body: str, name: Unknown) -> None:
    assert front(f'<meta name="generator" content="{body}">').look("sitebuilder").name == name  # type: ignore[attr-defined]  # a group by its name


def test_a_link_is_known_by_its_words_its_title_and_its_label() -> None:
    source = '<a href=/a title="One">Two</A> x</A><a aria-label="Three" href=/c><b>Four</b></a>'

    assert list(links_of(source)) == [Link("two one", "/a"), Link("four three", "/c")]


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (b"\xe2\x82\xac", "utf-8"),
        (b"\xac\x20", "utf-16-le"),
        (b"\x20\xac", "utf-16-be"),
        (b"\xac\x20", "utf-16"),
        (b"\x80", "Windows-1252"),
        (b"\xfe\xff\x20\xac", "utf-8"),
    ],
)
def test_a_page_in_any_of_its_charsets_is_read(body: bytes, charset: str) -> None:
    kind = (("content-type", f"text/html; charset={charset}"),)

    assert text_of(Page(HTTPS, 200, kind, body, True)) == "€"
