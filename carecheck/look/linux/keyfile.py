"""Settings files with [sections] and key=value lines, as GLib and Qt read them.

Unlike Python's configparser, an indented line is a line like any other, and no continuation of the one before it.
"""

import re
from collections.abc import Mapping
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

Settings = Mapping[str, Mapping[str, str]]

_TRUE: Final = ("true", "yes", "on", "1")
_FALSE: Final = ("false", "no", "off", "0", "")


def read_keyfile(machine: Machine, path: str) -> Settings | None | Unknown:
    """The settings in a file, by section and key; later lines win. A line of another form makes it `unreadable`."""
    text = machine.read(path)
    return parse_keyfile(text) if isinstance(text, str) else text


def parse_keyfile(text: str) -> Settings | Unknown:
    """The settings in a text."""
    found: dict[str, dict[str, str]] = {}
    section: dict[str, str] | None = None
    for line in (line.strip() for line in text.splitlines()):
        if not line or line.startswith(("#", ";")):
            continue
        head = re.fullmatch(r"\[([^\[\]]+)\]", line)
        key, equals, value = line.partition("=")
        if head:
            section = found.setdefault(head[1], {})
        elif equals and section is not None:
            section[key.strip()] = value.strip()
        else:
            return Unknown("unreadable", "a settings file has a line of another form")
    return found


def is_true(value: str) -> bool | Unknown:
    """Whether a setting says yes."""
    if value.lower() in _TRUE:
        return True
    return False if value.lower() in _FALSE else Unknown("unreadable", "a setting is neither yes nor no")
