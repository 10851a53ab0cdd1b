"""The certificate that a website shows over HTTPS."""

from datetime import date
from typing import Annotated, ClassVar, Final, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown, days_left, derived

SHORT_LIVED_DAYS: Final = 10
MOST_WARNING_DAYS: Final = 21


class Certificate(FactGroup, frozen=True):
    """Whether browsers accept a website's certificate, and until when."""

    serves: ClassVar[tuple[Subject, ...]] = ("website", "supplier")

    fault: Annotated[
        Literal["none", "expired", "not_yet_valid", "wrong_name", "untrusted", "other"] | Unknown,
        "Why browsers do not accept the certificate that the name itself shows; none: they do",
    ]
    starts: Annotated[date | Unknown, "First day of the certificate"]
    ends: Annotated[date | Unknown, "Last day of the certificate"]
    names: Annotated[tuple[str, ...] | Unknown, "Names for which the certificate is"]
    issuer: Annotated[str | Unknown, "Who issued it"]

    @derived(needs=("ends",))
    def days_left(self, today: date) -> int | Unknown:
        """Days until the certificate ends; under 0 when it has ended."""
        return days_left(self.ends, today)

    @derived(needs=("starts", "ends"))
    def lifetime_days(self, today: date) -> int | Unknown:
        """Days from the certificate's first day to its last."""
        if isinstance(self.starts, Unknown):
            return self.starts
        return days_left(self.ends, self.starts)

    @derived(needs=("starts", "ends"))
    def ends_at_once(self, today: date) -> bool | Unknown:
        """Whether it ends in under 3 days; in under 1 day, if it was made for 10 days or fewer."""
        left, lifetime = self.days_left(today), self.lifetime_days(today)
        if isinstance(left, Unknown):
            return left
        if isinstance(lifetime, Unknown):
            return lifetime
        return left < (1 if lifetime <= SHORT_LIVED_DAYS else 3)

    @derived(needs=("starts", "ends"))
    def ends_soon(self, today: date) -> bool | Unknown:
        """Whether less than a fifth of its lifetime is left, and at most 21 days."""
        left, lifetime = self.days_left(today), self.lifetime_days(today)
        if isinstance(left, Unknown):
            return left
        if isinstance(lifetime, Unknown):
            return lifetime
        return left * 5 < lifetime and left <= MOST_WARNING_DAYS
