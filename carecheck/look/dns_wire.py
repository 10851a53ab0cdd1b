"""DNS messages that look as nearly all do, written and read without building objects for every part of them.

Reading a reply with the DNS library costs four times as much, which a survey of thousands of domains feels. So what is
plain is read here, and everything else (errors, cut replies, aliases that lead out of the reply, rare types, names with
odd letters, anything that does not fit) is left to the library. Tests hold both against each other.
"""

import socket
import struct
from collections.abc import Iterable
from typing import Final

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
OPT_TYPE: Final = b"\0\x29"
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
_PLAIN_LETTERS: Final = b"abcdefghijklmnopqrstuvwxyz0123456789-_"
_OPT_BYTES: Final = 11  # of a query


WireName = bytes  # a name as it stands in a message: each label after its size, and the root at the end
_Record = tuple[WireName, int, int, int]  # whose it is, its type, and where its data begins and ends


class _NotPlain(Exception):
    """The reply is for the DNS library."""


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
    """What a plain reply to this query, written by `write_query`, says; None when the DNS library must read it.

    It says the same as `dns_exchange.meaning`.
    """
    try:
        return _read(reply, query, kind)
    except (_NotPlain, struct.error, IndexError):
        return None


def _read(reply: bytes, query: bytes, kind: RecordType) -> Answer:
    _, flags, questions, answers, authority, additional = _HEAD.unpack_from(reply)
    code = flags & RCODE
    end = len(query) - _OPT_BYTES * query[11]
    is_reply = reply[:2] == query[:2] and reply[12:end].lower() == query[12:end].lower()
    if not is_reply or questions != 1 or flags & (QR | TC | OPCODE) != QR or code not in (0, NXDOMAIN):
        raise _NotPlain
    asked = query[12 : end - 4].lower()
    found, at = _records(reply, end, answers, asked)
    named, at = _records(reply, at, authority, asked)
    if _after_additional(reply, at, additional, asked) != len(reply):
        raise _NotPlain
    name, aliased, records = _chain(reply, asked, TYPES[kind], found) if found else (asked, False, found)
    if records and code == NXDOMAIN:
        raise _NotPlain  # it contradicts itself
    if records:
        return _found(reply, records, kind, authenticated=bool(flags & AD), alias=aliased)
    if code == NXDOMAIN:
        return NotThere("no_such_name", dangling=aliased)
    if not any(record[1] == SOA and _is_within(name, record[0]) for record in named) and (aliased or named):
        raise _NotPlain
    return NotThere("no_data")


def _records(reply: bytes, at: int, amount: int, asked: WireName) -> tuple[list[_Record], int]:
    """The records of one section, and where it ends."""
    if amount > MOST_PLAIN_RECORDS:
        raise _NotPlain
    found: list[_Record] = []
    for _ in range(amount):
        owner, at = (asked, at + 2) if reply[at] == 0xC0 and reply[at + 1] == 12 else _name(reply, at)
        kind, form, _, size = _RECORD.unpack_from(reply, at)
        start = at + 10
        at = start + size
        if form != IN or at > len(reply) or not _is_whole(reply, kind, start, at):
            raise _NotPlain
        found.append((owner, kind, start, at))
    return found, at


def _after_additional(reply: bytes, at: int, amount: int, asked: WireName) -> int:
    """Where the last section ends; it may hold one OPT, in which nothing is said (RFC 6891 section 6.1)."""
    has_opt = False
    for _ in range(amount):
        if reply[at] or reply[at + 1 : at + 3] != OPT_TYPE:
            _, at = _records(reply, at, 1, asked)
            continue
        _, _, ttl, size = _RECORD.unpack_from(reply, at + 1)
        at += 11
        if has_opt or ttl >> 16 or size:
            raise _NotPlain  # the upper bits of the code, and the version, lie in it
        has_opt = True
    return at


def _is_whole(reply: bytes, kind: int, start: int, end: int) -> bool:
    """Whether the data of a record has the form of its kind; those of rare kinds are not plain."""
    match kind:
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
            _text(reply, start, end)  # not plain unless its strings fill it
            return start < end
        case _:
            return False


def _chain(reply: bytes, asked: WireName, kind: int, found: list[_Record]) -> tuple[WireName, bool, list[_Record]]:
    """Where the aliases in the answer lead, whether there is one, and the records there."""
    name = asked
    for step in range(MOST_PLAIN_ALIASES):
        records = [record for record in found if record[1] == kind and record[0] == name]
        if records:
            return name, step > 0, records
        aliases = [record for record in found if record[1] == CNAME and record[0] == name]
        if not aliases:
            return name, step > 0, []
        if len(aliases) > 1:
            break
        name, _ = _name(reply, aliases[0][2])
    raise _NotPlain


def _found(reply: bytes, records: list[_Record], kind: RecordType, *, authenticated: bool, alias: bool) -> Answer:
    # Name servers shuffle their answers, and may say one twice. Ours are in order.
    match kind:
        case "TXT":
            texts = {_text(reply, start, end) for _, _, start, end in records}
            if len(texts) != len(records):
                raise _NotPlain  # the same text may be cut in different places, which are two records
            return Found(tuple(sorted(texts)), authenticated, alias)
        case "MX":
            hosts = {
                Mx(int.from_bytes(reply[start : start + 2], "big"), _host(reply, start + 2))
                for _, _, start, _ in records
            }
            return Found(tuple(sorted(hosts)), authenticated, alias)
        case "NS":
            return Found(tuple(sorted({_host(reply, start) for _, _, start, _ in records})), authenticated, alias)
        case "A":
            return Found(
                _sorted(socket.inet_ntoa(reply[start:end]) for _, _, start, end in records), authenticated, alias
            )
        case "AAAA":
            return Found(
                _sorted(dns.ipv6.inet_ntoa(reply[start:end]) for _, _, start, end in records), authenticated, alias
            )
        case _:
            raise _NotPlain


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts)))


def _text(reply: bytes, start: int, end: int) -> bytes:
    """The strings of a TXT record as one."""
    if start + 1 + reply[start] == end:
        return reply[start + 1 : end]
    parts: list[bytes] = []
    while start < end:
        after = start + 1 + reply[start]
        if after > end:
            raise _NotPlain
        parts.append(reply[start + 1 : after])
        start = after
    return b"".join(parts)


def _host(reply: bytes, at: int) -> str:
    name, _ = _name(reply, at)
    labels: list[bytes] = []
    at = 0
    while size := name[at]:
        labels.append(name[at + 1 : at + 1 + size])
        at += 1 + size
    if b"".join(labels).translate(None, _PLAIN_LETTERS):
        raise _NotPlain
    return b".".join(labels).decode("ascii")


def _is_within(name: WireName, zone: WireName) -> bool:
    """Whether a name is that of a zone, or below it."""
    at = 0
    while name[at:] != zone:
        if name[at] == 0:
            return False
        at += 1 + name[at]
    return True


def _name(message: bytes, at: int) -> tuple[WireName, int]:
    """A name in lower case, and where it ends; a pointer leads to an earlier place (RFC 1035 section 4.1.4)."""
    parts: list[bytes] = []
    after = 0
    earliest = at
    start = at
    while size := message[at]:
        if size < 64:
            at += 1 + size
        elif size >= 0xC0:
            parts.append(message[start:at])
            after = after or at + 2
            start = at = (size & 0x3F) << 8 | message[at + 1]
            if at >= earliest:
                raise _NotPlain
            earliest = at
        else:
            raise _NotPlain
    parts.append(message[start : at + 1])
    name = b"".join(parts).lower()
    if len(name) > MOST_LETTERS + 2:
        raise _NotPlain
    return name, after or at + 1
