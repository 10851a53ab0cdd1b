"""Web browsers on this Mac, held against the dated list of their versions.

Safari is not on it: its updates are those of macOS, which have a topic of their own.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from carecheck.facts.browsers import Browsers
from carecheck.facts.model import Unknown
from carecheck.look.browser_releases import Behind, behind_release, browser_releases
from carecheck.look.machine import Machine
from carecheck.look.macos.apps import apps, version_of
from carecheck.look.probes import probe

NAMES: Final[Mapping[str, str]] = {"chrome": "Google Chrome", "edge": "Microsoft Edge", "firefox": "Firefox"}
ONLY_SAFARI: Final = Unknown("not_seen", "Safari gets its updates with macOS; no other browser that we know is here")


@probe(Browsers, on="macos")
def browsers(machine: Machine) -> Browsers:
    """Put together how far each browser is behind; the worst counts."""
    found = list(_browsers(machine))
    certain = [behind for behind in found if isinstance(behind, Behind)]
    gap = next((behind for behind in found if isinstance(behind, Unknown)), None)
    if not certain:
        return Browsers.all_unknown(ONLY_SAFARI if gap is None else gap)
    worst = min(certain, key=_urgency)
    may_be = [behind.may_be_replaced_on for behind in certain]
    unsure = next((day for day in may_be if isinstance(day, Unknown)), gap)
    return Browsers(
        names=tuple(sorted({behind.name for behind in certain})) if gap is None else gap,
        most_behind=worst.name,
        replaced_on=gap if gap is not None and worst.replaced_on is None else worst.replaced_on,
        may_be_replaced_on=min((day for day in may_be if isinstance(day, date)), default=None)
        if unsure is None
        else unsure,
    )


def _browsers(machine: Machine) -> Iterator[Behind | Unknown]:
    here = apps(machine)
    if here.gap is not None:
        yield here.gap
    for key, name in NAMES.items():
        for app in here.named(name):
            version = version_of(machine, app)
            yield version if isinstance(version, Unknown) else _behind(key, version[0], machine.about.today)


def _behind(key: str, major: int, today: date) -> Behind | Unknown:
    """A Mac does not tell the slow line of Firefox from the quick one, which had the same numbers once."""
    if key == "firefox" and str(major) in browser_releases().esr.ends:
        return Unknown("not_seen", "this Firefox may be of the slow line")
    return behind_release(key, major, today)


def _urgency(behind: Behind) -> tuple[date, date]:
    may_be = behind.may_be_replaced_on
    return behind.replaced_on or date.max, may_be if isinstance(may_be, date) else date.max
