"""What this Linux says about its own updates, by the package manager that its maker uses."""

from carecheck.facts.model import Unknown
from carecheck.facts.updates import Updates
from carecheck.look.linux.apt import apt_updates
from carecheck.look.linux.dnf import dnf_updates
from carecheck.look.linux.os_release import os_release
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.linux.zypper import zypper_updates
from carecheck.look.machine import Machine
from carecheck.look.probes import probe


@probe(Updates, on="linux")
def updates(machine: Machine) -> Updates:
    """Ask apt or dnf, or look at openSUSE's own files. Another system's tool may be here, too, and know nothing."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Updates.all_unknown(gap)
    system = os_release(machine)
    if isinstance(system, Unknown):
        return Updates.all_unknown(system)
    if "debian" in system.family or "ubuntu" in system.family:
        return apt_updates(machine, mint="linuxmint" in system.family)
    if "fedora" in system.family:
        return dnf_updates(machine)
    if {"suse", "opensuse"} & set(system.family):
        return zypper_updates(machine)
    return Updates.all_unknown(Unknown("not_possible_here", f"we cannot ask {system.id} for its updates"))
