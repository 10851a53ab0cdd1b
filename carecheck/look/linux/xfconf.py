"""Settings of the desktop Xfce, by its own files: those of the person, and those that are so for everybody.

Its program for settings would be started by asking it. The files are only read.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

FOLDERS: Final = (
    "/etc/xdg/xfce4/xfconf/xfce-perchannel-xml",
    "~/.config/xfce4/xfconf/xfce-perchannel-xml",
)
MOST_DEEP: Final = 20

_OF_OTHER_FORM: Final = Unknown("unreadable", "Xfce's settings have another form")


def xfconf_settings(machine: Machine, channel: str) -> dict[str, str] | Unknown:
    """The settings of one topic, by their paths; the person's own go before those for everybody."""
    found: dict[str, str] = {}
    for folder in FOLDERS:
        text = machine.read(f"{folder}/{channel}.xml")
        if text is None:
            continue
        settings = text if isinstance(text, Unknown) else parse_channel(text, channel)
        if isinstance(settings, Unknown):
            return settings
        found |= settings
    return found


def parse_channel(text: str, channel: str) -> dict[str, str] | Unknown:
    """The settings in a file; one with definitions of its own, or for another topic, is `unreadable`."""
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        return _OF_OTHER_FORM
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        return _OF_OTHER_FORM
    if root.tag != "channel" or root.get("name") != channel:
        return _OF_OTHER_FORM
    return dict(_properties(root, "", MOST_DEEP))


def _properties(parent: ElementTree.Element, path: str, left: int) -> Iterator[tuple[str, str]]:
    for child in parent.findall("property") if left else ():
        inside = f"{path}/{child.get('name', '')}"
        value = child.get("value")
        if value is not None and child.get("type") != "empty":
            yield inside, value
        yield from _properties(child, inside, left - 1)
