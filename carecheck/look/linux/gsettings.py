"""Settings of the person's desktop, as `gsettings` tells them; none is ever written."""

import re
from typing import Final, TypeVar

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

Form = TypeVar("Form", bool, int, str)

# Reading makes dconf want to write a file. It is run so that it cannot, and says so (see `LocalMachine`).
_HARMLESS: Final = "unable to create directory '/proc/carecheck-only-reads/dconf'"
_NO_SUCH: Final = ("No such schema ", "No such key ")
_NUMBER: Final = re.compile(r"(?:u?int\d\d )?(\d{1,9})")
_TEXT: Final = re.compile(r"'([^'\\]*)'")


def setting(machine: Machine, schema: str, key: str) -> str | None | Unknown:
    """A setting in the form that gsettings prints; absent: this system has no such setting.

    With a complaint beside it, an answer may be what is so where nobody chose anything, and not what the person chose.
    """
    told = machine.run("gsettings", "get", schema, key, rights="person")
    if isinstance(told, Unknown):
        return told
    complaints = [line for line in told.errors.splitlines() if line.strip() and _HARMLESS not in line]
    if told.exit == 1 and not told.text and len(complaints) == 1 and complaints[0].startswith(_NO_SUCH):
        return None
    if told.exit or complaints or not told.text.endswith("\n") or told.text.count("\n") != 1:
        return Unknown("unreadable", f"gsettings did not tell {key}")
    return told.text[:-1]


def yes_or_no(machine: Machine, schema: str, key: str) -> bool | None | Unknown:
    """A setting that is on or off."""
    text = setting(machine, schema, key)
    if text is None or isinstance(text, Unknown):
        return text
    return text == "true" if text in ("true", "false") else _other_form(key)


def number(machine: Machine, schema: str, key: str) -> int | None | Unknown:
    """A setting that is a whole number."""
    text = setting(machine, schema, key)
    if text is None or isinstance(text, Unknown):
        return text
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else _other_form(key)


def word(machine: Machine, schema: str, key: str) -> str | None | Unknown:
    """A setting that is a text."""
    text = setting(machine, schema, key)
    if text is None or isinstance(text, Unknown):
        return text
    found = _TEXT.fullmatch(text)
    return found[1] if found else _other_form(key)


def there(answer: Form | None | Unknown) -> Form | Unknown:
    """A setting that this desktop must have."""
    return Unknown("not_seen", "a setting of the desktop is not there") if answer is None else answer


def _other_form(key: str) -> Unknown:
    return Unknown("unreadable", f"gsettings tells {key} in another form")
