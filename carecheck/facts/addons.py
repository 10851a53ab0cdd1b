"""Add-ons of web browsers."""

from datetime import date
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown, derived, known_whole


class Addons(FactGroup, frozen=True):
    """Add-ons that are turned on in the browsers of the person who works here, by their ids; never by their names."""

    outside_seen: Annotated[
        tuple[str, ...] | Unknown, "Add-ons that were seen to come from elsewhere than the browser's shop, by their ids"
    ]
    readers_seen: Annotated[
        tuple[str, ...] | Unknown, "Add-ons that were seen to be able to read every web page, by their ids"
    ]
    looked_everywhere: Annotated[bool | Unknown, "Whether all that browsers tell of their add-ons could be read"]

    @derived(needs=("outside_seen",))
    def outside(self, today: date) -> tuple[str, ...] | Unknown:
        """Those from elsewhere, and only known where no other could be hidden."""
        return known_whole(self.outside_seen, self.looked_everywhere)

    @derived(needs=("readers_seen",))
    def readers(self, today: date) -> tuple[str, ...] | Unknown:
        """Those that can read every page, and only known where no other could be hidden."""
        return known_whole(self.readers_seen, self.looked_everywhere)
