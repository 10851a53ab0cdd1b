"""Looks at the SPF record of a domain and says what it comes to (RFC 7208)."""

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.spf import Ending, Spf
from carecheck.look.domain.spf_reach import matches_everyone
from carecheck.look.domain.spf_walk import MOST_LOOKUPS, NO_POLICY, Policy, Walk, spf_records
from carecheck.look.lookups import Found, Lookups, NotThere
from carecheck.look.probes import probe
from carecheck.words import clean


@probe(Spf, on="domain")
def spf(dns: Lookups) -> Spf:
    """What the SPF record of the domain says, with all that it includes."""
    answer = dns.txt(dns.domain)
    if isinstance(answer, Unknown):
        return Spf.all_unknown(answer)
    if answer == NotThere("no_such_name"):
        return Spf.all_unknown(Unknown("no_such_name"))
    records = spf_records(answer)
    walk = Walk(dns)
    policy = walk.policy(dns.domain) if records else NO_POLICY
    redirect_unread = [policy.ending] if isinstance(policy.ending, Unknown) else []
    return Spf(
        records=len(records),
        passes_everyone=any_of([matches_everyone(policy.reaches, "+"), *redirect_unread]),
        broken=walk.broken,
        ending=_ending_for_strangers(policy),
        names_sender=any_of([*(reach.sign == "+" for reach in policy.reaches), *redirect_unread]),
        terms_after_all=any_of([walk.own_terms_after_all, *walk.own_unread]),
        wide_range=any_of([walk.own_wide_range, *walk.own_unread]),
        uses_ptr=any_of([walk.uses_ptr, *walk.unread]),
        lookups_at_least=min(walk.lookups, MOST_LOOKUPS + 1),
        void_lookup=any_of([*walk.voids, *walk.unread]),
        txt_bytes=sum(map(len, answer.records)) if isinstance(answer, Found) else 0,
        texts=tuple(clean(record.decode("ascii", "replace"), most=500) for record in records),
        faults=tuple(map(clean, walk.faults)),
    )


def _ending_for_strangers(policy: Policy) -> Ending | Unknown:
    """The ending, unless a '?' before it already meets everyone."""
    if isinstance(policy.ending, Unknown) or policy.ending not in ("-all", "~all"):
        return policy.ending
    neutral = matches_everyone(policy.reaches, "?")
    if isinstance(neutral, Unknown):
        return neutral
    return "?all" if neutral else policy.ending
