"""Microsoft Office: until when it gets security updates, and what it does with small programs inside files."""

from datetime import date
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown, days_left, derived


class Office(FactGroup, frozen=True):
    """The programs of Microsoft Office on this computer, and until when they get security updates."""

    installed: Annotated[bool | Unknown, "Whether a program of Microsoft Office is installed"]
    names: Annotated[tuple[str, ...] | Unknown, "Each version of Microsoft Office that was seen here"]
    first_to_end: Annotated[
        str | None | Unknown, "The version whose security updates end first, or ended first; absent: none has an end"
    ]
    support_ends: Annotated[
        date | None | Unknown, "Last day of its security updates; absent: they come as long as somebody pays for it"
    ]
    updates_itself: Annotated[bool | Unknown, "Whether Office updates itself; also yes where Windows updates it"]

    @derived(needs=("first_to_end", "support_ends"))
    def support_days_left(self, today: date) -> int | None | Unknown:
        """Days until security updates for a version of Office end; under 0 when they have ended."""
        return self.first_to_end if isinstance(self.first_to_end, Unknown) else days_left(self.support_ends, today)


class Macros(FactGroup, frozen=True):
    """What Office does with macros, for the person who works here: the worst of Word, Excel, PowerPoint and Access."""

    internet_runs: Annotated[bool | Unknown, "Whether macros in files from the internet run without asking"]
    internet_asks: Annotated[bool | Unknown, "Whether one click lets macros in files from the internet run"]
    others_run: Annotated[bool | Unknown, "Whether macros in all other files run without asking"]
