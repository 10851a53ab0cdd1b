"""Whether a program keeps the clock of this Linux right: that of systemd, or one of the others.

systemd tells whether one runs that it knows: its own, and chrony. Others do not tell systemd of themselves.
"""

import re
from typing import Final

from carecheck.facts.clock import Clock
from carecheck.facts.model import Unknown, any_of
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.linux.systemd import units
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

SERVICES: Final = ("chrony.service", "ntpsec.service", "openntpd.service", "ntpd-rs.service")
# Each may be another name of one of those, and is then told under that name. So each is asked for alone.
OTHER_NAMES: Final = ("chronyd.service", "ntp.service", "ntpd.service")

_RUNS: Final = re.compile(r"^NTP=(yes|no)$", re.MULTILINE)


@probe(Clock, on="linux")
def clock(machine: Machine) -> Clock:
    """Ask systemd first, and the other programs where it knows of none that runs."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Clock(gap)
    known = _known_to_systemd(machine)
    if known is not False:
        return Clock(known)
    return Clock(any_of([_some_run(machine, *SERVICES), *(_some_run(machine, name) for name in OTHER_NAMES)]))


def _known_to_systemd(machine: Machine) -> bool | Unknown:
    in_charge = machine.exists("/run/systemd/system")
    if isinstance(in_charge, Unknown):
        return in_charge
    if not in_charge:
        return Unknown("not_possible_here", "systemd is not in charge of this computer")
    shown = machine.run("timedatectl", "show")
    if isinstance(shown, Unknown):
        return shown
    runs = _RUNS.findall(shown.text)
    if shown.exit or len(runs) != 1:
        return Unknown("unreadable", "timedatectl did not tell if a program keeps the clock right")
    return runs == ["yes"]


def _some_run(machine: Machine, *names: str) -> bool | Unknown:
    found = units(machine, *names)
    return found if isinstance(found, Unknown) else any_of(unit.is_on for unit in found.values())
