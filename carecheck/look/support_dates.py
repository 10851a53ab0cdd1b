"""The dated table of operating systems: until when their makers send security updates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final, Literal

from carecheck.facts.model import Unknown
from carecheck.facts.table_age import believed_day
from carecheck.structured import shipped_table

FILE: Final = "support-dates.yaml"


@dataclass(frozen=True, slots=True)
class Release:
    """One release of a system, and until when it gets updates; `ends` is None where no day has been named.

    On Windows, `build` tells the release, and a patch level above `last_free_patch` shows that extended updates come.
    On macOS, `latest` is the newest version of the release that was out when the table was made.
    """

    ends: date | None = None
    extended: date | None = None
    flavours_end: date | None = None
    codename: str = ""
    build: int | None = None
    last_free_patch: int | None = None
    latest: str = ""


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A system and its releases by version."""

    name: str
    maker: str
    firm: bool
    releases: Mapping[str, Release]
    extended_reaches: Literal["everyone", "subscribers"] = "subscribers"


@dataclass(frozen=True, slots=True)
class SupportDates:
    """The table, and the day on which its dates were right."""

    as_at: date
    source: str
    notice: str = field(repr=False)
    systems: Mapping[str, SystemLine]

    def by_codename(self, codename: str, lines: tuple[str, ...]) -> tuple[SystemLine, str, Release] | None:
        """The release of one of those systems that bears a codename, with its system and version."""
        for line in (self.systems[name] for name in lines):
            for version, release in line.releases.items():
                if codename and release.codename == codename:
                    return line, version, release
        return None

    def believed(self, day: date, today: date) -> date | Unknown:
        """A day of the table, unless it cannot be believed; see `believed_day`."""
        return believed_day(day, "support-dates", today)


@cache
def support_dates() -> SupportDates:
    """The table that comes with carecheck."""
    return shipped_table(FILE, SupportDates)
