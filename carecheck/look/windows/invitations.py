"""Remote Assistance: help by invitation, or offered by someone of the organisation."""

from typing import Final

from carecheck.facts.invitations import Invitations
from carecheck.facts.model import Unknown, any_of
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.by_rule import switch_by_rule
from carecheck.look.windows.registry import is_set
from carecheck.look.windows.version import windows_version

RULES: Final = "SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services"
SETTINGS: Final = "SYSTEM\\CurrentControlSet\\Control\\Remote Assistance"


@probe(Invitations, on="windows")
def invitations(machine: Machine) -> Invitations:
    """Look at both ways; a Windows that does not tell is not taken for one that is off."""
    windows = windows_version(machine)
    if isinstance(windows, Unknown):
        return Invitations.all_unknown(windows)
    asked = switch_by_rule(machine, windows, RULES, SETTINGS, "fAllowToGetHelp")
    if asked is None:
        asked = Unknown("not_seen", "Windows does not tell whether invitations are allowed")
    return Invitations(any_of([asked, is_set(machine, "HKLM", RULES, "fAllowUnsolicited")]))
