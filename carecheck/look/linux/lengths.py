"""How short a password may be on this Linux: by pam_pwquality, pam_cracklib, pam_passwdqc, or pam_unix alone.

The first three let longer kinds of letters count for more (credits), and never let in fewer than 6.
"""

import re
from collections.abc import Mapping
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.linux.pam import Line, of_module, pam_lines
from carecheck.look.machine import Machine

SERVICE: Final = "passwd"
SETTINGS: Final = "/etc/security/pwquality.conf"
SETTINGS_FOLDER: Final = "/etc/security/pwquality.conf.d"
CREDITS: Final = ("dcredit", "ucredit", "lcredit", "ocredit")

FEWEST: Final = 6  # below this, the libraries do not go
USUAL: Final[Mapping[str, int]] = {"pam_pwquality": 8, "pam_cracklib": 9, "pam_unix": 6}
USUAL_CREDIT: Final[Mapping[str, int]] = {"pam_pwquality": 0, "pam_cracklib": 1}

_SETTING: Final = re.compile(r"^[ \t]*([a-z_]+)[ \t]*=[ \t]*(-?\d{1,6})[ \t]*$", re.MULTILINE)
_ENFORCED: Final = re.compile(r"required|requisite|\[.*default=(?:die|bad).*\]")


def shortest_password(machine: Machine) -> int | Unknown:
    """The fewest letters with which a person can choose a password."""
    lines = pam_lines(machine, SERVICE, "password")
    if isinstance(lines, Unknown):
        return lines
    enforced = [line for line in lines if _ENFORCED.fullmatch(line.control)]
    if of_module(enforced, "pam_passwdqc"):
        return _by_passwdqc(of_module(enforced, "pam_passwdqc")[0])
    found: list[int] = [_by_unix(lines)]
    for name in USUAL_CREDIT:
        for line in of_module(enforced, name):
            length = _by_quality(machine, name, line)
            if isinstance(length, Unknown):
                return length
            found.append(length)
    return max(found)


def _by_unix(lines: list[Line]) -> int:
    told = [one.option("minlen") for one in of_module(lines, "pam_unix")]
    numbers = [int(one) for one in told if one is not None and re.fullmatch(r"\d{1,6}", one)]
    return numbers[0] if numbers else USUAL["pam_unix"]


def _by_quality(machine: Machine, name: str, line: Line) -> int | Unknown:
    settings = _settings(machine) if name == "pam_pwquality" else {}
    if isinstance(settings, Unknown):
        return settings
    own = {
        key: int(value)
        for key in ("minlen", "enforcing", *CREDITS)
        if (value := line.option(key) or "").lstrip("-").isdecimal()
    }
    settings = {**settings, **own}
    if settings.get("enforcing", 1) == 0:
        return 0  # it only warns
    for_kinds = sum(max(settings.get(key, USUAL_CREDIT[name]), 0) for key in CREDITS)
    return max(settings.get("minlen", USUAL[name]) - for_kinds, FEWEST)


def _settings(machine: Machine) -> dict[str, int] | Unknown:
    """What is set for pwquality; files in the folder go before the main one, and later files before earlier ones."""
    entries = machine.list_folder(SETTINGS_FOLDER)
    if isinstance(entries, Unknown):
        return entries
    names = sorted(entry.name for entry in entries or () if entry.name.endswith(".conf"))
    found: dict[str, int] = {}
    for path in (*(f"{SETTINGS_FOLDER}/{name}" for name in names), SETTINGS):
        text = machine.read(path)
        if isinstance(text, Unknown):
            return text
        for key, value in _SETTING.findall(re.sub(r"#.*", "", text or "")):
            found[key] = int(value)
    return found


def _by_passwdqc(line: Line) -> int | Unknown:
    """It has one length for each mix of kinds of letters; the shortest of them counts."""
    told = line.option("min") or "disabled,24,11,8,7"
    numbers = [part for part in told.split(",") if part != "disabled"]
    if line.option("config") is not None or not all(re.fullmatch(r"\d{1,4}", part) for part in numbers):
        return Unknown("not_seen", "the lengths of passwords are set in another place")
    return min((int(part) for part in numbers), default=0)
