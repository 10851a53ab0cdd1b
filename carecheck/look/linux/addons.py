"""Add-ons of the web browsers of the person who works at this Linux, from packages, snap and Flatpak."""

from typing import Final

from carecheck.facts.addons import Addons
from carecheck.look.browser_addons import Places, addons_in
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

PLACES: Final = Places(
    chromium=(
        "~/.config/google-chrome",
        "~/.config/chromium",
        "~/.config/microsoft-edge",
        "~/.config/BraveSoftware/Brave-Browser",
        "~/.config/vivaldi",
        "~/snap/chromium/common/chromium",
        "~/.var/app/com.google.Chrome/config/google-chrome",
        "~/.var/app/org.chromium.Chromium/config/chromium",
        "~/.var/app/com.microsoft.Edge/config/microsoft-edge",
        "~/.var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser",
    ),
    firefox=(
        "~/.mozilla/firefox",
        "~/.config/mozilla/firefox",
        "~/snap/firefox/common/.mozilla/firefox",
        "~/.var/app/org.mozilla.firefox/.mozilla/firefox",
        "~/.var/app/org.mozilla.firefox/config/mozilla/firefox",
    ),
    others=("~/.config/opera", "~/snap/brave/current/.config/BraveSoftware", "~/snap/opera/current/.config/opera"),
)


@probe(Addons, on="linux")
def addons(machine: Machine) -> Addons:
    """Look into the folder of each browser that we know."""
    gap = not_this_computer(machine)
    return addons_in(machine, PLACES) if gap is None else Addons.all_unknown(gap)
