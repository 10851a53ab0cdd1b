"""When apt or dpkg last installed an update, by their logs, which every login may read."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.linux.unpacking import unpacked
from carecheck.look.machine import Machine

MOST_BYTES: Final = 20_000_000

_START: Final = re.compile(r"Start-Date: (\d{4}-\d\d-\d\d)\b")
_DPKG: Final = re.compile(r"(\d{4}-\d\d-\d\d) \S+ (upgrade|status installed) (\S+) ")


def last_installed(machine: Machine) -> date | None | Unknown:
    """The day of the newest update in the logs; logs without any are no proof that there was none."""
    days: list[date] = []
    gap: Unknown | None = None
    for path, days_in in _LOGS.items():
        text = _read(machine, path)
        if isinstance(text, Unknown):
            gap = text if gap is None else gap
        elif text is not None:
            days.extend(days_in(text))
    # A log that we could not read could only hold a later day.
    return max(days) if days else gap if gap is not None else Unknown("not_seen", "the logs tell of no update")


def _days_of_apt(text: str) -> Iterator[date]:
    """Days of the runs of apt that upgraded something, and did not end in an error."""
    for run in text.split("\n\n"):
        start = _START.search(run)
        if start and "\nUpgrade: " in run and "\nError: " not in run and "\nEnd-Date: " in run:
            yield from _day(start[1])


def _days_of_dpkg(text: str) -> Iterator[date]:
    """Days on which dpkg finished what it had begun to upgrade."""
    begun: set[str] = set()
    for day, what, package in _DPKG.findall(text):
        if what == "upgrade":
            begun.add(package)
        elif package in begun:
            yield from _day(day)


_LOGS: Final[dict[str, Callable[[str], Iterator[date]]]] = {
    "/var/log/apt/history.log": _days_of_apt,
    "/var/log/apt/history.log.1.gz": _days_of_apt,
    "/var/log/dpkg.log": _days_of_dpkg,
    "/var/log/dpkg.log.1": _days_of_dpkg,
}


def _day(text: str) -> Iterator[date]:
    try:
        yield date.fromisoformat(text)
    except ValueError:
        return


def _read(machine: Machine, path: str) -> str | None | Unknown:
    raw = machine.read_bytes(path, MOST_BYTES)
    if raw is None or isinstance(raw, Unknown):
        return raw
    if path.endswith(".gz"):
        raw = unpacked(raw, ".gz", MOST_BYTES)
        if raw is None:
            return Unknown("unreadable", f"{path} is not a whole gzip file")
    return raw.decode(errors="replace")
