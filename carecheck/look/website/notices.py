"""Looks for what a website tells people about their data: its page about privacy, and the national data opt-out."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final, Literal

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.notices import Notices
from carecheck.look.contacts import WEBSITE
from carecheck.look.lookups import Lookups
from carecheck.look.probes import probe
from carecheck.look.trail import Trail, follow, web_address
from carecheck.look.web import NoPage, Page
from carecheck.look.website.html import links_of, text_of, title_of, words_of
from carecheck.look.website.website import front_page
from carecheck.structured import shipped_table
from carecheck.words import clean

MOST_FOLLOWED: Final = 3

Privacy = Literal["opens", "plain_http", "does_not_open"]


class PrivacyWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By what a page about privacy is known."""

    words: list[str]
    addresses: list[str]
    places: list[str]


class OptOutWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By what the national data opt-out is known."""

    words: list[str]


class WebsiteWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `data/website-words.yaml`."""

    as_at: date
    source: str
    privacy: PrivacyWords
    opt_out: OptOutWords


@probe(Notices, on="website", contact=WEBSITE)
def notices(lookups: Lookups) -> Notices:
    """What can be found from the front page."""
    front = front_page(lookups).page
    if isinstance(front, Page) and front.status != 200:
        front = Unknown("not_seen", f"front page: status {front.status}")
    if isinstance(front, Unknown):
        return Notices.all_unknown(front)
    trails = [follow(lookups, url) for url in _privacy_addresses(front)[:MOST_FOLLOWED]]
    trails = trails or _at_usual_places(lookups, front)
    best = min(trails, key=_rank, default=None)
    return Notices(
        privacy=_privacy(best),
        privacy_at=clean(best.last) if best else Unknown("not_seen", "no link with a word of our list"),
        opt_out=_opt_out(front, trails),
    )


@cache
def _words() -> WebsiteWords:
    return shipped_table("website-words.yaml", WebsiteWords)


def _privacy_addresses(front: Page) -> list[str]:
    """The links that lead to pages about privacy, those known by their words first."""
    words, addresses = _words().privacy.words, _words().privacy.addresses
    links = list(links_of(text_of(front)))
    by_words = [link.target for link in links if any(word in link.words for word in words)]
    by_address = [link.target for link in links if any(part in link.target.lower() for part in addresses)]
    whole = (web_address(target, front.url) for target in [*by_words, *by_address])
    return list(dict.fromkeys(url for url in whole if url and url != front.url))


def _at_usual_places(lookups: Lookups, front: Page) -> list[Trail]:
    """Pages at the usual places that call themselves so; only when the end of the front page, and its links, is unread.

    Some websites answer any address with a page, so that a page alone proves nothing.
    """
    if front.whole:
        return []
    places = [web_address(place, front.url) for place in _words().privacy.places]
    trails = [follow(lookups, place) for place in places if place]
    return [trail for trail in trails if _is_about_privacy(trail.end)]


def _is_about_privacy(end: object) -> bool:
    if not isinstance(end, Page) or end.status != 200:
        return False
    title = title_of(text_of(end))
    return any(word in title for word in _words().privacy.words)


def _rank(trail: Trail) -> int:
    """A page that opens proves most, then what is not known, then one that does not open."""
    privacy = _privacy(trail)
    if isinstance(privacy, Unknown):
        return 1
    return {"opens": 0, "plain_http": 2, "does_not_open": 3}[privacy]


def _privacy(trail: Trail | None) -> Privacy | Unknown:
    if trail is None:
        return Unknown("not_seen", "no link with a word of our list")
    match trail.end:
        case Unknown() as gap:
            return gap
        case Page(status=200):
            return "opens" if trail.is_secure else "plain_http"
        case Page(status=404 | 410) | "endless" | NoPage("certificate" | "no_such_name" | "no_address"):
            return "does_not_open"
        case Page(status=status):
            return Unknown("no_reply", f"status {status}")
        case NoPage(why):
            return Unknown("blocked" if why == "private" else "no_reply", why)


def _opt_out(front: Page, trails: list[Trail]) -> Literal["front_page", "privacy_page"] | Unknown:
    if _speaks_of_opt_out(front):
        return "front_page"
    pages = [trail.end for trail in trails if isinstance(trail.end, Page) and trail.end.status == 200]
    if any(_speaks_of_opt_out(page) for page in pages):
        return "privacy_page"
    gaps = [trail.end for trail in trails if isinstance(trail.end, Unknown)]
    return gaps[0] if gaps else Unknown("not_seen", "not with the words of our list")


def _speaks_of_opt_out(page: Page) -> bool:
    return any(word in text for text in _texts(page) for word in _words().opt_out.words)


def _texts(page: Page) -> Iterator[str]:
    source = text_of(page)
    yield words_of(source)
    yield from (link.target.lower() for link in links_of(source))
