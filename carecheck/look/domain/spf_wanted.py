"""The SPF record that a domain needs: its own, mended (RFC 7208). Text in, text out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.domain.spf_record import GrammarFault, parse
from carecheck.words import clean

NO_MAIL: Final = "v=spf1 -all"

_SLIPS: Final = {"ipv4": "ip4", "ipv6": "ip6"}  # names that people write for the right ones


@dataclass(slots=True)
class _Terms:
    """The terms to keep, in order, and the endings that were met."""

    kept: list[str] = field(default_factory=list[str])
    endings: set[str] = field(default_factory=set[str])
    redirect: str | None = None


def mended_spf(records: Sequence[bytes], company: str | None) -> str | Unknown:
    """One record that lists all whom these list, and nobody else; `company` is a mechanism to be in it too.

    Several are joined, slips mended, doubles, `ptr` and ranges of the whole internet left out. It ends in -all if all
    of them did, else in ~all. Unknown when nobody but the owner can tell who may send.
    """
    terms = _Terms()
    for record in records:
        unclear = _take(terms, record, alone=len(records) == 1)
        if unclear is not None:
            return unclear
    kept = terms.kept
    if company and terms.redirect is None and company.lower() not in map(str.lower, kept):
        kept = [company, *kept]
    if not kept and terms.redirect is None:
        return Unknown("not_listed", "we do not know the companies that send email for this domain")
    ending = terms.redirect or ("-all" if terms.endings == {"-"} else "~all")
    return " ".join(["v=spf1", *_each_once(kept), ending])


def _take(terms: _Terms, record: bytes, *, alone: bool) -> Unknown | None:
    """Add what a record lists; Unknown when a part of it could stand for anybody."""
    redirect: str | None = None
    ended = False
    for term in map(_without_slip, record.decode("ascii", "replace").split()[1:]):
        read = parse(f"v=spf1 {term}".encode())
        if isinstance(read, GrammarFault):
            return Unknown("not_seen", clean(f"we cannot tell what '{term}' is meant to be"))
        if read.redirect is not None:
            redirect = term.partition("=")[2]
        for mechanism in read.mechanisms:
            if mechanism.kind == "all":
                terms.endings.add(mechanism.sign)
                ended = True
            elif mechanism.kind != "ptr" and not _is_everyone(term):
                terms.kept.append(term)
    if redirect and not ended:  # beside `all` it never counted
        if alone and not terms.kept:
            terms.redirect = f"redirect={redirect}"
        else:
            terms.kept.append(f"include:{redirect}")
    return None


def _without_slip(term: str) -> str:
    name, colon, value = term.partition(":")
    return _SLIPS.get(name.lower(), name) + colon + value


def _is_everyone(term: str) -> bool:
    return re.search(r"/0(?![0-9])", term) is not None


def _each_once(terms: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for term in terms:
        found.setdefault(term.lower().removeprefix("+"), term)
    return list(found.values())
