"""The dated list of the versions of web browsers: since when a newer one than the installed one has been out.

An old list still finds old browsers; only a fresh one can say that none is newer.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.table_age import cannot_date
from carecheck.structured import shipped_table

FILE: Final = "browser-releases.yaml"
PLANS_REACH: Final = timedelta(days=30)  # so long after the last planned version there may well be one more


class Releases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The versions of one browser that were out when the list was made, and those that were planned."""

    name: str
    released: dict[str, date]
    planned: dict[str, date]


class SlowReleases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The slow line of Firefox for organisations, and until when each version is cared for; null: not named yet."""

    name: str
    ends: dict[str, date | None]


class BrowserReleases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `data/browser-releases.yaml`."""

    as_at: date
    source: str
    browsers: dict[str, Releases]
    esr: SlowReleases


@dataclass(frozen=True, slots=True)
class Behind:
    """How far a version is behind: since when a newer one is out for certain, and since when one may be."""

    name: str
    replaced_on: date | None
    may_be_replaced_on: date | None | Unknown


@cache
def browser_releases() -> BrowserReleases:
    """The list that comes with carecheck."""
    return shipped_table(FILE, BrowserReleases)


def behind_release(browser: str, major: int, today: date) -> Behind:
    """How far the version with that first number is behind."""
    releases = browser_releases().browsers[browser]
    out = {int(version): day for version, day in releases.released.items()}
    if major + 1 < min(out):
        # The version after it came before our list begins: behind since then, or longer.
        return Behind(releases.name, out[min(out)], _gap("begins later than this version"))
    if major + 1 in out:
        return Behind(releases.name, out[major + 1], out[major + 1])
    return Behind(releases.name, None, _next_planned(releases, major, today))


def behind_esr(version: tuple[int, ...], today: date) -> Behind | Unknown:
    """How far a Firefox ESR is behind. 153.2 came out with Firefox 155 or later, never earlier."""
    table = browser_releases()
    major, small = version[0], version[1] if len(version) > 1 else 0
    if str(major) not in table.esr.ends:
        return _gap(f"has no Firefox ESR {major}")
    ends = table.esr.ends[str(major)]
    if ends is not None and ends < today and (ends < table.as_at or _fresh(today)):
        return Behind(table.esr.name, ends, ends)
    if ends is not None and ends < today:
        return _gap(f"is too old to know how long Firefox ESR {major} is cared for")
    # The day on which the quick line moved on is a bound only: the slow line may have waited.
    may_be = behind_release("firefox", major + small, today).may_be_replaced_on
    if isinstance(may_be, date) and may_be < today - PLANS_REACH:
        may_be = _gap("does not tell when each small version of Firefox ESR came out")
    return Behind(table.esr.name, None, may_be)


def _next_planned(releases: Releases, major: int, today: date) -> date | None | Unknown:
    """First day on which the next version may have come out; None: it is not due yet."""
    if not _fresh(today):
        return _gap("is too old, or this computer's clock is behind")
    planned = {int(version): day for version, day in releases.planned.items()}
    last = max([*planned.values(), browser_releases().as_at])
    day = planned.get(major + 1, last)
    if major + 1 not in planned and day < today - PLANS_REACH:
        return _gap("does not reach so far")
    return day if day <= today else None


def _fresh(today: date) -> bool:
    return cannot_date("browser-releases", today) is None


def _gap(why: str) -> Unknown:
    return Unknown("not_listed", f"our list of browser versions is of {browser_releases().as_at}: it {why}")
