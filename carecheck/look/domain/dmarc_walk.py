"""Which DMARC record applies to a name: policy discovery and the DNS tree walk (RFC 9989 section 4.10)."""

from collections.abc import Iterable
from typing import Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.domain.dmarc_record import DmarcRecord, is_dmarc, looks_like_dmarc, parse_dmarc
from carecheck.look.lookups import Found, Lookups, NotThere

MOST_LABELS: Final = 8  # a name with more is cut, so that no walk asks more than 8 questions
LONGEST_NAME: Final = 253


class Place(msgspec.Struct, frozen=True):
    """What stands at `_dmarc` of one name.

    `record`: the only DMARC record there, when it is valid. `several`: there are 2 or more, which are all discarded.
    `unusable`: no valid one, but something that was meant as one. `pointer_dead`: an alias that leads nowhere.
    """

    name: str
    record: DmarcRecord | None = None
    several: bool = False
    unusable: bool = False
    pointer_dead: bool = False


class Applied(msgspec.Struct, frozen=True):
    """The record that applies to a name, and where it stands.

    `organisation` is the organisational domain that the walk found; `skipped` whether a nearer record is passed over.
    """

    name: str
    record: DmarcRecord
    organisation: str
    skipped: bool = False


def place_at(dns: Lookups, name: str) -> Place | Unknown:
    """What stands at `_dmarc.NAME`; what is no DMARC record is discarded (section 4.10 steps 2 and 6)."""
    answer = text_at(dns, f"_dmarc.{name}")
    if isinstance(answer, Unknown):
        return answer
    if isinstance(answer, NotThere):
        return Place(name, pointer_dead=answer.dangling)
    versioned = [text for text in answer.records if is_dmarc(text)]
    if len(versioned) > 1:
        return Place(name, several=True)
    record = parse_dmarc(versioned[0]) if versioned else None
    return Place(name, record, unusable=record is None and any(looks_like_dmarc(text) for text in answer.records))


def discover(dns: Lookups, name: str) -> Applied | None | Unknown:
    """The record that applies to a name: its own, or what the tree walk finds above it (section 4.10.1)."""
    own = place_at(dns, name)
    if isinstance(own, Unknown):
        return own
    if own.record:
        return Applied(name, own.record, organisation=name)
    return _chosen(name, [place_at(dns, above) for above in names_above(name)])


def discover_below(dns: Lookups, name: str) -> Applied | None | Unknown:
    """The record that applies to names directly below this one that have none of their own."""
    below = f"below.{name}"
    return _chosen(below, [place_at(dns, above) for above in names_above(below)])


def organisational_domain(dns: Lookups, name: str) -> str | Unknown:
    """The organisational domain of a name; the name itself when no record says otherwise (section 4.10.2)."""
    chosen = _chosen(name, [place_at(dns, asked) for asked in (name, *names_above(name))])
    if isinstance(chosen, Unknown):
        return chosen
    return chosen.organisation if chosen else name


def names_above(name: str) -> tuple[str, ...]:
    """The names at which a walk that starts at `name` asks after it, the longest first (section 4.10 steps 3 to 7)."""
    labels = name.split(".")
    above = labels[1:] if len(labels) <= MOST_LABELS else labels[1 - MOST_LABELS :]
    return tuple(".".join(above[start:]) for start in range(len(above)))


def text_at(dns: Lookups, name: str) -> Found[bytes] | NotThere | Unknown:
    """The TXT records at a name; a name longer than DNS allows is not there."""
    return dns.txt(name) if len(name) <= LONGEST_NAME else NotThere("no_such_name")


def _chosen(start: str, places: Iterable[Place | Unknown]) -> Applied | None | Unknown:
    """The record that the walk from `start` selects, from the longest name to the shortest (section 4.10.2).

    The first record with a psd tag ends the walk; without one, the record at the shortest name is taken. A place
    that could not be read leaves it open, unless the walk ends before.
    """
    found: dict[str, DmarcRecord] = {}
    for place in places:
        if isinstance(place, Unknown):
            return place
        if place.record is None:
            continue
        found[place.name] = place.record
        if place.record.psd == "n":
            return _applied(place.name, place.name, found)
        if place.record.psd == "y":
            organisation = _one_label_below(place.name, start)
            return _applied(organisation if organisation in found else place.name, organisation, found)
    shortest = next(reversed(found), None)
    return None if shortest is None else _applied(shortest, shortest, found)


def _applied(name: str, organisation: str, found: dict[str, DmarcRecord]) -> Applied:
    return Applied(name, found[name], organisation, skipped=any(len(other) > len(name) for other in found))


def _one_label_below(name: str, start: str) -> str:
    """The name one label below on the way to `start`; `start` itself when there is none (section 4.10.2 rule 2)."""
    labels = start.split(".")
    return ".".join(labels[-len(name.split(".")) - 1 :])
