"""Looks at where email to a domain goes (RFC 5321 section 5.1, RFC 7505)."""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from ipaddress import ip_address, ip_network
from typing import Final

import msgspec

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.facts.mx import Mx
from carecheck.look.lookups import Found, Lookups, NotThere
from carecheck.look.lookups import Mx as MxRecord
from carecheck.look.probes import probe
from carecheck.structured import shipped_table
from carecheck.words import clean

MOST_HOSTS: Final = 20

# Addresses that nobody outside can reach: RFC 1122, 1918, 3927, 6598, 4193, 4291.
_INSIDE_ONLY: Final = tuple(
    ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.168.0.0/16", "::/128", "::1/128", "fc00::/7", "fe80::/10"),
    )
)


class MailCompany(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A company that takes email for others, and the names at the end of its MX hosts.

    `spf` is the mechanism by which its customers list it, where all have the same; `dkim` tells IT people where it
    switches DKIM on.
    """

    name: str
    hosts: list[str]
    spf: str | None = None
    dkim: str | None = None


class MailCompanies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `data/mail-companies.yaml`."""

    as_at: date
    source: str
    companies: list[MailCompany]


@probe(Mx, on="domain")
def mx(dns: Lookups) -> Mx:
    """What is known about the MX records of the domain and the hosts that they name."""
    answer = dns.mx(dns.domain)
    if isinstance(answer, Unknown):
        return Mx.all_unknown(answer)
    if isinstance(answer, NotThere):
        return _without_mx(dns)
    return _with_mx(dns, sorted(answer.records))


def mail_company(host: str) -> str | None:
    """The name of the company to which an MX host belongs; None when our table does not know."""
    company = company_of(host)
    return company.name if company else None


@lru_cache(maxsize=256)
def company_of(host: str) -> MailCompany | None:
    """The company to which an MX host belongs; None when our table does not know."""
    for company in _mail_companies().companies:
        if any(host == ending or host.endswith(f".{ending}") for ending in company.hosts):
            return company
    return None


@cache
def _mail_companies() -> MailCompanies:
    return shipped_table("mail-companies.yaml", MailCompanies)


def _without_mx(dns: Lookups) -> Mx:
    """Without an MX, senders try the address of the domain itself (RFC 5321 section 5.1)."""
    has_address = _has_address(dns, dns.domain)
    return Mx(
        accepts=has_address if isinstance(has_address, Unknown) else "address" if has_address else "nowhere",
        null_beside_others=False,
        null_preference_wrong=False,
        no_host_found=False,
        some_host_not_found=False,
        host_out_of_reach=False,
        host_is_alias=False,
        hosts=(),
        company=None,
    )


def _with_mx(dns: Lookups, records: Sequence[MxRecord]) -> Mx:
    hosts = tuple(dict.fromkeys(record.exchange for record in records if record.exchange))
    has_null = any(not record.exchange for record in records)
    asked = hosts[:MOST_HOSTS]
    unasked = [Unknown("unreadable", f"more than {MOST_HOSTS} mail hosts")] if len(hosts) > MOST_HOSTS else []
    not_found = [*(_not(_has_address(dns, host)) for host in asked), *unasked]
    return Mx(
        accepts="hosts" if hosts else "refused",
        null_beside_others=has_null and len(records) > 1,
        null_preference_wrong=has_null and len(records) == 1 and records[0].preference != 0,
        no_host_found=all_of(not_found) if hosts else False,
        some_host_not_found=any_of(not_found),
        host_out_of_reach=any_of([*(_is_out_of_reach(dns, host) for host in asked), *unasked]),
        host_is_alias=any_of([*(_is_alias(dns, host) for host in asked), *unasked]),
        hosts=tuple(clean(host) for host in asked),
        company=_company(hosts),
    )


def _company(hosts: Sequence[str]) -> str | None | Unknown:
    if not hosts:
        return None
    return mail_company(hosts[0]) or Unknown("not_listed", clean(hosts[0]))


def _has_address(dns: Lookups, host: str) -> bool | Unknown:
    if _is_no_name(host):
        return False
    found = [dns.addresses(host, "A"), dns.addresses(host, "AAAA")]
    return any_of(answer if isinstance(answer, Unknown) else isinstance(answer, Found) for answer in found)


def _is_out_of_reach(dns: Lookups, host: str) -> bool | Unknown:
    """Whether nobody outside can reach a host; one without any address is not found, which is another fault."""
    if _is_no_name(host):
        return True
    answers = [dns.addresses(host, "A"), dns.addresses(host, "AAAA")]
    addresses = [address for answer in answers if isinstance(answer, Found) for address in answer.records]
    if not all(_is_inside_only(address) for address in addresses):
        return False
    unread = [answer for answer in answers if isinstance(answer, Unknown)]
    return unread[0] if unread else bool(addresses)


def _is_alias(dns: Lookups, host: str) -> bool | Unknown:
    """Whether a host that has an address has it by an alias; what either family says holds for both."""
    if _is_no_name(host):
        return False
    answers = [dns.addresses(host, "A"), dns.addresses(host, "AAAA")]
    found = [answer.alias for answer in answers if isinstance(answer, Found)]
    unread = [answer for answer in answers if isinstance(answer, Unknown)]
    return found[0] if found else unread[0] if unread else False


@lru_cache(maxsize=256)
def _is_no_name(host: str) -> bool:
    """Whether an MX names an address or this very computer, where a host name must stand."""
    return _is_address(host.strip("[]")) or host in ("localhost", "localhost.localdomain")


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=256)
def _is_inside_only(address: str) -> bool:
    read = ip_address(address)
    mapped = getattr(read, "ipv4_mapped", None) or read
    return any(mapped in network for network in _INSIDE_ONLY)


def _not(answer: bool | Unknown) -> bool | Unknown:
    return answer if isinstance(answer, Unknown) else not answer
