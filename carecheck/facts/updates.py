"""What the operating system says about its own updates."""

from datetime import date
from typing import Annotated, Final, Literal

from carecheck.facts.model import FactGroup, Unknown, age_days, derived

FRESH_DAYS: Final = 7  # a system's own list of updates says nothing about today when it is older


class Updates(FactGroup, frozen=True):
    """Security updates: which wait, when the last came, and whether they come by themselves."""

    security_waiting: Annotated[int | Unknown, "Security updates that wait, by the system's own last search"]
    list_fetched: Annotated[date | None | Unknown, "Day of the system's own last search; absent: never"]
    last_installed: Annotated[date | None | Unknown, "Day the last update was installed; absent: none ever was"]
    automatic: Annotated[
        Literal["on", "download_only", "paused", "off", "blocked"] | Unknown, "Whether updates install by themselves"
    ]

    @derived(needs=("list_fetched",))
    def list_age_days(self, today: date) -> int | None | Unknown:
        """Days since the system's own last search."""
        return age_days(self.list_fetched, today)

    @derived(needs=("last_installed",))
    def last_installed_age_days(self, today: date) -> int | None | Unknown:
        """Days since the last update was installed."""
        return age_days(self.last_installed, today)

    @derived(needs=("security_waiting",))
    def some_wait(self, today: date) -> bool | Unknown:
        """Whether a security update waits; an old list can show that one waits, never that none does."""
        if isinstance(self.security_waiting, Unknown):
            return self.security_waiting
        if self.security_waiting > 0:
            return True
        age = self.list_age_days(today)
        if isinstance(age, Unknown):
            return age
        if age is None or age > FRESH_DAYS:
            return Unknown("too_old", "the system's own list of updates is not fresh")
        return False
