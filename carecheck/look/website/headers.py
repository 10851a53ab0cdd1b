"""Looks at the headers of a website's front page."""

import re
from typing import Final, Literal

from carecheck.facts.headers import Headers
from carecheck.facts.model import Unknown
from carecheck.look.contacts import WEBSITE
from carecheck.look.lookups import Lookups
from carecheck.look.probes import probe
from carecheck.look.web import Page
from carecheck.look.website.website import front_page

DAY_SECONDS: Final = 86_400

_TELLING: Final = ("unsafe-url", "no-referrer-when-downgrade")


@probe(Headers, on="website", contact=WEBSITE)
def headers(lookups: Lookups) -> Headers:
    """What the headers say on the page where visitors end over HTTPS."""
    trail = front_page(lookups)
    page = trail.page if trail.is_secure else Unknown("not_seen", "no page over HTTPS")
    if isinstance(page, Unknown):
        return Headers.all_unknown(page)
    return Headers(hsts=_hsts(page), framing_refused=_refuses_framing(page), tells_address=_tells_address(page))


def _hsts(page: Page) -> Literal["long", "short", "missing"]:
    """By the first header that counts (RFC 6797 section 8.1); one without a lifetime is none."""
    seconds = re.search(
        r"(?:^|[;,])\s*max-age\s*=\s*\"?(\d{1,12})", page.header("strict-transport-security") or "", re.I
    )
    if not seconds:
        return "missing"
    return "long" if int(seconds[1]) >= DAY_SECONDS else "short"


def _refuses_framing(page: Page) -> bool:
    policy = page.header("content-security-policy") or ""
    ancestors = re.search(r"(?:^|[;,])\s*frame-ancestors\s+([^;,]*)", policy, re.I)
    if ancestors:  # browsers then ignore the older header
        return not {"*", "http:", "https:"} & set(ancestors[1].lower().split())
    return (page.header("x-frame-options") or "").strip().lower() in ("deny", "sameorigin")


def _tells_address(page: Page) -> bool:
    """Whether the last policy that browsers know says so; without one, they tell other websites the name only."""
    named = [policy.strip().lower() for policy in (page.header("referrer-policy") or "").split(",")]
    return bool(named) and named[-1] in _TELLING
