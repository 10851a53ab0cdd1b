"""Looks for the DKIM keys of a domain (RFC 6376).

Selectors cannot be listed, so we try those that the MX hosts and the SPF list imply, and then the usual ones. One
question saves most of them: if `_domainkey` does not exist, nothing that it could hold does (RFC 8020). A few old
name servers say so although there are keys, so the selectors of the mail company are tried all the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from carecheck.facts.dkim import Dkim, KeyState
from carecheck.facts.model import Unknown
from carecheck.look.domain.dkim_record import Key, parse_key
from carecheck.look.domain.dkim_selectors import Candidates, candidates
from carecheck.look.domain.dmarc_walk import text_at
from carecheck.look.lookups import Lookups, NotThere
from carecheck.look.probes import probe
from carecheck.words import clean

# A key that can be used beats all others; of those, a broken one is the worst news.
_BEST_FIRST: Final[tuple[KeyState, ...]] = (
    *("strong", "testing", "several", "short", "ed25519"),
    *("broken", "leads_nowhere", "revoked"),
)
_USABLE: Final = _BEST_FIRST[:5]
_LEADS_NOWHERE: Final = Key("leads_nowhere", "an alias that leads nowhere")
_ELSEWHERE: Final = Unknown("not_seen", "a key may exist, but stands at none of the selectors that were tried")


@probe(Dkim, on="domain")
def dkim(dns: Lookups) -> Dkim:
    """What is known about the DKIM keys of the domain; stops where it finds a strong one."""
    where, below = candidates(dns), _anything_below(dns)
    places: dict[str, Key | None] = {}
    for selectors in _stages(dns, where, below):
        if isinstance(selectors, Unknown):
            return Dkim.all_unknown(selectors)
        found = {selector: _at(dns, selector) for selector in selectors if selector not in places}
        read = {selector: place for selector, place in found.items() if not isinstance(place, Unknown)}
        unread = [place for place in found.values() if isinstance(place, Unknown)]
        places |= read
        if any(place and place.state == "strong" for place in read.values()):
            return _found(places, unread)
        if unread:
            return Dkim.all_unknown(unread[0])
    if isinstance(where, Candidates) and isinstance(where.others, tuple):
        # An alias that we only guessed says nothing of the others that may exist.
        places |= {selector: None for selector in where.others if places.get(selector) == _LEADS_NOWHERE}
    if any(places.values()):
        return _found(places, [])
    gap = below if isinstance(below, Unknown) else _ELSEWHERE
    return Dkim(best="none" if below is False else gap, keys=(), tried=tuple(places))


def _stages(dns: Lookups, where: Candidates | Unknown, below: bool | Unknown) -> Iterator[tuple[str, ...] | Unknown]:
    """The selectors to try, each group only if those before hold no strong key; Unknown where that is not known."""
    yield tuple(selector.lower() for selector in dns.selectors)
    if isinstance(where, Unknown):
        yield where
        return
    yield where.of_company
    if below is False or where.others == ():
        return
    yield below if isinstance(below, Unknown) else ()
    yield where.others


def _anything_below(dns: Lookups) -> bool | Unknown:
    """Whether there can be a key under any name."""
    answer = text_at(dns, f"_domainkey.{dns.domain}")
    return answer if isinstance(answer, Unknown) else answer != NotThere("no_such_name")


def _at(dns: Lookups, selector: str) -> Key | None | Unknown:
    """What stands at a selector; text that is no key record is what a wildcard or somebody's mistake put there."""
    answer = text_at(dns, f"{selector}._domainkey.{dns.domain}")
    if isinstance(answer, Unknown):
        return answer
    if isinstance(answer, NotThere):
        return _LEADS_NOWHERE if answer.dangling else None
    keys = [key for key in map(parse_key, answer.records) if key]
    if len(keys) < 2:
        return keys[0] if keys else None
    text = f"{len(keys)} records: {'; '.join(key.text for key in keys)}"
    best = _best(keys)
    return Key("several" if best in _USABLE else best, text)


def _best(keys: Iterable[Key]) -> KeyState:
    states = {key.state for key in keys}
    return next(state for state in _BEST_FIRST if state in states)


def _found(places: Mapping[str, Key | None], unread: list[Unknown]) -> Dkim:
    """The facts when at least one key was found."""
    keys = {selector: key for selector, key in places.items() if key}
    texts = tuple(clean(f"{selector}: {key.text}") for selector, key in keys.items())
    tried = tuple(map(clean, places))
    return Dkim(
        best=_best(keys.values()),
        keys=unread[0] if unread else texts,
        tried=unread[0] if unread else tried,
    )
