"""When the screen locks by itself, by the settings of the person who works here and of the computer."""

from datetime import date
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown, derived


class Lock(FactGroup, frozen=True):
    """How long somebody who walks away leaves the screen open: each way to lock has its time, and the soonest counts.

    Absent: that way never locks the screen.
    """

    computer_minutes: Annotated[int | None | Unknown, "Minutes until the computer locks the screen, whoever uses it"]
    managed_minutes: Annotated[
        int | None | Unknown, "Minutes until the organisation that manages the computer has it locked"
    ]
    screen_saver_minutes: Annotated[int | None | Unknown, "Minutes until the person's screen saver locks the screen"]
    asleep_minutes: Annotated[int | None | Unknown, "Minutes until the computer sleeps and then needs a password"]
    asks_on_waking: Annotated[
        bool | Unknown, "Whether the computer asks for a password or PIN when it wakes from sleep"
    ]

    @derived()
    def minutes(self, today: date) -> int | None | Unknown:
        """Minutes until the screen locks by itself; absent: it never does."""
        gap = next((way for way in self._ways() if isinstance(way, Unknown)), None)
        return self.at_most_minutes(today) if gap is None else gap

    @derived()
    def at_most_minutes(self, today: date) -> int | None | Unknown:
        """Minutes until the screen locks by the ways that could be read; one more could only be sooner."""
        known = [way for way in self._ways() if isinstance(way, int)]
        gap = next((way for way in self._ways() if isinstance(way, Unknown)), None)
        return min(known) if known else gap

    def _ways(self) -> tuple[int | None | Unknown, ...]:
        return self.computer_minutes, self.managed_minutes, self.screen_saver_minutes, self.asleep_minutes
