"""Looks at whether the records of a domain are signed with DNSSEC (RFC 4033 to 4035, RFC 6840).

Signatures are not verified here: the name server that we ask does that, and says so. A network without such a name
server still shows whether the domain is signed.
"""

from typing import Literal, NamedTuple

from carecheck.facts.dnssec import Dnssec
from carecheck.facts.model import Unknown
from carecheck.look.lookups import Found, Lookups, NotThere
from carecheck.look.probes import probe


@probe(Dnssec, on="domain")
def dnssec(dns: Lookups) -> Dnssec:
    """What is known about the signature of the zone that holds the domain."""
    bogus = _bogus(dns)
    found = _signature(dns)
    if isinstance(found, Unknown):
        return Dnssec(signed=found, confirmed=found, bogus=bogus)
    return Dnssec(signed=found.signed, confirmed=found.confirmed, bogus=bogus)


class _Signature(NamedTuple):
    signed: Literal["whole", "half", "none"]
    confirmed: bool = False


def _signature(dns: Lookups) -> _Signature | Unknown:
    """A zone is signed when its parent holds a DS record for it; a name that is no zone belongs to one over it."""
    labels = dns.domain.split(".")
    for start in range(len(labels) - 1):
        name = ".".join(labels[start:])
        parent_says = dns.others(name, "DS")
        if isinstance(parent_says, Unknown):
            return parent_says
        if isinstance(parent_says, Found) and not parent_says.alias:
            return _signed(dns, parent_says, is_zone=start == 0)
        servers, keys = dns.names(name, "NS"), dns.others(name, "DNSKEY")
        if isinstance(servers, Unknown):
            return servers
        if isinstance(servers, Found) and not servers.alias:
            return keys if isinstance(keys, Unknown) else _Signature("half" if isinstance(keys, Found) else "none")
    return Unknown("not_seen", "no zone was found that holds the name")


def _signed(dns: Lookups, parent_says: Found[str], *, is_zone: bool) -> _Signature | Unknown:
    if is_zone and not parent_says.authenticated:
        return _Signature("whole", confirmed=False)
    # A name server that validates confirms the zone's own answers too, unless it cannot check this kind of signature
    # (RFC 4035 section 5.2). And is it really this zone that holds the name? Old name servers deny their own NS
    # records.
    answers = [dns.txt(dns.domain), dns.mx(dns.domain)]
    if any(isinstance(answer, Found) and answer.authenticated for answer in answers):
        return _Signature("whole", confirmed=True)
    unread = [answer for answer in answers if isinstance(answer, Unknown)]
    if unread:
        return unread[0]
    if is_zone and not any(isinstance(answer, Found) for answer in answers):
        return _Signature("whole", confirmed=True)  # nothing is there to be confirmed but the mark over it
    return Unknown("not_seen", "signed over it, and nothing shows that it is signed too")


def _bogus(dns: Lookups) -> bool | Unknown:
    """Whether answers come only when nobody validates them, although the domain is signed.

    Each failing is one of several tries, so that it takes more than a lost packet to call a domain bogus.
    """
    answers = [dns.txt(dns.domain), dns.mx(dns.domain)]
    unread = [answer for answer in answers if isinstance(answer, Unknown)]
    if len(unread) < len(answers):
        return False
    if not all(gap.detail.startswith("SERVFAIL") for gap in unread):
        return unread[0]
    unchecked, parent_says = dns.txt_unchecked(dns.domain), dns.others(dns.domain, "DS")
    if isinstance(parent_says, NotThere):
        return False  # what is not signed cannot fail validation
    return unread[0] if isinstance(unchecked, Unknown) or isinstance(parent_says, Unknown) else True
