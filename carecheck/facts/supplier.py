"""A supplier as the home's own profile tells of it: its papers, and how to reach it."""

from datetime import date
from typing import Annotated, ClassVar, Final

from carecheck.facts.model import FactGroup, Subject, Unknown, age_days, days_left, derived

# A paper that lasts longer than it can is a slip of the pen, and must not count for years: DSPT and Cyber Essentials
# are renewed each year (the DSPT is counted until the 30 June after), ISO 27001 after three.
MOST_DAYS: Final = {"dspt": 2 * 366, "cyber_essentials": 366 + 31, "iso_27001": 3 * 366}


class Supplier(FactGroup, frozen=True):
    """What the profile of a home says of one of its suppliers."""

    serves: ClassVar[tuple[Subject, ...]] = ("supplier",)

    contact_given: Annotated[bool | Unknown, "Whether the profile says how to reach it"]
    has_email_domain: Annotated[
        bool | Unknown, "Whether the profile names its email domain; no: it says that there is none"
    ]
    has_website: Annotated[bool | Unknown, "Whether the profile names its website; no: it says that there is none"]
    reviewed: Annotated[date | Unknown, "Day on which the home last looked over the contract"]
    dspt_until: Annotated[date | None | Unknown, "Until when its DSPT counts; absent: the profile has no such day"]
    cyber_essentials_until: Annotated[date | None | Unknown, "Last day of its Cyber Essentials; absent: none told"]
    iso_27001_until: Annotated[date | None | Unknown, "Last day of its ISO 27001 certificate; absent: none told"]

    @derived(needs=("reviewed",))
    def reviewed_days(self, today: date) -> int | Unknown:
        """Days since the home last looked over the contract."""
        age = age_days(self.reviewed, today)
        return Unknown("no_answer") if age is None else age

    @derived()
    def certified_until(self, today: date) -> date | None | Unknown:
        """The last day of the paper that lasts longest; absent: the profile has none."""
        papers = {
            "dspt": self.dspt_until,
            "cyber_essentials": self.cyber_essentials_until,
            "iso_27001": self.iso_27001_until,
        }
        read = [_plausible(name, until, today) for name, until in papers.items()]
        gap = next((until for until in read if isinstance(until, Unknown)), None)
        if gap is not None:
            return gap
        return max((until for until in read if isinstance(until, date)), default=None)

    @derived(needs=("certified_until",))
    def certified_days(self, today: date) -> int | None | Unknown:
        """Days until the paper that lasts longest ends; under 0 when all have ended."""
        return days_left(self.certified_until(today), today)


def _plausible(paper: str, until: date | None | Unknown, today: date) -> date | None | Unknown:
    if isinstance(until, date) and (until - today).days > MOST_DAYS[paper]:
        return Unknown("unreadable", f"{paper} until {until}: no such paper lasts that long")
    return until
