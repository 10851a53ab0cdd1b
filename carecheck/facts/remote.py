"""Programs with which others can work on this computer from afar."""

from datetime import date
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown, derived, known_whole


class Remote(FactGroup, frozen=True):
    """Which of the remote-control programs that we know are here; what is certain counts, also beside a gap."""

    tools_seen: Annotated[tuple[str, ...] | Unknown, "Remote-control programs that were seen here, of those we know"]
    unattended_seen: Annotated[
        tuple[str, ...] | Unknown, "Of those seen, the ones that let others in while nobody is at the computer"
    ]
    looked_everywhere: Annotated[bool | Unknown, "Whether every place where such programs show could be read"]

    @derived(needs=("tools_seen",))
    def tools(self, today: date) -> tuple[str, ...] | Unknown:
        """The programs that were seen, and only known where no other could be hidden."""
        return known_whole(self.tools_seen, self.looked_everywhere)
