"""Pages made to harm: what is read out of them stays short, clean and quick."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.facts.sitebuilder import Sitebuilder
from carecheck.look.trail import web_address
from carecheck.look.web import Page
from carecheck.look.website.html import generator_of, links_of, text_of, title_of, words_of
from tests.campaign.counting import Tried
from tests.website.worlds import HTTPS, Site, front, good, light_and_code, page

KIB_64 = 65536
READERS: list[Callable[[str], object]] = [words_of, generator_of, title_of, lambda source: list(links_of(source))]
PIECES = [
    "<",
    "<a ",
    "<a href=",
    "<!--",
    "<script>",
    "&",
    "&amp",
    "<meta ",
    '"',
    "'",
    "=",
    "</a",
    "<title",
    "\x00",
    "a ",
    "&#",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_page_of_one_piece_again_and_again_is_read(piece: str, tried: Tried) -> None:
    """Reading that grows with the square of the length would not end here within a test run."""
    tried("inputs made to confuse")
    source = piece * (KIB_64 // len(piece))

    assert [reader(source) is not ... for reader in READERS] == [True] * len(READERS)


def test_whatever_a_page_says_is_read(tried: Tried) -> None:
    pieces = st.lists(st.sampled_from([*PIECES, ">", "privacy", "</a>", "href='x'"])).map("".join)

    @given(st.text(max_size=500) | pieces)
    def feed(source: str) -> None:
        tried("inputs made to confuse")
        assert [reader(source) is not ... for reader in READERS] == [True] * len(READERS)

    feed()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<title>Caf\u00e9</title>".encode(), "text/html; charset=UTF-8"),
        ("<title>Caf\u00e9</title>".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ("<title>Caf\u00e9</title>".encode("utf-16"), "text/html"),
        ("<title>Caf\u00e9</title>".encode(), "text/html; charset=rot13"),
        ("<title>Caf\u00e9</title>".encode(), "text/html; charset=\x1b"),
    ],
)
def test_a_page_is_read_in_its_charset_and_no_other_codec(body: bytes, kind: str) -> None:
    read = text_of(Page(HTTPS, 200, (("content-type", kind),), body, True))

    assert title_of(read) == "caf\u00e9"


def test_a_wrong_charset_is_no_fault() -> None:
    read = text_of(
        Page(HTTPS, 200, (("content-type", "text/html; charset=utf-8"),), b"\xff\xfe\xfa<title>x</title>", True)
    )

    assert isinstance(read, str)


EVIL = "\x1b[31m\u202e<script>alert(1)</script>=cmd|' /C calc'!A0" + "x" * KIB_64


def test_what_a_page_says_of_itself_stays_short_and_clean(tried: Tried) -> None:
    tried("inputs made to confuse")
    found = front(f'<meta name=generator content="{EVIL}"><title>{EVIL}</title>').look("sitebuilder")

    assert isinstance(found, Sitebuilder)
    assert isinstance(found.name, Unknown)
    assert len(found.name.detail) <= 80
    assert "\x1b" not in found.name.detail
    assert "\u202e" not in found.name.detail


def test_ten_thousand_links_lead_to_three_fetches_at_most(tried: Tried) -> None:
    tried("inputs made to confuse")
    body = "".join(f'<a href="/{number}">Privacy</a>' for number in range(2000))
    site = Site(good(https=page(body)))
    light_and_code("website.privacy", site)

    assert len({asked for asked in site.asked if getattr(asked, "url", "").startswith(HTTPS + "1")}) <= 3
    assert len({asked for asked in site.asked if hasattr(asked, "url")}) <= 1 + 3 + 3


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/x", "https://home.example/x"),
        ("x?a=b#part", "https://home.example/x?a=b"),
        ("HTTP://User:Secret@WWW.home.example:80", "http://www.home.example/"),
        ("//other.example:8443/", "https://other.example:8443/"),
        ("https://b\u00fccher.example/\u00e4 b", "https://xn--bcher-kva.example/%C3%A4%20b"),
        ("https://[::1]/", "https://[::1]/"),
        ("  /x\r\nSet-Cookie: a", "https://home.example/xSet-Cookie:%20a"),
        ("javascript:alert(1)", None),
        ("mailto:a@home.example", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https://", "https://home.example/"),
        ("https://[::1", None),
        ("https://home.example:99999/", None),
        ("https://home.example:port/", None),
        ("/" + "x" * 2000, None),
    ],
)
def test_a_link_becomes_an_address_or_nothing(written: str, address: str | None, tried: Tried) -> None:
    tried("inputs made to confuse")

    assert web_address(written, HTTPS) == address


def test_any_link_becomes_a_plain_address_or_nothing(tried: Tried) -> None:
    @given(st.text(max_size=300))
    def feed(written: str) -> None:
        tried("inputs made to confuse")
        address = web_address(written, HTTPS)
        assert address is None or (address.isascii() and address.isprintable() and " " not in address)

    feed()
