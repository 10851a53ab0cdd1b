"""Works out the records that a domain needs next, and proves them before it shows them."""

from typing import Final

from msgspec.structs import replace

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.wanted import Wanted
from carecheck.look.domain.dkim_selectors import senders
from carecheck.look.domain.dmarc_record import ENFORCED, is_dmarc
from carecheck.look.domain.dmarc_walk import discover, place_at, text_at
from carecheck.look.domain.dmarc_wanted import NO_MAIL as NO_MAIL_DMARC
from carecheck.look.domain.dmarc_wanted import next_dmarc
from carecheck.look.domain.domain import domain
from carecheck.look.domain.mx import MailCompany, company_of
from carecheck.look.domain.spf import spf
from carecheck.look.domain.spf_walk import spf_records
from carecheck.look.domain.spf_wanted import NO_MAIL, mended_spf
from carecheck.look.lookups import Found, Lookups, NotThere, Question
from carecheck.look.probes import probe
from carecheck.words import clean

LONGEST: Final = 1_000


@probe(Wanted, on="domain")
def wanted(dns: Lookups) -> Wanted:
    """The next records; asks more than the checks do only where SPF has to be mended."""
    sends = _sends(dns)
    company = _company(dns)
    return Wanted(
        spf=sends if isinstance(sends, Unknown) else _spf(dns, company) if sends else NO_MAIL,
        dmarc=sends if isinstance(sends, Unknown) else _dmarc(dns, sends=sends),
        dkim=company if isinstance(company, Unknown) else company.dkim if company else None,
    )


def _sends(dns: Lookups) -> bool | Unknown:
    return any_of([domain(dns).has_mail, spf(dns).names_sender])


def _company(dns: Lookups) -> MailCompany | None | Unknown:
    answer = dns.mx(dns.domain)
    if isinstance(answer, Unknown):
        return answer
    hosts = [record.exchange for record in sorted(answer.records)] if isinstance(answer, Found) else []
    return company_of(hosts[0]) if hosts else None


def _spf(dns: Lookups, company: MailCompany | None | Unknown) -> str | None | Unknown:
    answer, listed = dns.txt(dns.domain), senders(dns)
    if isinstance(answer, Unknown):
        return answer
    if isinstance(listed, Unknown):
        return listed
    if isinstance(company, Unknown):
        return company
    is_listed = company is not None and company.name in {sender.name for sender in listed}
    records = spf_records(answer)
    text = mended_spf(records, company.spf if company and not is_listed else None)
    if isinstance(text, Unknown):
        return text
    fault = _fault_of(dns, text)
    if fault is not None:
        return fault
    return None if records == (text.encode(),) else _whole(text)


def _whole(text: str) -> str | Unknown:
    """The record, if it can be copied as it stands: a shortened one must never be published."""
    if text.isascii() and clean(text, most=LONGEST) == text:
        return text
    return Unknown("unreadable", "the record is too long, or holds letters that do not belong there")


def _fault_of(dns: Lookups, text: str) -> Unknown | None:
    """Why a record must not be published: it is looked at as if it stood there already."""
    there = {**dns.known, Question(dns.domain, "TXT"): Found((text.encode(),))}
    facts = spf(replace(dns, known=there))
    for fact in (facts.passes_everyone, facts.broken):
        if isinstance(fact, Unknown):
            return fact
        if fact:
            reasons = "; ".join(facts.faults) if isinstance(facts.faults, tuple) else ""
            return Unknown(
                "not_seen", clean(f"ask which of its senders are still used: {reasons or 'it lets all send'}")
            )
    return None


def _dmarc(dns: Lookups, *, sends: bool) -> str | None | Unknown:
    own, answer = place_at(dns, dns.domain), text_at(dns, f"_dmarc.{dns.domain}")
    applied = discover(dns, dns.domain)
    if isinstance(own, Unknown):
        return own
    if isinstance(answer, Unknown):
        return answer
    if isinstance(applied, Unknown):
        return applied
    if own.record is None and applied and applied.record.policy_for("subdomain") in ENFORCED:
        return None
    if not sends:
        return None if own.record and own.record.policy_for("subdomain") == "reject" else NO_MAIL_DMARC
    texts = (
        [] if isinstance(answer, NotThere) or own.record is None else [one for one in answer.records if is_dmarc(one)]
    )
    text = next_dmarc(texts[0] if texts else None, dns.domain)
    return None if text is None else _whole(text)
