"""The registration of a domain, as the registry tells it to everybody (RDAP, RFC 9083)."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown, days_left, derived


class Registration(FactGroup, frozen=True):
    """Until when a domain name is paid for, and whether it can be moved away."""

    serves: ClassVar[tuple[Subject, ...]] = ("domain", "supplier")

    name: Annotated[str | Unknown, "The name that is registered: the domain, or the one that it is below"]
    ends: Annotated[date | Unknown, "Day on which the registration ends, by the registry"]
    lock: Annotated[
        Literal["locked", "open", "no_such_lock"] | Unknown,
        "Whether the name is locked against a move to another company; names with some endings have no such lock",
    ]
    registrar: Annotated[str | Unknown, "The company with which the name is registered"]

    @derived(needs=("ends",))
    def days_left(self, today: date) -> int | Unknown:
        """Days until the registration ends; under 0 when it has ended."""
        return days_left(self.ends, today)
