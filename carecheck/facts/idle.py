"""Logins of people that nobody uses any more; never their names."""

from datetime import date
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown, age_days, derived


class Idle(FactGroup, frozen=True):
    """For how long the logins that this computer keeps have not been used.

    Every sign of use may be older than the last use. So one day is certain whatever other logins there are, and the
    other one holds for all of them.
    """

    unused_since: Annotated[
        date | Unknown, "Day since which one login was not used, the longest time of those whose signs were all read"
    ]
    all_used_since: Annotated[date | Unknown, "Day since which each login was used, by the signs of it"]

    @derived(needs=("unused_since",))
    def at_least_days(self, today: date) -> int | Unknown:
        """Days for which one login was certainly not used."""
        return _days(self.unused_since, today)

    @derived(needs=("all_used_since",))
    def at_most_days(self, today: date) -> int | Unknown:
        """Days within which each login was used."""
        return _days(self.all_used_since, today)


def _days(day: date | Unknown, today: date) -> int | Unknown:
    age = age_days(day, today)
    return Unknown("not_seen", "no day") if age is None else age
