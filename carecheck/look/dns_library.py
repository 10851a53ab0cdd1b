"""What the DNS library makes of a message: of all that `dns_wire` does not read itself, and over TCP.

Importing the library takes longer than all questions about a domain, and most scans need nothing of it.
"""

import socket
import time
from collections.abc import Iterable
from typing import Any, Final, cast

import dns.edns
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from carecheck.facts.model import Unknown
from carecheck.look.dns_exchange import ENDLESS, Alias, Cut, NoReply, ServerAddress, code_of
from carecheck.look.dns_wire import WireName
from carecheck.look.lookups import Answer, Found, Mx, NotThere
from carecheck.words import clean

MOST_RECORDS: Final = 1_000  # in one answer; no honest answer is longer


def told_by_library(datagram: bytes, query: bytes) -> Answer | Alias | Cut | NoReply:
    """What any datagram says about the question of a query."""
    reply = read_reply(datagram, dns.message.from_wire(query))
    if isinstance(reply, Unknown):
        return NoReply(reply)
    return Cut() if reply.flags & dns.flags.TC else meaning(reply)


def told_over_tcp(server: ServerAddress, query: bytes, seconds: float) -> Answer | Alias:
    """What the whole of a reply says that was too long for UDP."""
    reply = over_tcp(server, dns.message.from_wire(query), seconds)
    return reply if isinstance(reply, Unknown) else meaning(reply)


def read_reply(datagram: bytes, query: dns.message.Message) -> dns.message.Message | Unknown:
    """The reply to a query in a datagram; Unknown(unreadable) when it is anything else."""
    try:
        reply = dns.message.from_wire(datagram, raise_on_truncation=True)
    except dns.message.Truncated as cut:
        reply = cast(dns.message.Message, cast(Any, cut).message())
    except dns.exception.DNSException as error:
        return Unknown("unreadable", type(error).__name__)
    return reply if query.is_response(reply) else Unknown("unreadable", "a reply to another question")


def over_tcp(server: ServerAddress, query: dns.message.Message, seconds: float) -> dns.message.Message | Unknown:
    """The whole of a reply that was too long for UDP (RFC 7766); the short one alone says nothing."""
    from dns.query import tcp

    deadline = time.monotonic() + seconds
    try:
        with socket.socket(server.family, socket.SOCK_STREAM) as wire:
            wire.settimeout(seconds)
            wire.connect(server.at)
            wire.setblocking(False)
            reply = tcp(query, "", timeout=max(0.0, deadline - time.monotonic()), sock=wire)
    except (TimeoutError, dns.exception.Timeout):
        return Unknown("no_reply", f"no long reply over TCP in {seconds:g} s")
    except EOFError:
        return Unknown("no_reply", "half a reply over TCP")
    except OSError as error:
        return Unknown("no_reply", f"no long reply over TCP: {code_of(error)}")
    except dns.exception.DNSException as error:
        return Unknown("unreadable", f"over TCP: {type(error).__name__}")
    return Unknown("unreadable", "cut short over TCP") if reply.flags & dns.flags.TC else reply


def meaning(reply: dns.message.Message) -> Answer | Alias:
    """What a whole reply says about the question in it (RFC 2308 section 2, RFC 6604 section 3)."""
    code = reply.rcode()
    if code not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN) or not isinstance(reply, dns.message.QueryMessage):
        return Unknown("no_reply", _refusal(reply))
    try:
        chain = reply.resolve_chaining()
    except dns.message.ChainTooLong:
        return ENDLESS
    except dns.exception.DNSException as error:
        return Unknown("unreadable", type(error).__name__)
    if chain.answer is not None:
        return _found(chain.answer, authenticated=bool(reply.flags & dns.flags.AD), alias=bool(chain.cnames))
    if code == dns.rcode.NXDOMAIN:
        return NotThere("no_such_name", dangling=bool(chain.cnames))
    zones = [records.name for records in reply.authority if records.rdtype == dns.rdatatype.SOA]
    if any(chain.canonical_name.is_subdomain(zone) for zone in zones):
        return NotThere("no_data")
    if chain.cnames:
        return Alias(cast(WireName, chain.canonical_name.to_wire()))
    if any(records.rdtype == dns.rdatatype.NS for records in reply.authority):
        # A referral (RFC 2308 section 2.2): this server does not know, and tells who would.
        return Unknown("no_reply", "it only named another name server")
    return NotThere("no_data")


def _refusal(reply: dns.message.Message) -> str:
    options: Iterable[dns.edns.Option] = cast(Any, reply).options
    reasons = [option.to_text() for option in options if option.otype == dns.edns.OptionType.EDE]
    return clean("; ".join([dns.rcode.to_text(reply.rcode()), *reasons]))


def _found(rrset: dns.rrset.RRset, *, authenticated: bool, alias: bool) -> Answer:
    if len(rrset) > MOST_RECORDS:
        return Unknown("unreadable", f"{len(rrset)} records")
    # Name servers shuffle their answers. Ours are in order, so that the same world gives the same report.
    every: Any = rrset
    match dns.rdatatype.to_text(rrset.rdtype):
        case "TXT":
            return Found(tuple(sorted(b"".join(record.strings) for record in every)), authenticated, alias)
        case "MX":
            hosts = sorted(Mx(record.preference, _host(record.exchange)) for record in every)
            return Found(tuple(hosts), authenticated, alias)
        case "A" | "AAAA":
            return Found(tuple(sorted(str(record.address) for record in every)), authenticated, alias)
        case "NS":
            return Found(tuple(sorted(_host(record.target) for record in every)), authenticated, alias)
        case _:
            return Found(tuple(sorted(str(record.to_text()) for record in every)), authenticated, alias)


def _host(name: dns.name.Name) -> str:
    return "" if name == dns.name.root else name.to_text(omit_final_dot=True).lower()
