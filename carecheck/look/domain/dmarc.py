"""Looks at a domain's DMARC record and at what it leads to."""

from collections.abc import Callable
from typing import Final, Literal, TypeVar

from carecheck.facts.dmarc import Dmarc
from carecheck.facts.model import Unknown, any_of
from carecheck.look.domain.dmarc_record import ENFORCED, DmarcRecord, is_dmarc, looks_like_dmarc
from carecheck.look.domain.dmarc_walk import (
    Applied,
    Place,
    discover,
    discover_below,
    organisational_domain,
    place_at,
    text_at,
)
from carecheck.look.lookups import Found, Lookups, NotThere
from carecheck.look.probes import probe

MOST_REPORT_HOSTS: Final = 5

AppliedPolicy = Literal["not_used", "none", "quarantine", "reject"]
Fact = TypeVar("Fact")


@probe(Dmarc, on="domain")
def dmarc(dns: Lookups) -> Dmarc:
    """What is known about the DMARC record that applies to the domain."""
    own = place_at(dns, dns.domain)
    applied = discover(dns, dns.domain)
    policy = _policy(dns, applied)
    return Dmarc(
        found=applied if isinstance(applied, Unknown) else applied is not None,
        policy=policy,
        testing=_of_record(applied, lambda record: record.testing, False),
        percent_under_100=_of_record(applied, lambda record: record.percent < 100, False),
        subdomains_open=_subdomains_open(dns, applied, policy),
        reports_to=_of_record(applied, _reports_to, "nowhere"),
        reports_refused=_reports_refused(dns, applied),
        misspelt=_of_record(applied, lambda record: record.misspelt, False),
        capital_tags=_of_record(applied, lambda record: record.capital_tags, False),
        several=own if isinstance(own, Unknown) else own.several,
        unusable=own if isinstance(own, Unknown) else own.unusable,
        pointer_dead=own if isinstance(own, Unknown) else own.pointer_dead,
        misplaced_at_name=_misplaced(dns, own, dns.domain),
        misplaced_twice=_misplaced(dns, own, f"_dmarc.{dns.domain}.{dns.domain}"),
        nearer_skipped=applied if isinstance(applied, Unknown) else applied is not None and applied.skipped,
        record_at=_record_at(applied),
        tags_not_valid=_of_record(applied, lambda record: record.tags_not_valid, ()),
    )


def _of_record(applied: Applied | None | Unknown, read: Callable[[DmarcRecord], Fact], without: Fact) -> Fact | Unknown:
    """A fact about the record that applies; `without` when none does."""
    if isinstance(applied, Unknown):
        return applied
    return without if applied is None else read(applied.record)


def _policy(dns: Lookups, applied: Applied | None | Unknown) -> AppliedPolicy | Unknown:
    """The policy for the domain itself: `p` of its own record, else `sp` or `np` (RFC 9989 section 4.10.1)."""
    if isinstance(applied, Unknown):
        return applied
    if applied is None:
        return "not_used"
    if applied.name == dns.domain:
        return applied.record.policy_for("name") or "not_used"
    if_it_exists = applied.record.policy_for("subdomain") or "not_used"
    if_not = applied.record.policy_for("missing_subdomain") or "not_used"
    if if_it_exists == if_not:
        return if_it_exists
    name = dns.txt(dns.domain)
    if isinstance(name, Unknown):
        return name
    missing = isinstance(name, NotThere) and name.why == "no_such_name" and not name.dangling
    return if_not if missing else if_it_exists


def _subdomains_open(
    dns: Lookups, applied: Applied | None | Unknown, policy: AppliedPolicy | Unknown
) -> bool | Unknown:
    """Whether names below are open although the domain is not.

    `sp` and `np` count only on the organisational domain (RFC 9989 section 4.7). So where the domain's own record
    is open, the walk from a name below it tells whether that record, or one above, decides for such names.
    """
    if isinstance(policy, Unknown):
        return policy
    if isinstance(applied, Unknown):
        return applied
    if applied is None or policy not in ENFORCED or not _is_open_below(applied.record):
        return False
    if applied.name != dns.domain:
        return True
    below = discover_below(dns, dns.domain)
    if isinstance(below, Unknown):
        return below
    return below is None or _is_open_below(below.record)


def _is_open_below(record: DmarcRecord) -> bool:
    return any(record.policy_for(whom) not in ENFORCED for whom in ("subdomain", "missing_subdomain"))


def _reports_to(record: DmarcRecord) -> Literal["email", "other", "nowhere"]:
    if record.report_hosts:
        return "email"
    return "other" if record.report_uris else "nowhere"


def _record_at(applied: Applied | None | Unknown) -> str | None | Unknown:
    return f"_dmarc.{applied.name}" if isinstance(applied, Applied) else applied


def _reports_refused(dns: Lookups, applied: Applied | None | Unknown) -> bool | Unknown:
    if isinstance(applied, Unknown):
        return applied
    if applied is None:
        return False
    return any_of(_refuses(dns, host, applied.name) for host in applied.record.report_hosts[:MOST_REPORT_HOSTS])


def _refuses(dns: Lookups, host: str, publisher: str) -> bool | Unknown:
    """Whether a host outside the organisation has not agreed to take the publisher's reports (RFC 9990 section 4)."""
    if _is_within(host, publisher):
        return False
    organisation = organisational_domain(dns, publisher)
    if isinstance(organisation, Unknown):
        return organisation
    if _is_within(host, organisation):
        return False
    consent = text_at(dns, f"{publisher}._report._dmarc.{host}")
    if isinstance(consent, Unknown):
        return consent
    return isinstance(consent, NotThere) or not any(is_dmarc(text) for text in consent.records)


def _is_within(name: str, parent: str) -> bool:
    return name == parent or name.endswith(f".{parent}")


def _misplaced(dns: Lookups, own: Place | Unknown, wrong_name: str) -> bool | Unknown:
    """Whether a record stands at a wrong name while there is no valid one at the right name."""
    if isinstance(own, Unknown):
        return own
    if own.record:
        return False
    answer = text_at(dns, wrong_name)
    if isinstance(answer, Unknown):
        return answer
    return isinstance(answer, Found) and any(looks_like_dmarc(text) for text in answer.records)
