"""The program that makes a website's pages, when it says so itself."""

from datetime import date
from typing import Annotated, ClassVar

from carecheck.facts.model import FactGroup, Subject, Unknown, days_left, derived
from carecheck.facts.table_age import too_old


class Sitebuilder(FactGroup, frozen=True):
    """The program behind a website, and until when its maker cares for it."""

    serves: ClassVar[tuple[Subject, ...]] = ("website", "supplier")

    name: Annotated[str | Unknown, "The program, with its version as far as data/site-builders.yaml needs it"]
    support_ends: Annotated[date | Unknown, "Last day of security updates for that version"]

    @derived(needs=("name", "support_ends"))
    def support_days_left(self, today: date) -> int | Unknown:
        """Days until security updates end; under 0 when they have ended."""
        left = self.name if isinstance(self.name, Unknown) else days_left(self.support_ends, today)
        # Makers move days that lie ahead, so an old list knows only those that have passed.
        gap = too_old("site-builders", today)
        return left if gap is None or isinstance(left, Unknown) or left < 0 else gap
