"""The screen saver as a lock: it locks only when it is on, asks for the password, has a time and a program that exists.

Windows keeps these settings as text, also the numbers. A rule of the organisation wins over each of them on its own.
"""

import re
from collections.abc import Callable
from typing import Final, TypeVar

from carecheck.facts.model import Unknown, all_of
from carecheck.look.machine import Machine
from carecheck.look.windows.registry import read_text, read_value
from carecheck.look.windows.version import CURRENT

SETTINGS: Final = "Control Panel\\Desktop"
RULES: Final = "Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop"
SIGN_IN: Final = f"{CURRENT}\\Winlogon"

MOST_SECONDS: Final = 599_940  # the longest time that Windows lets people and rules set
USUAL_GRACE: Final = 60  # seconds to move the mouse and go on without the password; 5 unless somebody sets another

Answer = TypeVar("Answer")

_ROOT: Final = re.compile(r"^%(systemroot|windir)%", re.IGNORECASE)


def screen_saver_seconds(machine: Machine) -> int | None | Unknown:
    """Seconds until the screen saver locks the screen; None: it never does."""
    locks = all_of([_is_on(machine, "ScreenSaveActive"), _is_on(machine, "ScreenSaverIsSecure"), _exists(machine)])
    if isinstance(locks, Unknown):
        return locks
    seconds = _seconds(machine) if locks else 0
    if isinstance(seconds, Unknown):
        return seconds
    if not seconds:
        return None
    grace = _grace(machine)
    return grace if isinstance(grace, Unknown) else seconds + grace


def _setting(machine: Machine, name: str) -> str | None | Unknown:
    rule = read_text(machine, "HKCU", RULES, name)
    return read_text(machine, "HKCU", SETTINGS, name) if rule is None else rule


def _is_on(machine: Machine, name: str) -> bool | Unknown:
    text = _setting(machine, name)
    if isinstance(text, Unknown):
        return text
    return text == "1" if text in (None, "0", "1") else _odd(name)


def _seconds(machine: Machine) -> int | Unknown:
    text = _twice(lambda: _setting(machine, "ScreenSaveTimeOut"))
    if text is None:
        return Unknown("not_seen", "the screen saver has no time of its own")
    return text if isinstance(text, Unknown) else _number(text, "ScreenSaveTimeOut")


def _grace(machine: Machine) -> int | Unknown:
    """Seconds in which no password is asked; the few that are usual count for nothing."""
    value = _twice(lambda: read_value(machine, "HKLM", SIGN_IN, "ScreenSaverGracePeriod"))
    if value is None or isinstance(value, Unknown):
        return 0 if value is None else value
    seconds = _number(str(value.data), "ScreenSaverGracePeriod")
    return seconds if isinstance(seconds, Unknown) or seconds > USUAL_GRACE else 0


def _twice(read: Callable[[], Answer | None | Unknown]) -> Answer | None | Unknown:
    """What was read twice: nothing else in the registry would show that a text lost its last digits."""
    first, again = read(), read()
    if isinstance(first, Unknown) or isinstance(again, Unknown):
        return first if isinstance(first, Unknown) else again
    return first if first == again else Unknown("unreadable", "a setting of the screen saver changed while we read it")


def _number(text: str, name: str) -> int | Unknown:
    seconds = int(text) if re.fullmatch(r"[0-9]{1,6}", text) else MOST_SECONDS + 1
    return seconds if seconds <= MOST_SECONDS else _odd(name)


def _exists(machine: Machine) -> bool | Unknown:
    """Whether a screen saver is chosen, and its program is there."""
    program = _setting(machine, "SCRNSAVE.EXE")
    if program is None or isinstance(program, Unknown):
        return False if program is None else program
    root = read_text(machine, "HKLM", CURRENT, "SystemRoot")
    if root is None or isinstance(root, Unknown):
        return Unknown("not_seen", "this Windows does not tell its folder") if root is None else root
    path = _ROOT.sub(lambda _: root, program.strip('"'))
    if not re.search(r"[\\/:]", path):
        path = f"{root}\\System32\\{path}"
    if "%" in path or not re.match(r"[A-Za-z]:[\\/]", path):
        return Unknown("not_seen", "where the screen saver lies cannot be told")
    return machine.has_file(path.replace("\\", "/"))


def _odd(name: str) -> Unknown:
    return Unknown("unreadable", f"{name} is of an unexpected form")
