"""Web browsers, and for how long a newer version of them has been out."""

from datetime import date
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown, age_days, derived


class Browsers(FactGroup, frozen=True):
    """The browsers that we know, and how far the one that is furthest behind is behind, by a dated list."""

    names: Annotated[tuple[str, ...] | Unknown, "The browsers that we know and saw here"]
    most_behind: Annotated[str | Unknown, "The one that is furthest behind, as far as the list can tell"]
    replaced_on: Annotated[
        date | None | Unknown, "Day on which the version after it came out; absent: the list knows of none"
    ]
    may_be_replaced_on: Annotated[
        date | None | Unknown,
        "First day on which a newer version of one of them may have come out, by the makers' plans; absent: not yet",
    ]

    @derived(needs=("most_behind", "replaced_on"))
    def behind_at_least_days(self, today: date) -> int | Unknown:
        """Days for which a newer version of a browser here has been out, or more; an old list tells this too."""
        if isinstance(self.most_behind, Unknown):
            return self.most_behind
        return _days_since(self.replaced_on, today)

    @derived(needs=("most_behind", "may_be_replaced_on"))
    def behind_at_most_days(self, today: date) -> int | Unknown:
        """Days for which a newer version of a browser here can have been out, at most."""
        if isinstance(self.most_behind, Unknown):
            return self.most_behind
        return _days_since(self.may_be_replaced_on, today)


def _days_since(day: date | None | Unknown, today: date) -> int | Unknown:
    age = age_days(day, today)
    return 0 if age is None else age
