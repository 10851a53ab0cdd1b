"""Asks a public list what it saw open at our own address on the internet.

Only an entry of the list is a fact. When it has none, then nothing may be open, or the list may never have looked, was
kept out, or knows the address as another home's of last week: that is Unknown, and no reassurance.
"""

from ipaddress import AddressValueError, IPv4Address
from typing import Annotated, Final, TypeVar

import msgspec

from carecheck.facts.exposed import Exposed
from carecheck.facts.model import Unknown
from carecheck.look.contacts import Contact
from carecheck.look.exposed_services import exposed_services
from carecheck.look.lookups import Lookups
from carecheck.look.probes import probe
from carecheck.look.public_address import is_public
from carecheck.look.web import Fetched, NoPage, Page

JSON: Final = "application/json"
NOT_FOUND: Final = 404
NOTHING_KNOWN: Final = Unknown("not_seen", "the public list has nothing about the address: nothing open, or never seen")

Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]
Form = TypeVar("Form")


class _Own(msgspec.Struct):
    """Our own address, as the service sees it."""

    ip: str


class _Entry(msgspec.Struct):
    """What the list has about an address; the rest of it is not read."""

    ip: str
    ports: Annotated[list[Port], msgspec.Meta(max_length=65535)]


class _NoEntry(msgspec.Struct):
    """What the list says where it has nothing."""

    detail: str


def _hosts(_: str) -> tuple[str, ...]:
    return exposed_services().first.host, exposed_services().then.host


@probe(
    Exposed,
    on="internet",
    contact=Contact("who tells your internet address, and what is open at it", "your internet address", _hosts),
)
def exposed(lookups: Lookups) -> Exposed:
    """Learn our own address, and ask for it; every other answer than an entry is Unknown."""
    table = exposed_services()
    own = _own_address(lookups.page(table.first.url, JSON))
    if isinstance(own, Unknown):
        return Exposed.all_unknown(own)
    return _read(lookups.page(table.then.url + own, JSON), own)


def _own_address(fetched: Fetched) -> str | Unknown:
    told = _json(fetched, _Own)
    if isinstance(told, Unknown):
        return told
    try:
        address = str(IPv4Address(told.ip))
    except AddressValueError:
        return Unknown("unreadable", "our own address came back in another form")
    return address if is_public(address) else Unknown("unreadable", "our own address came back as one of the inside")


def _read(fetched: Fetched, own: str) -> Exposed:
    if isinstance(fetched, Page) and fetched.status == NOT_FOUND:
        said = _json(fetched, _NoEntry, status=NOT_FOUND)
        if isinstance(said, Unknown):
            return Exposed.all_unknown(said)
        return Exposed(listed=False, dangerous=NOTHING_KNOWN, others=NOTHING_KNOWN)
    entry = _json(fetched, _Entry)
    if isinstance(entry, Unknown):
        return Exposed.all_unknown(entry)
    if entry.ip != own:
        return Exposed.all_unknown(Unknown("unreadable", "the public list told about another address"))
    ports, table = frozenset(entry.ports), exposed_services()
    return Exposed(
        listed=True, dangerous=table.named(ports), others=tuple(f"port {port}" for port in table.harmless(ports))
    )


def _json(fetched: Fetched, form: type[Form], status: int = 200) -> Form | Unknown:
    match fetched:
        case Unknown():
            return fetched
        case NoPage(why):
            return Unknown("no_reply", why)
        case Page() if fetched.status != status:
            return Unknown("no_reply", f"status {fetched.status}")
        case Page() if not fetched.whole:
            return Unknown("unreadable", "the answer is not whole")
        case Page():
            try:
                return msgspec.json.decode(fetched.body, type=form)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                return Unknown("unreadable", "the answer has another form")
