"""Looks at how visitors reach a website: over HTTPS and HTTP, with and without www in front."""

from typing import Literal

from carecheck.facts.model import Unknown
from carecheck.facts.website import Http, Https, Website
from carecheck.look.contacts import WEBSITE
from carecheck.look.lookups import Found, Lookups
from carecheck.look.probes import probe
from carecheck.look.trail import BLOCKED, Trail, follow
from carecheck.look.web import NoPage, Page
from carecheck.words import clean


@probe(Website, on="website", contact=WEBSITE)
def website(lookups: Lookups) -> Website:
    """What is known about the ways to a website."""
    name = lookups.domain
    has_address = _has_address(lookups, name)
    if has_address is not True:
        gap = has_address if isinstance(has_address, Unknown) else Unknown("not_seen", "no address")
        return Website.all_unknown(gap).with_facts(has_address=has_address)
    secure, plain = front_page(lookups), follow(lookups, f"http://{name}/")
    twin = _twin(lookups)
    twin_https, twin_http = _twin_ways(lookups, twin)
    return Website(
        has_address=True,
        https=_https(secure, plain),
        http=_http(plain, secure),
        twin=twin,
        twin_https=twin_https,
        twin_http=twin_http,
        ends_at=_ends_at(secure),
    )


def front_page(lookups: Lookups) -> Trail:
    """Where visitors end who ask for the website over HTTPS."""
    return follow(lookups, f"https://{lookups.domain}/")


def _has_address(lookups: Lookups, name: str) -> bool | Unknown:
    answers = [lookups.addresses(name, "A"), lookups.addresses(name, "AAAA")]
    if any(isinstance(answer, Found) for answer in answers):
        return True
    return next((answer for answer in answers if isinstance(answer, Unknown)), False)


def _https(secure: Trail, plain: Trail) -> Https | Unknown:
    match secure.end:
        case "endless":
            return "leads_nowhere"
        case Unknown() as gap:
            return gap
        case Page():
            return "works" if secure.is_secure else "leaves"
        case NoPage("certificate"):
            return "certificate_fault"
        case NoPage("private"):
            return BLOCKED
        case NoPage("refused") if len(secure.urls) == 1:
            # Only a page that comes over plain HTTP proves that there is a website: a firewall near us may refuse too.
            only_plain = isinstance(plain.end, Page) and not plain.is_secure
            return "missing" if only_plain else Unknown("no_reply", "connection refused")
        case NoPage("no_address" | "no_such_name") if len(secure.urls) > 1:
            return "leads_nowhere"
        case NoPage(why):
            return Unknown("no_reply", f"{why}: {clean(secure.last)}")


def _http(plain: Trail, secure: Trail) -> Http | Unknown:
    match plain.end:
        case "endless":
            return "leads_nowhere"
        case Unknown() as gap:
            return gap
        case Page():
            return "to_https" if plain.is_secure else "stays"
        case NoPage("certificate"):
            return "certificate_fault"
        case NoPage("private"):
            return BLOCKED
        case NoPage("refused") if len(plain.urls) == 1 and _answers(secure):
            return "closed"
        case NoPage("no_address" | "no_such_name") if len(plain.urls) > 1:
            return "leads_nowhere"
        case NoPage(why):
            return Unknown("no_reply", f"{why}: {clean(plain.last)}")


def _answers(trail: Trail) -> bool:
    """Whether somebody was there at all: where all is refused, that may be a firewall near us."""
    return (
        len(trail.urls) > 1
        or isinstance(trail.end, Page)
        or (isinstance(trail.end, NoPage) and trail.end.why == "certificate")
    )


def _twin(lookups: Lookups) -> str | None | Unknown:
    """The name with www for one without, and the other way round; only such as have an address."""
    bare = lookups.domain.removeprefix("www.")
    twin = bare if bare != lookups.domain else f"www.{bare}"
    has_address = _has_address(lookups, twin)
    if isinstance(has_address, Unknown):
        return has_address
    return twin if has_address else None


def _twin_ways(
    lookups: Lookups, twin: str | None | Unknown
) -> tuple[Https | Literal["none"] | Unknown, Http | Literal["none"] | Unknown]:
    """Where the other name leads, over HTTPS and over plain HTTP."""
    if isinstance(twin, Unknown):
        return twin, twin
    if twin is None:
        return "none", "none"
    secure, plain = follow(lookups, f"https://{twin}/"), follow(lookups, f"http://{twin}/")
    return _https(secure, plain), _http(plain, secure)


def _ends_at(secure: Trail) -> str | None | Unknown:
    if isinstance(secure.end, Unknown):
        return secure.end
    return clean(secure.last) if isinstance(secure.end, Page) and secure.is_secure else None
