"""Programs with which others can work on this computer from afar."""

from dataclasses import dataclass
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


@dataclass(frozen=True, slots=True)
class Remote(FactGroup):
    """Which of the remote-control programs that we know are here; what is certain counts, also beside a gap."""

    tools_seen: Annotated[tuple[str, ...] | Unknown, "Remote-control programs that were seen here, of those we know"]
    tools: Annotated[
        tuple[str, ...] | Unknown, "The same, and only known when every place where they show could be read"
    ]
    unattended_seen: Annotated[
        tuple[str, ...] | Unknown, "Of those seen, the ones that let others in while nobody is at the computer"
    ]
