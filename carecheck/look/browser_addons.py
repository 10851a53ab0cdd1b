"""Puts together what browsers tell of their add-ons: what is certain counts, also beside a gap."""

import re
from collections.abc import Iterable
from itertools import chain
from typing import Final, NamedTuple

from carecheck.facts.addons import Addons
from carecheck.facts.model import Unknown
from carecheck.look.chromium_addons import chromium_addons
from carecheck.look.firefox_addons import firefox_addons
from carecheck.look.machine import Machine
from carecheck.look.seen_addons import SeenAddon

MOST_NAMED: Final = 60
NO_BROWSER: Final = Unknown("not_seen", "this login has used none of the browsers that we know")
NO_ID: Final = "an add-on without an id"

_ID: Final = re.compile(r"[A-Za-z0-9{}@._+-]{1,80}")


class Places(NamedTuple):
    """Where browsers of a system keep their profiles; of `others`, nobody told us where they keep what."""

    chromium: tuple[str, ...]
    firefox: tuple[str, ...]
    others: tuple[str, ...]


def addons_in(machine: Machine, places: Places, gaps: Iterable[Unknown] = ()) -> Addons:
    """Look into each place; `gaps` are those that are known without a look."""
    if machine.about.person is None:
        return Addons.all_unknown(Unknown("wrong_login", "it cannot be told whose browsers to look at"))
    told = [chromium_addons(machine, place) for place in places.chromium]
    told += [firefox_addons(machine, place) for place in places.firefox]
    told += [(gap,) for place in places.others if (gap := _other(machine, place)) is not None]
    used = [one for one in told if one is not None]
    return put_together([*chain.from_iterable(used or [(NO_BROWSER,)]), *gaps])


def put_together(found: Iterable[SeenAddon | Unknown]) -> Addons:
    """The facts, from each add-on that is turned on, and from why others could not be seen."""
    everything = tuple(found)
    seen = [one for one in everything if isinstance(one, SeenAddon)]
    gaps = [one for one in everything if isinstance(one, Unknown)]
    gaps += [part for one in seen for part in (one.outside, one.reads_all) if isinstance(part, Unknown)]
    gap = gaps[0] if gaps else None
    return Addons(
        outside_seen=_ids((one.id for one in seen if one.outside is True), gap),
        readers_seen=_ids((one.id for one in seen if one.reads_all is True), gap),
        looked_everywhere=True if gap is None else gap,
    )


def _ids(ids: Iterable[str], gap: Unknown | None) -> tuple[str, ...] | Unknown:
    """The ids that are certain, in a harmless form; with none certain, a gap leaves it open."""
    found = sorted({one if _ID.fullmatch(one) else NO_ID for one in ids})[:MOST_NAMED]
    return gap if gap is not None and not found else tuple(found)


def _other(machine: Machine, place: str) -> Unknown | None:
    inside = machine.list_folder(place)
    if inside is None or isinstance(inside, Unknown):
        return inside
    return Unknown("not_listed", "we do not know how a browser here keeps its add-ons")
