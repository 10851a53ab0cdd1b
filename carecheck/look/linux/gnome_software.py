"""GNOME Software, which downloads updates and installs them when a person agrees to it at the next restart."""

from typing import Final, Literal

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

SCHEMA: Final = "/usr/share/glib-2.0/schemas/org.gnome.software.gschema.xml"
DESKTOPS: Final = ("GNOME", "Budgie")


def or_only_downloads(machine: Machine) -> Literal["download_only", "off"] | Unknown:
    """What is so when nothing installs updates by itself: whether the person's GNOME Software downloads them."""
    installed = machine.has_file(SCHEMA)
    if isinstance(installed, Unknown) or not installed:
        return installed if isinstance(installed, Unknown) else "off"
    setting = machine.run("gsettings", "get", "org.gnome.software", "download-updates", rights="person")
    if isinstance(setting, Unknown):
        return setting
    if setting.text.strip() != "true":
        return "off"
    desktop = machine.about.environment.get("XDG_CURRENT_DESKTOP")
    if desktop is None:
        return Unknown("wrong_login", "which desktop is in use shows only in a session on it")
    # On another desktop, GNOME Software may be installed and never run.
    return "download_only" if set(desktop.split(":")) & set(DESKTOPS) else "off"
