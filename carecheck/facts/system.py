"""The operating system and how long its maker cares for it."""

from datetime import date
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown, days_left, derived


class System(FactGroup, frozen=True):
    """The operating system, and until when it gets security updates."""

    name: Annotated[str | Unknown, "Name and version of the system, as people know it"]
    maker: Annotated[str | Unknown, "Who makes the system"]
    support_ends: Annotated[
        date | None | Unknown,
        "Last day of the maker's ordinary security updates; absent: they come, and the maker names no day",
    ]
    support_end_is_firm: Annotated[
        bool | Unknown, "Whether sources agree on that day; dates of some systems move by weeks"
    ]
    extended_ends: Annotated[
        date | None | Unknown, "Last day of the extended updates that this computer gets; absent: it gets none"
    ]

    @derived(needs=("name", "support_ends"))
    def support_days_left(self, today: date) -> int | None | Unknown:
        """Days until the ordinary security updates of this system end; under 0 when they have ended."""
        return self.name if isinstance(self.name, Unknown) else days_left(self.support_ends, today)

    @derived(needs=("name", "support_ends"))
    def support_over_days(self, today: date) -> int | None | Unknown:
        """Days since the ordinary security updates of this system ended; under 0 while they still come."""
        left = self.support_days_left(today)
        return -left if isinstance(left, int) else left

    @derived(needs=("extended_ends",))
    def extended_days_left(self, today: date) -> int | None | Unknown:
        """Days until the extended updates end; under 0 when they have ended."""
        return days_left(self.extended_ends, today)
