"""Small safeguards of macOS: what it says of unknown programs, and what a memory stick can start by itself."""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.safeguards import Autorun, Warnings
from carecheck.look.machine import Machine
from carecheck.look.macos.told import unclear
from carecheck.look.macos.version import version
from carecheck.look.probes import probe

SPCTL: Final = "/usr/sbin/spctl"
SAFARI: Final = Unknown("blocked", "macOS keeps the settings of Safari to itself")


@probe(Warnings, on="macos")
def warnings(machine: Machine) -> Warnings:
    """Ask Gatekeeper. What Safari is set to is closed to other programs."""
    return Warnings(for_files=gatekeeper_is_on(machine), for_websites=SAFARI)


@probe(Autorun, on="macos")
def autorun(machine: Machine) -> Autorun:
    """No macOS runs a program from a stick by itself, and it has no setting for that."""
    here = version(machine)
    return Autorun(here if isinstance(here, Unknown) else False)


def gatekeeper_is_on(machine: Machine) -> bool | Unknown:
    """Whether macOS stops a program that nobody signed."""
    told = machine.run(SPCTL, "--status")
    if isinstance(told, Unknown):
        return told
    words = f"{told.text}\n{told.errors}".split()
    if "disabled" in words:
        return False
    return True if told.exit == 0 and words == ["assessments", "enabled"] else unclear(SPCTL)
