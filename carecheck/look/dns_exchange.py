"""One DNS question to one name server, over UDP and then TCP, and what its reply says.

The outcomes of RFC 2308 stay apart: the record is there, the name has no such record, the name does not exist. All
else (no reply, a refusal, a message that cannot be read) is Unknown, and so never "missing".
"""

import errno
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass
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
from carecheck.look.dns_wire import WireName
from carecheck.look.lookups import Answer, Found, Mx, NotThere, RecordType
from carecheck.words import clean

PAYLOAD: Final = 1232  # bytes of a UDP reply that pass every network (DNS flag day 2020)
MOST_RECORDS: Final = 1_000  # in one answer; no honest answer is longer
ENDLESS: Final = Unknown("unreadable", "aliases without end")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a name server listens, in the form that sockets want."""

    family: socket.AddressFamily
    at: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """The name is an alias (CNAME), and the reply does not say what is at the name that it points to."""

    target: WireName


def exchange(
    server: ServerAddress, name: WireName, kind: RecordType, *, seconds: float, edns: bool, checking: bool = True
) -> Answer | Alias:
    """What one server answers to one question; each of UDP and TCP may take `seconds`.

    Without `edns` it is the plainest query that there is. `checking` is that of `Question`.
    """
    query = make_query(name, kind, edns=edns, checking=checking)
    try:
        reply = _over_udp(server, query, seconds)
    except OSError as error:
        return not_sent(error)
    if isinstance(reply, dns.message.Message) and is_cut(reply):
        reply = over_tcp(server, query, seconds)
    return reply if isinstance(reply, Unknown) else meaning(reply)


def make_query(name: WireName, kind: RecordType, *, edns: bool, checking: bool = True) -> dns.message.QueryMessage:
    """A query with a number that nobody can guess."""
    asked = dns.name.from_wire(name, 0)[0]
    query = dns.message.make_query(asked, kind, use_edns=0 if edns else False, payload=PAYLOAD)
    if edns:
        query.flags |= dns.flags.AD  # "tell me if it is validated" (RFC 6840 section 5.7)
    if not checking:
        query.flags |= dns.flags.CD
    return query


def is_cut(reply: dns.message.Message) -> bool:
    """Whether a reply over UDP was too long for it, and must be asked for over TCP."""
    return bool(reply.flags & dns.flags.TC)


def not_sent(error: OSError) -> Unknown:
    """Why a query could not be sent, or nobody was there to take it."""
    return Unknown("no_network", _code(error))


def _over_udp(server: ServerAddress, query: dns.message.Message, seconds: float) -> dns.message.Message | Unknown:
    deadline = time.monotonic() + seconds
    gap = Unknown("timed_out", f"no reply in {seconds:g} s")
    with socket.socket(server.family, socket.SOCK_DGRAM) as wire:
        # Connected, on a port of its own: the system drops what other hosts send, and tells us when nobody listens.
        wire.connect(server.at)
        wire.send(query.to_wire())
        while (left := deadline - time.monotonic()) > 0:
            wire.settimeout(left)
            try:
                reply = read_reply(wire.recv(65535), query)
            except TimeoutError:
                break
            if not isinstance(reply, Unknown):
                return reply
            gap = reply  # perhaps a stranger's guess: the real reply may still come (RFC 5452 section 9.1)
    return gap


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
        return Unknown("no_reply", f"no long reply over TCP: {_code(error)}")
    except dns.exception.DNSException as error:
        return Unknown("unreadable", f"over TCP: {type(error).__name__}")
    return Unknown("unreadable", "cut short over TCP") if reply.flags & dns.flags.TC else reply


def _code(error: OSError) -> str:
    # Not the system's sentence, which is in the language of the computer. Windows puts WSA before the same names.
    return errno.errorcode.get(error.errno or 0, type(error).__name__).removeprefix("WSA")


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
