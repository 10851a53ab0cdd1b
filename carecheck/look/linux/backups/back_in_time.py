"""Back In Time: a link in the folder of its backups names the newest one."""

import re
from datetime import date
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import Seen, newest_of
from carecheck.look.machine import Machine

SETTINGS: Final = ".config/backintime/config"
_LINE: Final = re.compile(r"^([\w.]+)=(.*)$", re.MULTILINE)
_NAME: Final = re.compile(r"(\d{8})-\d{6}-\w+")


def back_in_time(machine: Machine, home: str) -> Seen | None | Unknown:
    """The newest backup of all its profiles; a disk that is not connected now leaves it open."""
    text = machine.read(f"{home}/{SETTINGS}")
    if text is None or isinstance(text, Unknown):
        return text
    values = dict(_LINE.findall(text))
    profiles = values.get("profiles", "1").split(":")
    if "config.version" not in values:
        return Unknown("unreadable", "the settings of Back In Time cannot be read")
    return Seen(
        "Back In Time", newest_of(_newest(machine, values, f"profile{number}.snapshots") for number in profiles)
    )


def _newest(machine: Machine, values: dict[str, str], profile: str) -> date | None | Unknown:
    parts = [values.get(f"{profile}.path{part}", "") for part in ("", ".host", ".user", ".profile")]
    if values.get(f"{profile}.mode", "local") != "local" or not all(parts) or not parts[0].startswith("/"):
        return None
    link = machine.read_link("/".join([parts[0], "backintime", *parts[1:], "last_snapshot"]))
    if link is None or isinstance(link, Unknown):
        return link
    told = _NAME.fullmatch(link)
    try:
        return date.fromisoformat(told[1] if told else "")
    except ValueError:
        return Unknown("unreadable", "Back In Time's newest backup has no date in its name")
