"""Settings that a rule of an organisation can decide: the rule counts before what was set on the computer itself."""

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.windows.registry import read_number
from carecheck.look.windows.version import Windows


def number_by_rule(machine: Machine, windows: Windows, rule: str, local: str, name: str) -> int | None | Unknown:
    """The number that counts; a Home edition may ignore rules, so there one that changes anything leaves it open."""
    ruled = read_number(machine, "HKLM", rule, name)
    if isinstance(ruled, Unknown):
        return ruled
    if ruled is not None and not windows.is_home:
        return ruled
    own = read_number(machine, "HKLM", local, name)
    if ruled is not None and not isinstance(own, Unknown) and own != ruled:
        return Unknown("not_seen", f"a rule sets {name}, and a Home edition may ignore it")
    return own


def switch_by_rule(machine: Machine, windows: Windows, rule: str, local: str, name: str) -> bool | None | Unknown:
    """The same for a switch: 1 is on and 0 is off."""
    number = number_by_rule(machine, windows, rule, local, name)
    if number is None or isinstance(number, Unknown):
        return number
    return bool(number) if number in (0, 1) else Unknown("unreadable", f"{name} is {number}")
