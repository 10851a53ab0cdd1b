"""What one reply of one name server to one DNS question says.

The outcomes of RFC 2308 stay apart: the record is there, the name has no such record, the name does not exist. All
else (no reply, a refusal, a message that cannot be read) is Unknown, and so never "missing".
"""

import errno
import os
import socket
from typing import Any, Final, NamedTuple

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.dns_wire import WireName, read_plain
from carecheck.look.lookups import Answer, RecordType

PAYLOAD: Final = 1232  # bytes of a UDP reply that pass every network (DNS flag day 2020)
ENDLESS: Final = Unknown("unreadable", "aliases without end")


class ServerAddress(msgspec.Struct, frozen=True):
    """Where a name server listens, in the form that sockets want."""

    family: socket.AddressFamily
    at: tuple[Any, ...]


class Alias(msgspec.Struct, frozen=True):
    """The name is an alias (CNAME), and the reply does not say what is at the name that it points to."""

    target: WireName


class Cut:
    """A reply that was too long for UDP."""


class NoReply(NamedTuple):
    """A datagram that is no reply to the query: the real one may still come (RFC 5452 section 9.1)."""

    why: Unknown


def number_to_ask_with() -> int:
    """A number that nobody can guess."""
    return int.from_bytes(os.urandom(2), "big")


def not_sent(error: OSError) -> Unknown:
    """Why a query could not be sent, or nobody was there to take it."""
    return Unknown("no_network", code_of(error))


def told_by(datagram: bytes, query: bytes, kind: RecordType) -> Answer | Alias | Cut | NoReply:
    """What a datagram says about the question of a query that `write_query` wrote."""
    plain = read_plain(datagram, query, kind)
    if plain is not None:
        return plain
    from carecheck.look.dns_library import told_by_library

    return told_by_library(datagram, query)


def code_of(error: OSError) -> str:
    """The name of an error; the system's sentence is in the language of the computer."""
    # Windows puts WSA before the same names.
    return errno.errorcode.get(error.errno or 0, type(error).__name__).removeprefix("WSA")
