"""Looks at the certificate that a website's own name shows."""

from typing import Literal

from carecheck.facts.certificate import Certificate
from carecheck.facts.model import Unknown
from carecheck.look.contacts import WEBSITE
from carecheck.look.lookups import Lookups
from carecheck.look.probes import probe
from carecheck.look.trail import BLOCKED
from carecheck.look.web import Certificate as Shown
from carecheck.look.web import CertificateFault, NoPage, Page


@probe(Certificate, on="website", contact=WEBSITE)
def certificate(lookups: Lookups) -> Certificate:
    """What is known about the certificate, accepted or not."""
    match lookups.page(f"https://{lookups.domain}/"):
        case Unknown() as gap:
            return Certificate.all_unknown(gap)
        case Page(certificate=shown):
            return _told("none", shown)
        case NoPage("certificate", fault, shown):
            return _told(fault or "other", shown)
        case NoPage("private"):
            return Certificate.all_unknown(BLOCKED)
        case NoPage(why):
            return Certificate.all_unknown(Unknown("no_reply", why))


def _told(fault: Literal["none"] | CertificateFault, shown: Shown | Unknown | None) -> Certificate:
    if isinstance(shown, Shown):
        return Certificate(fault, shown.starts, shown.ends, shown.names, shown.issuer)
    gap = Unknown("no_reply", "no certificate") if shown is None else shown
    return Certificate.all_unknown(gap).with_facts(fault=fault)
