"""Follows redirects as a browser does, at most five, each told by itself (RFC 9110 section 15.4)."""

from typing import Final, Literal
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.lookups import Lookups
from carecheck.look.web import AS_BROWSERS_DO, Fetched, NoPage, Page

MOST_REDIRECTS: Final = 5
MOST_IN_URL: Final = 1_500
BLOCKED: Final = Unknown("blocked", "an address that nobody outside can reach")

_REDIRECTS: Final = (301, 302, 303, 307, 308)
_KEPT: Final = "%/:=&?~#+!$,;'@()*[]"


class Trail(msgspec.Struct, frozen=True):
    """The addresses that were asked, one after the other, and what came of the last one.

    `endless`: there were more redirects than are followed, or they lead in a circle. With cookies, which we keep none
    of, such a circle may have a way out: then it is Unknown.
    """

    urls: tuple[str, ...]
    end: Fetched | Literal["endless"]

    @property
    def last(self) -> str:
        """The address at which it ends."""
        return self.urls[-1]

    @property
    def is_secure(self) -> bool:
        """Whether it ends at an address with https."""
        return self.last.startswith("https:")

    @property
    def page(self) -> Page | Unknown:
        """The page at its end, or why there is none to read."""
        match self.end:
            case Page() | Unknown():
                return self.end
            case NoPage("private"):
                return BLOCKED
            case NoPage(why):
                return Unknown("not_seen", f"no page: {why}")
            case "endless":
                return Unknown("not_seen", "no page: redirects without end")


def follow(lookups: Lookups, url: str, accept: str = AS_BROWSERS_DO) -> Trail:
    """Where an address leads."""
    urls = [url]
    while True:
        fetched = lookups.page(urls[-1], accept)
        target = redirect_of(fetched) if isinstance(fetched, Page) else None
        if target is None:
            return Trail(tuple(urls), fetched)
        if isinstance(target, Unknown):
            return Trail(tuple(urls), target)
        if target in urls or len(urls) > MOST_REDIRECTS:
            pages = [lookups.page(asked, accept) for asked in urls]
            with_cookie = any(isinstance(page, Page) and page.header("set-cookie") for page in pages)
            return Trail(tuple(urls), Unknown("unreadable", "redirects want a cookie") if with_cookie else "endless")
        urls.append(target)


def redirect_of(page: Page) -> str | Unknown | None:
    """Where a page sends its visitors on to; None when it does not."""
    where = page.header("location")
    if page.status not in _REDIRECTS or not where:
        return None
    return web_address(where, page.url) or Unknown("unreadable", "a redirect to what is no web page")


def web_address(written: str, base: str) -> str | None:
    """A link as an address to fetch: whole, in ASCII, without a name, password or part of the page; None if it is none.

    `base` is the address of the page on which it stands.
    """
    try:
        parts = urlsplit(urljoin(base, written.strip()))
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or len(written) > MOST_IN_URL:
        return None
    usual = port in (None, 443 if parts.scheme == "https" else 80)
    place = host if usual else f"{host}:{port}"
    path, query = (quote(part, safe=_KEPT) for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, place, path, query, ""))


def _ascii_host(host: str) -> str:
    if host.isascii():
        return f"[{host}]" if ":" in host else host.lower()
    import idna

    return idna.encode(host, uts46=True).decode("ascii")
