"""Which networks this Linux trusts: only firewalld, of Fedora, has zones for networks that it trusts more or less.

Without it, a network is not marked at all. Names of networks are only looked at, and never told.
"""

import re
from collections.abc import Iterator
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.networks import Networks
from carecheck.look.linux.firewall import firewall_services, firewalld_is_on
from carecheck.look.linux.firewalld import default_zone
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.public_networks import looks_public

# Zones in which other computers are trusted: each lets in shared folders of the neighbours, or everything.
TRUSTING: Final = frozenset({"home", "internal", "trusted", "work"})
LISTED: Final = ("nmcli", "--terse", "--escape", "no", "--fields")
REMEMBERED: Final = (*LISTED, "UUID,TYPE", "connection", "show")
NAMED: Final = (*LISTED, "UUID,NAME", "connection", "show")
EACH: Final = ("nmcli", "--escape", "no", "--get-values", "connection.zone,connection.id", "connection", "show")
WIFI: Final = "802-11-wireless"

_ROW: Final = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(.+)")
_KIND: Final = re.compile(r"[a-z0-9-]+", re.ASCII)
_ZONE: Final = re.compile(r"[A-Za-z0-9_-]{0,40}", re.ASCII)
_OTHER_FORM: Final = Unknown("unreadable", "NetworkManager tells of a network in another form")


@probe(Networks, on="linux")
def networks(machine: Machine) -> Networks:
    """Look at the Wi-Fi networks that NetworkManager remembers, and at their zones.

    A public zone is what Linux takes for any network, the office's included: that is no mistake.
    """
    gap = not_this_computer(machine)
    if gap is not None:
        return Networks.all_unknown(gap)
    has_zones = firewalld_is_on(firewall_services(machine))
    if isinstance(has_zones, Unknown):
        return Networks(public_one_trusted=has_zones, office_not_trusted=False)
    trusted = any_of(_trusted_and_public(machine)) if has_zones else False
    return Networks(public_one_trusted=trusted, office_not_trusted=False)


def _trusted_and_public(machine: Machine) -> Iterator[bool | Unknown]:
    """For each Wi-Fi network that is remembered; all of them are listed twice, so that none is left out."""
    default = default_zone(machine)
    kinds, names = _rows(machine, REMEMBERED), _rows(machine, NAMED)
    if isinstance(default, Unknown) or isinstance(kinds, Unknown) or isinstance(names, Unknown):
        yield from (answer for answer in (default, kinds, names) if isinstance(answer, Unknown))
        return
    if not kinds or kinds.keys() != names.keys() or not all(map(_KIND.fullmatch, kinds.values())):
        yield Unknown("unreadable", "NetworkManager did not tell of each network")
    for uuid in (uuid for uuid, kind in kinds.items() if kind == WIFI):
        yield _is_trusted_and_public(machine, uuid, names.get(uuid, ""), default)


def _rows(machine: Machine, command: tuple[str, ...]) -> dict[str, str] | Unknown:
    """One column of the list of networks, by their ids."""
    listed = machine.run(*command)
    if isinstance(listed, Unknown):
        return listed
    rows = [_ROW.fullmatch(line) for line in listed.text.splitlines()]
    if listed.exit or listed.breaks_off or not all(rows):
        return _OTHER_FORM
    return {row[1]: row[2] for row in rows if row}


def _is_trusted_and_public(machine: Machine, uuid: str, name: str, default: str) -> bool | Unknown:
    told = machine.run(*EACH, uuid)
    if isinstance(told, Unknown):
        return told
    zone, line_end, rest = told.text.partition("\n")
    if told.exit or not line_end or rest != f"{name}\n" or not _ZONE.fullmatch(zone):
        return _OTHER_FORM
    return (zone or default) in TRUSTING and looks_public(name, machine.about.today)
