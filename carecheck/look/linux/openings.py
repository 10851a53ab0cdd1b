"""What the firewall of this Linux opens to everybody, by the rules of ufw or the zones of firewalld."""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.openings import Openings
from carecheck.look.linux import firewalld, ufw
from carecheck.look.linux.firewall import firewall_services, firewalld_is_on
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

# It opens ports of its containers in front of every other rule.
DOCKER: Final = "/var/lib/docker"


@probe(Openings, on="linux")
def openings(machine: Machine) -> Openings:
    """Ask the one firewall that is on. Where two are on, what one opens the other may close."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Openings.all_unknown(gap)
    services = firewall_services(machine)
    match ufw.ufw_is_on(machine, services), firewalld_is_on(services):
        case (Unknown() as unseen, _) | (_, Unknown() as unseen):
            return Openings.all_unknown(unseen)
        case True, False:
            return _by_ufw(machine)
        case False, True:
            return _by_firewalld(machine)
        case True, True:
            return Openings.all_unknown(Unknown("not_seen", "ufw and firewalld are both on"))
        case _:
            return Openings.all_unknown(Unknown("not_seen", "neither ufw nor firewalld is on"))


def _by_ufw(machine: Machine) -> Openings:
    seen = ufw.ufw_openings(machine)
    if isinstance(seen, Unknown):
        return Openings.all_unknown(seen)
    only_these = ufw.ufw_has_only_these(machine)
    if only_these is False:
        only_these = Unknown("not_seen", "somebody changed the rules that come with ufw")
    return _unless_docker(machine, seen, only_these)


def _by_firewalld(machine: Machine) -> Openings:
    zones = firewalld.zones_in_use(machine)
    if isinstance(zones, Unknown):
        return Openings.all_unknown(zones)
    return Openings(seen=firewalld.zone_openings(zones), whole=firewalld.BESIDES_ZONES)


def _unless_docker(machine: Machine, seen: tuple[str, ...], whole: bool | Unknown) -> Openings:
    if isinstance(whole, Unknown):
        return Openings(seen=seen, whole=whole)
    docker = machine.exists(DOCKER)
    if isinstance(docker, Unknown):
        return Openings(seen=seen, whole=docker)
    return Openings(seen=seen, whole=Unknown("not_seen", "Docker opens ports by itself") if docker else seen)
