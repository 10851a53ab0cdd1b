"""Looks at the domain itself: whether it exists, whose it is, and whether it is used for email."""

from datetime import date
from functools import cache
from typing import Final, Literal

import msgspec

from carecheck.facts.domain import Domain
from carecheck.facts.model import Unknown
from carecheck.look.lookups import Found, Lookups, NotThere
from carecheck.look.probes import probe
from carecheck.structured import shipped_table

Owner = Literal["own", "free", "broadband", "nhsmail"]
_LISTED: Final[tuple[Owner, ...]] = ("free", "broadband", "nhsmail")


class SharedDomains(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `data/shared-domains.yaml`: domains in which many people have an address."""

    as_at: date
    source: str
    free: list[str]
    broadband: list[str]
    nhsmail: list[str]


@probe(Domain, on="domain")
def domain(dns: Lookups) -> Domain:
    """What is known about the name; whose it is does not need DNS."""
    owner = owner_of(dns.domain)
    exists = _exists(dns)
    return Domain(exists=exists, is_own=owner == "own", owner=owner, has_mail=_has_mail(dns, exists))


def owner_of(name: str) -> Owner:
    """Whose a domain is; a name below a provider's domain is the provider's too."""
    owners, labels = _owners(), name.split(".")
    listed = {owners[above] for start in range(len(labels)) if (above := ".".join(labels[start:])) in owners}
    for owner in _LISTED:
        if owner in listed:
            return owner
    return "own"


@cache
def _owners() -> dict[str, Owner]:
    """Whose each listed domain is; of several lists that have it, the first one counts."""
    shared = shipped_table("shared-domains.yaml", SharedDomains)
    listed: dict[Owner, list[str]] = {"nhsmail": shared.nhsmail, "broadband": shared.broadband, "free": shared.free}
    return {name: owner for owner, names in listed.items() for name in names}


def _exists(dns: Lookups) -> bool | Unknown:
    """Whether the name exists: NXDOMAIN to any question says no (RFC 8020), every other answer says yes."""
    answers = [dns.txt(dns.domain), dns.mx(dns.domain)]
    read = [answer for answer in answers if not isinstance(answer, Unknown)]
    if any(not _is_nxdomain(answer) for answer in read):
        return True
    return False if read else next(answer for answer in answers if isinstance(answer, Unknown))


def _is_nxdomain(answer: object) -> bool:
    """Whether the name itself does not exist; a dangling alias does exist."""
    return isinstance(answer, NotThere) and answer.why == "no_such_name" and not answer.dangling


def _has_mail(dns: Lookups, exists: bool | Unknown) -> bool | Unknown:
    if isinstance(exists, Unknown):
        return exists
    if not exists:
        return Unknown("no_such_name")
    mx = dns.mx(dns.domain)
    if isinstance(mx, Unknown):
        return mx
    if isinstance(mx, Found):
        return any(record.exchange for record in mx.records)
    txt = dns.txt(dns.domain)
    if isinstance(txt, Unknown):
        return txt
    texts = txt.records if isinstance(txt, Found) else ()
    spf = [b" ".join(text.lower().split()) for text in texts if text.lower().lstrip().startswith(b"v=spf1")]
    return spf not in ([], [b"v=spf1 -all"])
