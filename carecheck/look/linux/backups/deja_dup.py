"""Déjà Dup, which GNOME's menus call Backups. It is installed on many computers that never used it."""

import re
from datetime import datetime
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import Seen
from carecheck.look.linux.keyfile import read_keyfile
from carecheck.look.machine import Machine

NAME: Final = "Déjà Dup"
SCHEMA: Final = "/usr/share/glib-2.0/schemas/org.gnome.DejaDup.gschema.xml"
FLATPAK: Final = "~/.var/app/org.gnome.DejaDup"

_SETTING: Final = re.compile(r"^org\.gnome\.DejaDup (\S+) (.*)$", re.MULTILINE)


def deja_dup(machine: Machine) -> Seen | None | Unknown:
    """The person's Déjà Dup, from a package of the system."""
    installed = machine.has_file(SCHEMA)
    if isinstance(installed, Unknown) or not installed:
        return installed if isinstance(installed, Unknown) else None
    listed = machine.run("gsettings", "list-recursively", "org.gnome.DejaDup", rights="person")
    if isinstance(listed, Unknown):
        return listed
    settings = dict(_SETTING.findall(listed.text))
    if listed.exit or not {"last-backup", "periodic"} <= settings.keys():
        return Unknown("unreadable", "gsettings did not tell about Déjà Dup")
    return _seen(settings["last-backup"], settings["periodic"])


def deja_dup_flatpak(machine: Machine) -> Seen | None | Unknown:
    """The person's Déjà Dup, from Flatpak, which keeps its settings in a folder of its own."""
    there = machine.exists(FLATPAK)
    if isinstance(there, Unknown) or not there:
        return there if isinstance(there, Unknown) else None
    settings = read_keyfile(machine, f"{FLATPAK}/config/glib-2.0/settings/keyfile")
    if settings is None or isinstance(settings, Unknown):
        return Unknown("not_seen", "Déjà Dup is here, and its settings are not") if settings is None else settings
    ours = settings.get("org/gnome/deja-dup", {})
    return _seen(ours.get("last-backup", "''"), ours.get("periodic", "false"))


def _seen(last_backup: str, periodic: str) -> Seen | None | Unknown:
    """`last-run` is no use: it is the time of the last try."""
    text = last_backup.strip("'\"")
    if text:
        try:
            return Seen(NAME, datetime.fromisoformat(text).date())
        except ValueError:
            return Seen(NAME, Unknown("unreadable", "Déjà Dup's date of the last backup cannot be read"))
    if periodic not in ("true", "false"):
        return Unknown("unreadable", "Déjà Dup does not say whether it is on")
    return Seen(NAME, None) if periodic == "true" else None
