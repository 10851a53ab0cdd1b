"""The firewall of this Linux, whichever program looks after it: ufw, firewalld, or rules that somebody wrote.

The kernel alone has the firewall, and shows its rules to root only. So each program is asked for its own settings.
A computer on which none of them is on has no firewall: Linux brings none of its own.
"""

from collections.abc import Mapping
from typing import Final

from carecheck.facts.firewall import Firewall
from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.linux import firewalld
from carecheck.look.linux.nftables import Rules, nftables_rules
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.linux.systemd import Unit, units
from carecheck.look.linux.ufw import SERVICE, ufw_is_on, ufw_lets_all_in
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

# Services that put rules in place that somebody wrote. Each has a form of its own.
NFTABLES: Final = "nftables.service"
WITH_OWN_RULES: Final = (
    NFTABLES,
    "netfilter-persistent.service",
    "shorewall.service",
    "ferm.service",
    "firehol.service",
    "csf.service",
)
IPTABLES: Final = "iptables.service"  # asked for alone: on Debian it is another name of netfilter-persistent

OWN_RULES: Final = Unknown("not_seen", "a service puts firewall rules in place that somebody wrote")


@probe(Firewall, on="linux")
def firewall(machine: Machine) -> Firewall:
    """Ask the programs that look after the firewall."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Firewall.all_unknown(gap)
    services = firewall_services(machine)
    by_ufw, by_firewalld = ufw_is_on(machine, services), firewalld_is_on(services)
    own = _own_rules(machine, services)
    is_on = any_of([by_ufw, by_firewalld, own.keeps_out if isinstance(own, Rules) else own])
    if isinstance(is_on, Unknown):
        return Firewall(other=None, off_everywhere=is_on, off_somewhere=is_on, lets_all_in=is_on)
    lets_in = [_lets_all_in_by_ufw(machine, by_ufw), _lets_all_in_by_firewalld(machine, by_firewalld)]
    lets_in.append(own.lets_all_in if isinstance(own, Rules) else own)
    return Firewall(other=None, off_everywhere=not is_on, off_somewhere=not is_on, lets_all_in=all_of(lets_in))


def firewall_services(machine: Machine) -> Mapping[str, Unit] | Unknown:
    """The services of firewalls."""
    return units(machine, SERVICE, firewalld.SERVICE, *WITH_OWN_RULES)


def firewalld_is_on(services: Mapping[str, Unit] | Unknown) -> bool | Unknown:
    """Whether firewalld runs now and after the next start."""
    if isinstance(services, Unknown):
        return services
    service = services[firewalld.SERVICE]
    on = service.is_on
    if on is False and service.active != "inactive":
        return Unknown("not_seen", "firewalld runs now, and does not start with the computer")
    return on


def _own_rules(machine: Machine, services: Mapping[str, Unit] | Unknown) -> Rules | Unknown:
    """The rules that a service puts in place and somebody wrote; we read those of nftables only."""
    if isinstance(services, Unknown):
        return services
    iptables = units(machine, IPTABLES)
    if isinstance(iptables, Unknown):
        return iptables
    others = [services[name] for name in WITH_OWN_RULES] + [iptables[IPTABLES]]
    if all(unit.is_on is False and unit.active == "inactive" for unit in others):
        return Rules(keeps_out=False, lets_all_in=True)
    rest = [unit for unit in others if unit is not services[NFTABLES]]
    only_nftables = services[NFTABLES].is_on is True and all(unit.is_on is False for unit in rest)
    rules = nftables_rules(machine) if only_nftables else OWN_RULES
    return OWN_RULES if isinstance(rules, Unknown) and rules.reason == "tool_missing" else rules


def _lets_all_in_by_ufw(machine: Machine, is_on: bool | Unknown) -> bool | Unknown:
    if is_on is True:
        return ufw_lets_all_in(machine)
    return is_on if isinstance(is_on, Unknown) else True


def _lets_all_in_by_firewalld(machine: Machine, is_on: bool | Unknown) -> bool | Unknown:
    if is_on is True:
        zones = firewalld.zones_in_use(machine)
        if isinstance(zones, Unknown):
            return zones
        found = firewalld.lets_all_in(zones)
        return firewalld.BESIDES_ZONES if found is False else found
    return is_on if isinstance(is_on, Unknown) else True
