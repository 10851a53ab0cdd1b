"""After how many wrong passwords this Linux locks a login: by pam_faillock, or by pam_tally2 of old."""

import re
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.linux.pam import Line, of_module, pam_lines
from carecheck.look.machine import Machine

SETTINGS: Final = "/etc/security/faillock.conf"
USUAL_TRIES: Final = 3  # of pam_faillock, where nothing is set

_DENY: Final = re.compile(r"^[ \t]*deny[ \t]*=[ \t]*(\S*)[ \t]*$", re.MULTILINE)


def tries_until_locked(machine: Machine, service: str) -> int | None | Unknown:
    """The number of tries for a service of PAM; absent: it never locks."""
    lines = pam_lines(machine, service, "auth")
    if isinstance(lines, Unknown):
        return lines
    ours = of_module(lines, "pam_faillock")
    if ours:
        return _by_faillock(machine, service, ours)
    old = of_module(lines, "pam_tally2", "pam_tally")
    if old:
        return _number(old[0].option("deny") or "0")
    if any(line.module.rpartition("/")[2].startswith(("pam_abl", "pam_shield")) for line in lines):
        return Unknown("not_seen", "another program counts wrong passwords")
    return None


def _by_faillock(machine: Machine, service: str, lines: list[Line]) -> int | None | Unknown:
    """It must count a wrong password, and look at the count before or after the password."""
    if not any("authfail" in line.options for line in lines):
        return None
    if not any("preauth" in line.options for line in lines):
        accounts = pam_lines(machine, service, "account")
        if isinstance(accounts, Unknown):
            return accounts
        if not of_module(accounts, "pam_faillock"):
            return None
    given = [one for one in (line.option("deny") for line in lines) if one is not None]
    if given:
        return _worst([_number(one) for one in given])
    text = machine.read(SETTINGS)
    if isinstance(text, Unknown):
        return text
    told = _DENY.findall(re.sub(r"#.*", "", text or ""))
    return _number(told[-1]) if told else USUAL_TRIES


def _worst(numbers: list[int | None | Unknown]) -> int | None | Unknown:
    if None in numbers:
        return None
    gap = next((one for one in numbers if isinstance(one, Unknown)), None)
    return max(one for one in numbers if isinstance(one, int)) if gap is None else gap


def _number(text: str) -> int | None | Unknown:
    """A number of tries, where 0 stands for no end of them."""
    if not re.fullmatch(r"\d{1,9}", text):
        return Unknown("unreadable", "the number of wrong passwords is no number")
    return int(text) or None
