"""Looks at which companies may issue certificates for a domain (RFC 8659)."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from carecheck.facts.caa import Caa
from carecheck.facts.model import Unknown
from carecheck.look.lookups import Found, Lookups
from carecheck.look.probes import probe
from carecheck.words import clean

CRITICAL: Final = 128
KNOWN_TAGS: Final = ("issue", "issuewild", "iodef", "contactemail", "contactphone", "issuemail", "issuevmc")

_RECORD: Final = re.compile(r'([0-9]+) ([A-Za-z0-9]+) "?(.*?)"?', re.DOTALL)


@probe(Caa, on="domain")
def caa(dns: Lookups) -> Caa:
    """What is known about the nearest set of CAA records, from the domain up to its top-level name (section 3)."""
    labels = dns.domain.split(".")
    names = [".".join(labels[start:]) for start in range(len(labels))]
    for name, answer in [(name, dns.others(name, "CAA")) for name in names]:
        if isinstance(answer, Unknown):
            return Caa.all_unknown(answer)
        if isinstance(answer, Found):
            return _applied(name, answer.records)
    return Caa(restricts=False, forbids_all=False, critical_unknown=False, issuers=(), found_at=None)


class _Property(NamedTuple):
    critical: bool
    tag: str
    value: str


def _applied(name: str, records: Iterable[str]) -> Caa:
    read = [_property(text) for text in records]
    properties = [one for one in read if one]
    if len(properties) < len(read):
        return Caa.all_unknown(Unknown("unreadable", f"CAA records at {clean(name)}"))
    issue = [one.value for one in properties if one.tag == "issue"]
    issuers = sorted({value.partition(";")[0].strip() for value in issue} - {""})
    critical = any(one.critical and one.tag not in KNOWN_TAGS for one in properties)
    return Caa(
        restricts=bool(issue) or critical,
        forbids_all=(bool(issue) and not issuers) or critical,
        critical_unknown=critical,
        issuers=tuple(map(clean, issuers)),
        found_at=clean(name),
    )


def _property(text: str) -> _Property | None:
    found = _RECORD.fullmatch(text)
    return _Property(int(found[1]) >= CRITICAL, found[2].lower(), found[3]) if found else None
