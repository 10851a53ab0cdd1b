"""At which selectors a domain's DKIM keys may stand: by its MX hosts, by its SPF list, and by habit."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Final, Literal

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.domain.mx import mail_company
from carecheck.look.domain.spf_macros import DomainSpec, can_exist
from carecheck.look.domain.spf_record import GrammarFault, parse
from carecheck.look.domain.spf_walk import spf_records
from carecheck.look.lookups import Found, Lookups
from carecheck.structured import shipped_table

MOST_SPF_RECORDS: Final = 10  # as many as may be looked up for one SPF list


class Company(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A company that sends email for others, how its name shows in SPF, and its selectors."""

    name: str
    spf: list[str]
    selectors: list[str]
    mailboxes: bool
    any_name: bool
    sure: Literal["own_pages", "guides", "practice"]


class Selectors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `data/dkim-selectors.yaml`."""

    as_at: date
    source: str
    generic: list[str]
    companies: list[Company]


class Candidates(msgspec.Struct, frozen=True):
    """The selectors of the company that runs the mailboxes, and those to try when it has no strong key there.

    Only these count. When that company always uses the same selectors, a key elsewhere is that of another sender,
    such as a newsletter or an old website: it says nothing of the email that people write.
    """

    of_company: tuple[str, ...]
    others: tuple[str, ...] | Unknown = ()


def candidates(dns: Lookups) -> Candidates | Unknown:
    """Where to look, once the MX and what is needed of the SPF list are known."""
    mx = dns.mx(dns.domain)
    listed = senders(dns)
    if isinstance(mx, Unknown):
        return mx
    hosts = [record.exchange for record in sorted(mx.records) if record.exchange] if isinstance(mx, Found) else []
    company = mail_company(hosts[0]) if hosts else None
    at_mx = [one for one in _table().companies if one.name == company]
    if at_mx:
        return Candidates(_selectors(at_mx), _others_beside(at_mx[0], listed))
    if isinstance(listed, Unknown):
        return listed
    behind = [sender for sender in listed if sender.mailboxes]
    if company and behind and not any(one.any_name for one in behind):
        return Candidates(_selectors(behind))  # the MX is a filter, and the SPF list shows what is behind it
    others = [*_selectors(listed), *_table().generic, *_selectors(one for one in _table().companies if not one.spf)]
    return Candidates(_selectors(behind), _without(others, _selectors(behind)))


def senders(dns: Lookups) -> tuple[Company, ...] | Unknown:
    """The companies that the SPF list names, however deep; asks nothing that a reader of the list does not ask."""
    found: dict[str, Company] = {}
    waiting, seen = [dns.domain], {dns.domain}
    gap: Unknown | None = None
    while waiting and len(seen) <= MOST_SPF_RECORDS + 1:
        name = waiting.pop(0)
        targets = _targets(dns, name)
        if isinstance(targets, Unknown):
            gap = targets if gap is None else gap
            continue
        for target in targets:
            companies = _companies_at(target)
            found |= {one.name: one for one in companies}
            if not companies and target not in seen:
                seen.add(target)
                waiting.append(target)
    return tuple(found.values()) if gap is None else gap


@lru_cache(maxsize=256)
def _companies_at(name: str) -> tuple[Company, ...]:
    """The companies to which a name in an SPF list belongs."""
    return tuple(one for one in _table().companies if any(_is_within(name, sign) for sign in one.spf))


@cache
def _table() -> Selectors:
    return shipped_table("dkim-selectors.yaml", Selectors)


def _selectors(companies: Iterable[Company]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(selector for company in companies for selector in company.selectors))


def _others_beside(company: Company, listed: Sequence[Company] | Unknown) -> tuple[str, ...] | Unknown:
    """The generic selectors where customers choose names, without those of companies that only send."""
    if not company.any_name:
        return ()
    if isinstance(listed, Unknown):
        return listed
    return _without(_table().generic, _selectors([company, *listed]))


def _without(selectors: Iterable[str], unwanted: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(selector for selector in selectors if selector not in unwanted))


def _targets(dns: Lookups, name: str) -> list[str] | Unknown:
    """The names that an SPF record includes or redirects to; what stands after `all` does not count."""
    if not can_exist(name):
        return []
    answer = dns.txt(name)
    if isinstance(answer, Unknown):
        return answer
    records = [record for record in map(parse, spf_records(answer)) if not isinstance(record, GrammarFault)]
    specs: list[DomainSpec] = []
    for record in records:
        kinds = [one.kind for one in record.mechanisms]
        counted = record.mechanisms[: kinds.index("all")] if "all" in kinds else record.mechanisms
        specs += [one.target for one in counted if one.kind == "include"]
        specs += [record.redirect] if record.redirect and "all" not in kinds else []
    return [spec.expand(name, dns.domain) for spec in specs if not spec.depends_on_sender]


def _is_within(name: str, parent: str) -> bool:
    return name == parent or name.endswith(f".{parent}")
