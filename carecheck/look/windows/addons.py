"""Add-ons of the web browsers of the person who works at this Windows."""

from typing import Final

from carecheck.facts.addons import Addons
from carecheck.look.browser_addons import Places, addons_in
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

LOCAL: Final = "~/AppData/Local"
PLACES: Final = Places(
    chromium=tuple(
        f"{LOCAL}/{maker}/User Data"
        for maker in ("Google/Chrome", "Microsoft/Edge", "BraveSoftware/Brave-Browser", "Chromium", "Vivaldi")
    ),
    firefox=(
        "~/AppData/Roaming/Mozilla/Firefox",
        f"{LOCAL}/Packages/Mozilla.Firefox_n80bbvh6b1yt2/LocalCache/Roaming/Mozilla/Firefox",  # from Microsoft's shop
    ),
    others=("~/AppData/Roaming/Opera Software",),
)


@probe(Addons, on="windows")
def addons(machine: Machine) -> Addons:
    """Look into the folder of each browser that we know."""
    return addons_in(machine, PLACES)
