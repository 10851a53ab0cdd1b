"""Programs whose makers have given them up."""

from datetime import date
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown, days_left, derived


class Programs(FactGroup, frozen=True):
    """Programs of our list that get no security updates any more, or soon none."""

    ended: Annotated[tuple[str, ...] | Unknown, "Programs here that get no security updates any more, of those we know"]
    first_to_end: Annotated[str | None | Unknown, "Of the other listed programs here, the one that ends first"]
    next_end: Annotated[date | None | Unknown, "Last day of its security updates; absent: no listed end lies ahead"]

    @derived(needs=("first_to_end", "next_end"))
    def next_end_days_left(self, today: date) -> int | None | Unknown:
        """Days until the security updates of that program end."""
        return self.first_to_end if isinstance(self.first_to_end, Unknown) else days_left(self.next_end, today)
