"""Whether an update waits for a restart."""

from datetime import date
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown, age_days, derived


class Restart(FactGroup, frozen=True):
    """Whether the computer must restart before its updates protect it."""

    waiting: Annotated[bool | Unknown, "Whether an update waits for a restart"]
    waiting_since: Annotated[date | None | Unknown, "Day since when it waits; absent: none waits"]

    @derived(needs=("waiting_since",))
    def waiting_days(self, today: date) -> int | None | Unknown:
        """Days for which a restart has waited."""
        return age_days(self.waiting_since, today)
