"""Add-ons of the web browsers of the person who works at this Mac. Safari shows its own to no program."""

from typing import Final

from carecheck.facts.addons import Addons
from carecheck.facts.model import Unknown
from carecheck.look.browser_addons import Places, addons_in
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

FOLDER: Final = "~/Library/Application Support"
PLACES: Final = Places(
    chromium=tuple(
        f"{FOLDER}/{browser}"
        for browser in ("Google/Chrome", "Microsoft Edge", "BraveSoftware/Brave-Browser", "Chromium", "Vivaldi")
    ),
    firefox=(f"{FOLDER}/Firefox",),
    others=(f"{FOLDER}/com.operasoftware.Opera",),
)
SAFARI: Final = Unknown("blocked", "macOS shows the add-ons of Safari to no program")


@probe(Addons, on="macos")
def addons(machine: Machine) -> Addons:
    """Look into the folder of each other browser that we know."""
    return addons_in(machine, PLACES, [SAFARI])
