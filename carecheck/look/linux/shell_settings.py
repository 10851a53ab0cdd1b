"""Settings files that a shell reads: NAME=value lines, as in /etc/default."""

import re
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

_VALUE: Final = r"""(?:"([^"$`\\]*)"|'([^']*)'|([A-Za-z0-9_./:-]*))"""


def shell_setting(machine: Machine, path: str, name: str) -> str | None | Unknown:
    """One setting of a file; the last line wins. None: there is no file. One that lacks the setting is `unreadable`."""
    text = machine.read(path)
    if not isinstance(text, str):
        return text
    given = re.compile(rf"^[ \t]*{name}=(.*)$", re.MULTILINE).findall(text)
    if not given:
        return Unknown("unreadable", f"{path} does not have {name}")
    form = re.fullmatch(_VALUE + r"\s*(?:#.*)?", given[-1])
    if form is None:
        return Unknown("unreadable", f"{path}: {name} is set in another way")
    return next((value for value in form.groups() if value is not None), "")
