"""Looks at the BIMI record of a domain (draft-brand-indicators-for-message-identification, section 4.2)."""

import re
from typing import Final

from carecheck.facts.bimi import Bimi, BimiRecord
from carecheck.facts.model import Unknown
from carecheck.look.domain.dmarc_walk import text_at
from carecheck.look.lookups import Found, Lookups
from carecheck.look.probes import probe

_VERSION: Final = re.compile(rb"v[ \t]*=[ \t]*BIMI1[ \t]*(?:;|$)")
_TAG: Final = re.compile(r"([A-Za-z][A-Za-z0-9_]*)[ \t]*=[ \t]*(.*)")
_PLACE: Final = re.compile(r"https://[^/\s]+(?:/\S*)?", re.IGNORECASE)


@probe(Bimi, on="domain")
def bimi(dns: Lookups) -> Bimi:
    """What stands at the selector `default`, the only one that is used without being named in an email."""
    answer = text_at(dns, f"default._bimi.{dns.domain}")
    if isinstance(answer, Unknown):
        return Bimi.all_unknown(answer)
    records = [text for text in answer.records if _VERSION.match(text)] if isinstance(answer, Found) else []
    if len(records) > 1:
        return Bimi(record="several")
    return Bimi(record=_state(records[0].decode("latin-1")) if records else "none")


def _state(text: str) -> BimiRecord:
    parts = [part.strip() for part in text.split(";")[1:]]
    read = [_TAG.fullmatch(part) for part in parts if part]
    tags = {found[1].lower(): found[2] for found in read if found}
    if not all(read) or "l" not in tags:
        return "unusable"
    logo, proof = tags["l"], tags.get("a", "")
    if not logo and not proof:
        return "declined"
    return "usable" if _PLACE.fullmatch(logo) and (not proof or _PLACE.fullmatch(proof)) else "unusable"
