"""Whether this Mac is set to keep its own clock right."""

from carecheck.facts.clock import Clock
from carecheck.look.machine import Machine
from carecheck.look.macos.told import switch
from carecheck.look.probes import probe


@probe(Clock, on="macos")
def clock(machine: Machine) -> Clock:
    """Ask the tool for administrators, which tells everyone."""
    return Clock(switch(machine, "automaticTime"))
