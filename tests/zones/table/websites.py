"""Websites (section 9) whose names come through the validating name server; their pages have more rows in tests/website."""

from typing import Final

from carecheck.look.web import Fetched, NoPage
from tests.website.worlds import GOOD_SITE, HTTP, HTTPS, WWW, WWW_HTTP, moved, page
from tests.zones.states import State

SHOP: Final = "https://shop.home.example/"
LINE: Final = '@ TXT "signed"\n@ MX 10 signed\n'
GOOD: Final = {
    "website.https": ("green", "works"),
    "website.certificate": ("green", "lasts"),
    "website.redirect": ("green", "all_ways"),
    "website.headers": ("green", "careful"),
    "website.privacy": ("green", "opens"),
    "website.opt_out": ("green", "tells"),
}
UNREAD: Final = dict.fromkeys(GOOD, ("unknown", None))
ABSENT: Final = dict.fromkeys(GOOD, ("not_needed", None))
# A page for each way in, all of which lead to the good one.
PAGES: Final[dict[str, Fetched]] = {**GOOD_SITE, WWW_HTTP: moved(HTTPS)}


def faulty(why: str, code: str) -> State:
    """The good website with a certificate that has this fault."""
    no_page: dict[str, Fetched] = {url: NoPage("certificate", why) for url in (HTTPS, WWW)}  # type: ignore[arg-type]
    return State(
        f"website: a certificate, {why}",
        {
            "website.https": ("red", "certificate"),
            "website.certificate": ("red", code),
            "website.redirect": ("amber", "warns"),
        },
        lines=LINE,
        pages={**PAGES, **no_page},
    )


STATES: Final = [
    State("website: good", GOOD, lines=LINE, pages=PAGES),
    State("website: good, and signed", GOOD, lines=LINE, pages=PAGES, signed="whole", over_signed="whole"),
    State(
        "website: good, but its signatures have ended",
        UNREAD,
        lines=LINE,
        pages=PAGES,
        signed="expired",
        over_signed="whole",
    ),
    State(
        "website: good, below the mark of another key",
        UNREAD,
        lines=LINE,
        pages=PAGES,
        signed="other_key",
        over_signed="whole",
    ),
    State("website: good, at an inside address", UNREAD, lines=LINE, pages={**PAGES, HTTPS: NoPage("private")}),
    State("website: no address", ABSENT, lines=LINE),
    State("website: no such name", UNREAD, over="x A 203.0.113.5\n"),
    State("website: at servers that do not know it", UNREAD, over="x A 203.0.113.5\nhome NS ns.test.\n"),
    State(
        "website: nobody listens",
        {"website.https": ("unknown", None), "website.redirect": ("unknown", None)},
        lines=f"{LINE}@ A 127.0.0.2\n",
    ),
    State(
        "website: plain HTTP stays",
        {**GOOD, "website.redirect": ("amber", "stays")},
        lines=LINE,
        pages={**PAGES, HTTP: page("x")},
    ),
    State(
        "website: plain HTTP leads to another name with a faulty certificate",
        {**GOOD, "website.redirect": ("amber", "warns")},
        lines=LINE,
        pages={**PAGES, HTTP: moved(SHOP), SHOP: NoPage("certificate", "wrong_name")},
    ),
    State(
        "website: plain HTTP of the other name stays",
        {**GOOD, "website.redirect": ("amber", "other_name_plain")},
        lines=f"{LINE}www A 127.0.0.2\n",
        pages={**PAGES, WWW_HTTP: page("x")},
    ),
    State(
        "website: the page is broken",
        {"website.https": ("green", "works"), "website.privacy": ("unknown", None)},
        lines=LINE,
        pages={**PAGES, HTTPS: page("", 500)},
    ),
    faulty("expired", "expired"),
    faulty("not_yet_valid", "not_yet_valid"),
    faulty("wrong_name", "wrong_name"),
    faulty("untrusted", "untrusted"),
]
