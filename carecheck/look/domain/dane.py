"""Looks at the TLSA records of the mail hosts of a domain (RFC 7672 sections 2.2 and 3.1)."""

import re
from typing import Final

from carecheck.facts.dane import Dane
from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.lookups import Found, Lookups, NotThere
from carecheck.look.probes import probe

MOST_HOSTS: Final = 8
NOT_VALIDATED: Final = Unknown("not_seen", "the MX records are not validated with DNSSEC")

# Usage 2 or 3, the whole certificate or its key, and the thing itself or a hash of the right size (section 3.1).
_USABLE: Final = re.compile("[23] [01] (?:0 (?:[0-9a-f]{2})+|1 [0-9a-f]{64}|2 [0-9a-f]{128})", re.IGNORECASE)


@probe(Dane, on="domain")
def dane(dns: Lookups) -> Dane:
    """How many of the mail hosts have a record that counts.

    Asked only where the name server validates and the MX records are signed: elsewhere such records count for
    nothing, and an office router that does not know their type is never asked.
    """
    answer = dns.mx(dns.domain)
    if isinstance(answer, Unknown):
        return Dane.all_unknown(answer)
    hosts = sorted({record.exchange for record in answer.records} - {""}) if isinstance(answer, Found) else []
    if isinstance(answer, NotThere) or not hosts:
        return Dane(hosts="none")
    if not answer.authenticated:
        return Dane.all_unknown(NOT_VALIDATED)
    if len(hosts) > MOST_HOSTS:
        return Dane.all_unknown(Unknown("unreadable", f"more than {MOST_HOSTS} mail hosts"))
    have = [_has_usable(dns, host) for host in hosts]
    every, some = all_of(have), any_of(have)
    if isinstance(some, Unknown):
        return Dane.all_unknown(some)
    if not some:
        return Dane(hosts="none")
    return Dane(hosts=every if isinstance(every, Unknown) else "all" if every else "some")


def _has_usable(dns: Lookups, host: str) -> bool | Unknown:
    answer = dns.tlsa(f"_25._tcp.{host}")
    if isinstance(answer, Unknown):
        return answer
    if isinstance(answer, NotThere) or not answer.authenticated:
        return False
    return any(_USABLE.fullmatch(_in_one(text)) for text in answer.records)


def _in_one(text: str) -> str:
    """A record as text, with the pieces in which zone files write long data joined."""
    parts = text.split()
    return " ".join([*parts[:3], "".join(parts[3:])])
