"""DNS messages that look as nearly all do, written and read without building objects for every part of them.

Reading a reply with the DNS library costs four times as much, which a survey of thousands of domains feels. So what is
plain is read here, and everything else (errors, cut replies, aliases that lead out of the reply, rare types, names with
odd letters, anything that does not fit) is left to the library. Tests hold both against each other.
"""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

import dns.ipv6

from carecheck.look.lookups import Answer, Found, Mx, NotThere, RecordType

# RFC 1035 sections 3.2.2 and 4.1.1, RFC 3596, RFC 4034, RFC 6698, RFC 8659; OPT and its payload: RFC 6891 section 6.1.
TYPES: Final[dict[RecordType, int]] = {
    "A": 1,
    "NS": 2,
    "MX": 15,
    "TXT": 16,
    "AAAA": 28,
    "DS": 43,
    "DNSKEY": 48,
    "TLSA": 52,
    "CAA": 257,
}
CNAME, SOA, OPT, IN = 5, 6, 41, 1
QR, TC, RD, AD, CD = 0x8000, 0x0200, 0x0100, 0x0020, 0x0010
OPCODE, RCODE = 0x7800, 0x000F
NXDOMAIN: Final = 3
MOST_PLAIN_RECORDS: Final = 100
MOST_PLAIN_ALIASES: Final = 8
MOST_IN_LABEL: Final = 63
MOST_LETTERS: Final = 253  # of a name, with the dots between its labels

_HEAD: Final = struct.Struct("!HHHHHH")
_QUESTION: Final = struct.Struct("!HH")
_RECORD: Final = struct.Struct("!HHIH")
_PLAIN_LETTERS: Final = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789-_")

WireName = bytes  # a name as it stands in a message: each label after its size, and the root at the end
Labels = tuple[bytes, ...]  # of a name, in lower case, without the root


class _NotPlain(Exception):
    """The reply is for the DNS library."""


class _Record(NamedTuple):
    """A record whose data lies at `start` in the reply."""

    owner: Labels
    kind: int
    ttl: int
    start: int
    end: int


def write_name(text: str) -> WireName | None:
    """A name in the form of a message; None when no such name can be asked (RFC 1035 section 2.3.4).

    A backslash is a letter like any other here: names come out of other people's records.
    """
    name = text.removesuffix(".")
    labels = name.encode("ascii", "replace").split(b".")
    sizes = [len(label) for label in labels]
    if not name.isascii() or len(name) > MOST_LETTERS or min(sizes) == 0 or max(sizes) > MOST_IN_LABEL:
        return None
    return b"".join([b"%c%b" % (len(label), label) for label in labels]) + b"\0"


def write_query(number: int, name: WireName, kind: RecordType, *, payload: int | None, checking: bool = True) -> bytes:
    """A query; with a payload it has EDNS, and asks to be told if the answer is validated (RFC 6840 section 5.7)."""
    flags = RD | (AD if payload else 0) | (0 if checking else CD)
    query = _HEAD.pack(number, flags, 1, 0, 0, 1 if payload else 0) + name + _QUESTION.pack(TYPES[kind], IN)
    return query + (b"\0" + _RECORD.pack(OPT, payload, 0, 0) if payload else b"")


def read_plain(reply: bytes, query: bytes, kind: RecordType) -> Answer | None:
    """What a plain reply to this query says; None when the DNS library must read it.

    It says the same as `dns_exchange.meaning`.
    """
    try:
        return _read(reply, query, kind)
    except (_NotPlain, struct.error, IndexError):
        return None


def _read(reply: bytes, query: bytes, kind: RecordType) -> Answer:
    number, flags, questions, answers, authority, additional = _HEAD.unpack_from(reply)
    code = flags & RCODE
    plain = flags & QR and not flags & (TC | OPCODE) and code in (0, NXDOMAIN) and questions == 1
    asked, end = _name(query, 12)
    end += 4
    if not plain or number != int.from_bytes(query[:2], "big") or reply[12:end].lower() != query[12:end].lower():
        raise _NotPlain
    found, at = _records(reply, end, answers)
    named, at = _records(reply, at, authority)
    others, at = _records(reply, at, additional)
    opts = [record for record in others if record.kind == OPT]
    if at != len(reply) or len(opts) > 1 or any(record.kind == OPT for record in (*found, *named)):
        raise _NotPlain
    # The upper bits of the code, and the version, lie in OPT.
    if any(opt.ttl >> 16 or opt.owner or opt.start != opt.end for opt in opts):
        raise _NotPlain
    if not all(_is_whole(reply, record) for record in (*found, *named, *others)):
        raise _NotPlain
    name, aliased, records = _chain(reply, asked, TYPES[kind], found)
    if records and code == NXDOMAIN:
        raise _NotPlain  # it contradicts itself
    if records:
        return _found(reply, records, kind, authenticated=bool(flags & AD), alias=aliased)
    if code == NXDOMAIN:
        return NotThere("no_such_name", dangling=aliased)
    if any(record.kind == SOA and name[len(name) - len(record.owner) :] == record.owner for record in named):
        return NotThere("no_data")
    if aliased or named:
        raise _NotPlain
    return NotThere("no_data")


def _records(reply: bytes, at: int, amount: int) -> tuple[list[_Record], int]:
    if amount > MOST_PLAIN_RECORDS:
        raise _NotPlain
    found: list[_Record] = []
    for _ in range(amount):
        owner, at = _name(reply, at)
        kind, form, ttl, size = _RECORD.unpack_from(reply, at)
        at += _RECORD.size
        if at + size > len(reply) or (form != IN and kind != OPT):
            raise _NotPlain
        found.append(_Record(owner, kind, ttl, at, at + size))
        at += size
    return found, at


def _is_whole(reply: bytes, record: _Record) -> bool:
    """Whether the data of a record has the form of its kind; those of rare kinds are not plain."""
    start, end = record.start, record.end
    match record.kind:
        case 1:
            return end - start == 4
        case 28:
            return end - start == 16
        case 2 | 5:
            return _name(reply, start)[1] == end
        case 15:
            return end - start > 2 and _name(reply, start + 2)[1] == end
        case 6:
            return _name(reply, _name(reply, start)[1])[1] + 20 == end
        case 16:
            return sum(1 for _ in _strings(reply, record)) > 0
        case _:
            return record.kind == OPT


def _chain(reply: bytes, asked: Labels, kind: int, found: list[_Record]) -> tuple[Labels, bool, list[_Record]]:
    """Where the aliases in the answer lead, whether there is one, and the records there."""
    name = asked
    for step in range(MOST_PLAIN_ALIASES):
        records = [record for record in found if record.kind == kind and record.owner == name]
        if records:
            return name, step > 0, records
        aliases = [record for record in found if record.kind == CNAME and record.owner == name]
        if not aliases:
            return name, step > 0, []
        if len(aliases) > 1:
            break
        name, end = _name(reply, aliases[0].start)
        if end != aliases[0].end:
            break
    raise _NotPlain


def _found(reply: bytes, records: list[_Record], kind: RecordType, *, authenticated: bool, alias: bool) -> Answer:
    # Name servers shuffle their answers, and may say one twice. Ours are in order.
    match kind:
        case "TXT":
            texts = {b"".join(_strings(reply, record)) for record in records}
            if len(texts) != len(records):
                raise _NotPlain  # the same text may be cut in different places, which are two records
            return Found(tuple(sorted(texts)), authenticated, alias)
        case "MX":
            hosts = {_mx(reply, record) for record in records}
            return Found(tuple(sorted(hosts)), authenticated, alias)
        case "NS":
            return Found(tuple(sorted({_host(reply, one.start, one.end) for one in records})), authenticated, alias)
        case "A":
            addresses = {".".join(map(str, _of_size(reply, record, 4))) for record in records}
            return Found(tuple(sorted(addresses)), authenticated, alias)
        case "AAAA":
            addresses = {dns.ipv6.inet_ntoa(_of_size(reply, record, 16)) for record in records}
            return Found(tuple(sorted(addresses)), authenticated, alias)
        case _:
            raise _NotPlain


def _strings(reply: bytes, record: _Record) -> Iterator[bytes]:
    at = record.start
    if at == record.end:
        raise _NotPlain
    while at < record.end:
        end = at + 1 + reply[at]
        if end > record.end:
            raise _NotPlain
        yield reply[at + 1 : end]
        at = end


def _mx(reply: bytes, record: _Record) -> Mx:
    if record.end - record.start < 3:
        raise _NotPlain
    preference = int.from_bytes(reply[record.start : record.start + 2], "big")
    return Mx(preference, _host(reply, record.start + 2, record.end))


def _of_size(reply: bytes, record: _Record, size: int) -> bytes:
    data = reply[record.start : record.end]
    if len(data) != size:
        raise _NotPlain
    return data


def _host(reply: bytes, start: int, end: int) -> str:
    labels, after = _name(reply, start)
    if after != end or not all(_PLAIN_LETTERS.issuperset(label) for label in labels):
        raise _NotPlain
    return b".".join(labels).decode("ascii")


def _name(message: bytes, at: int) -> tuple[Labels, int]:
    """The labels of a name, and where it ends; a pointer leads to an earlier place (RFC 1035 section 4.1.4)."""
    labels: list[bytes] = []
    after = 0
    earliest = at
    total = 0
    while size := message[at]:
        if size >= 0xC0:
            after = after or at + 2
            at = (size & 0x3F) << 8 | message[at + 1]
            if at >= earliest:
                raise _NotPlain
            earliest = at
        elif size > 63 or at + 1 + size > len(message):
            raise _NotPlain
        else:
            labels.append(message[at + 1 : at + 1 + size].lower())
            total += size + 1
            at += 1 + size
    if total > 254:
        raise _NotPlain
    return tuple(labels), after or at + 1
