"""The antivirus programs on this computer; each fact is about all of them together."""

from datetime import date
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown, age_days, derived


class Antivirus(FactGroup, frozen=True):
    """Which antivirus is on, whether it watches, and how new its list of viruses is."""

    products: Annotated[tuple[str, ...] | Unknown, "Antivirus programs that are on, by name"]
    on: Annotated[bool | Unknown, "Whether an antivirus is on, one whose watch is off or paused included"]
    watching: Annotated[bool | Unknown, "Whether an antivirus is on and looks at all that is opened"]
    tells_all: Annotated[
        bool | Unknown, "Whether the system tells of every antivirus; where it does not, none seen is no proof"
    ]
    several_on: Annotated[bool | Unknown, "Whether more than one antivirus is on"]
    some_expired: Annotated[bool | Unknown, "Whether an antivirus is here whose time has run out"]
    list_made: Annotated[
        date | None | Unknown, "Day the list of viruses was made; absent: the antivirus that is on tells no day"
    ]
    says_current: Annotated[bool | Unknown, "Whether an antivirus that is on says that its list of viruses is current"]
    says_old: Annotated[bool | Unknown, "Whether an antivirus that is on says that its list of viruses is old"]

    @derived(needs=("list_made",))
    def list_age_days(self, today: date) -> int | None | Unknown:
        """Days since the list of viruses was made."""
        return age_days(self.list_made, today)
