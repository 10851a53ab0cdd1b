"""The firewall of macOS, which knows one kind of network only.

Until macOS 14 its settings lay in a file. From 15 on that file is gone: who still looks there finds nothing, and takes
it for off.
"""

import re
from typing import Final

from carecheck.facts.firewall import Firewall
from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.preferences import computer_settings
from carecheck.look.macos.reports import SYSTEM_PROFILER, report
from carecheck.look.macos.told import unclear, words_of
from carecheck.look.macos.version import version
from carecheck.look.probes import probe

TOOL: Final = "/usr/libexec/ApplicationFirewall/socketfilterfw"
DOMAIN: Final = "com.apple.alf"
REPORT: Final = "SPFirewallDataType"
STATES: Final = {
    "spfirewall_globalstate_allow_all": False,
    "spfirewall_globalstate_limit_connections": True,
    "spfirewall_globalstate_block_all": True,
}
LAST_WITH_FILE: Final = 14

_STATE: Final = re.compile(r"\(State = ([012])\)")


@probe(Firewall, on="macos")
def firewall(machine: Machine) -> Firewall:
    """Ask two sources, for each falls silent on some release; one that says off counts."""
    told = firewall_is_on(machine)
    if isinstance(told, Unknown):
        return Firewall.all_unknown(told).with_facts(other=None)
    return Firewall(other=None, off_everywhere=not told, off_somewhere=not told, lets_all_in=not told)


def firewall_is_on(machine: Machine) -> bool | Unknown:
    """Whether the firewall is on."""
    here = version(machine)
    if isinstance(here, Unknown):
        return here
    first = _by_file(machine) if here.major <= LAST_WITH_FILE else _by_report(machine)
    second = _by_tool(machine)
    answers = [answer for answer in (first, second) if not isinstance(answer, Unknown)]
    return all(answers) if answers else first


def _by_file(machine: Machine) -> bool | Unknown:
    state = computer_settings(machine, DOMAIN).number("globalstate")
    if isinstance(state, Unknown):
        return state
    return state > 0 if state in (0, 1, 2) else Unknown("not_seen", "the firewall does not tell its state")


def _by_report(machine: Machine) -> bool | Unknown:
    found = report(machine, REPORT)
    if isinstance(found, Unknown):
        return found
    state = found[0].text("spfirewall_globalstate") if found else None
    return STATES[state] if isinstance(state, str) and state in STATES else unclear(SYSTEM_PROFILER)


def _by_tool(machine: Machine) -> bool | Unknown:
    told = words_of(machine, TOOL, "--getglobalstate")
    if isinstance(told, Unknown):
        return told
    state = _STATE.search(told.text)
    return state[1] != "0" if state else unclear(TOOL)
