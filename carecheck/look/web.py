"""What web servers said, as probes see it: a page, or why there is none.

Pure types: nothing here opens a connection. A probe asks for one page at a time and is told of a redirect as of any
other page, so that following it, or not, is a matter of pure code too.
"""

from datetime import date
from typing import Literal, NamedTuple

import msgspec

from carecheck.facts.model import Unknown

AS_BROWSERS_DO = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"

CertificateFault = Literal["expired", "not_yet_valid", "wrong_name", "untrusted", "other"]


class Fetch(NamedTuple):
    """One page to fetch with GET; no redirect is followed."""

    url: str
    accept: str = AS_BROWSERS_DO


class Certificate(msgspec.Struct, frozen=True):
    """What a server's certificate says of itself (RFC 5280); `names` are its DNS names, in lower case."""

    starts: date
    ends: date
    names: tuple[str, ...]
    issuer: str


class Page(msgspec.Struct, frozen=True):
    """What a web server answered: also a redirect or "not found" is a page, with its `status`.

    Names of headers are in lower case. `whole`: the body was read to its end, and is not packed in some way.
    `certificate` is absent over plain HTTP, and Unknown when it is good but we could not read its dates.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    whole: bool
    certificate: Certificate | Unknown | None = None

    def header(self, name: str) -> str | None:
        """The value of a header, several of one name joined by commas (RFC 9110 section 5.3); None when not sent."""
        values = [value for known, value in self.headers if known == name]
        return ", ".join(values) if values else None


class NoPage(msgspec.Struct, frozen=True):
    """Seen for certain: there is no page.

    `no_address`: DNS knows the name and no address; `no_such_name`: DNS knows no such name (RFC 8020). `refused`:
    every address of the host refused the connection. `private`: nobody outside can reach its addresses, and so we
    did not try. `certificate`: no browser accepts the certificate, because of `fault`.
    """

    why: Literal["no_address", "no_such_name", "refused", "private", "certificate"]
    fault: CertificateFault | None = None
    certificate: Certificate | Unknown | None = None


# Unknown is the third outcome: no answer in time, an answer that is not HTTP, a connection that broke off.
Fetched = Page | NoPage | Unknown
