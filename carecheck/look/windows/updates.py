"""What Windows says about its own updates, from its own last search; nothing is asked over the network."""

import re
from datetime import date
from typing import Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.updates import Updates
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.automatic_updates import automatic_updates
from carecheck.look.windows.times import day_of_text
from carecheck.look.windows.told import ask
from carecheck.look.windows.version import Windows, windows_version
from carecheck.look.windows_questions import AskCom

# Classes of updates (UpdateClassification), by the ids that are the same everywhere.
DEFINITIONS: Final = "e0789628-ce08-4437-be74-2495b842f43b"  # of Defender, several a day
SECURITY: Final = frozenset({"0fa1201d-4330-4fa8-8ae9-b877473b6441", "e6cf1350-c01b-414d-a61f-263d14d133b4"})
OTHERS: Final = frozenset(
    {
        "28bc880e-0592-4cbf-8f95-c79b17911d5f",  # update rollups
        "3689bdc8-b205-4af4-8d4d-a63924c5e9d5",  # upgrades
        "b4832bd8-e735-4761-8daf-37f882276dab",  # tools
        "b54e7d24-7add-428f-8b75-90a396fa584f",  # feature packs
        "cd5ffd1e-e932-4e3a-bf74-18bf0b1bbd83",  # updates
        "ebfc1fc5-71a4-4f7b-9aca-3b9a503104a0",  # drivers
    }
)

INSTALL, DONE = 1, 2

_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# The titles of updates of Windows itself: "... (KB5068861) (26100.7171)", or in older ones the word for cumulative.
_WITH_BUILD: Final = re.compile(r"\((\d{5})\.\d{1,6}\)\s*$")
_CUMULATIVE: Final = re.compile(r"[ck]umul", re.IGNORECASE)  # cumulative, kumulativ, acumulativa
_OF_WINDOWS: Final = re.compile(r"Windows (?:10|11|Server)|server operating system", re.IGNORECASE)


class _Waiting(msgspec.Struct):
    """One update that waits."""

    severity: str
    classes: list[str]
    optional: bool


class _Search(msgspec.Struct):
    """A search in what Windows already knows."""

    result: int
    count: int
    rows: list[_Waiting]


class _Change(msgspec.Struct):
    """One entry of the history of updates."""

    title: str
    operation: int
    result: int
    at: str


class _History(msgspec.Struct):
    """The newest entries of the history."""

    count: int
    rows: list[_Change]


class _LastSearch(msgspec.Struct):
    """When Windows last searched."""

    at: str | None


@probe(Updates, on="windows")
def updates(machine: Machine) -> Updates:
    """Ask the Windows Update agent what it knows, and the registry what it may do."""
    windows = windows_version(machine)
    return Updates(
        security_waiting=_security_waiting(machine),
        list_fetched=_list_fetched(machine),
        last_installed=windows if isinstance(windows, Unknown) else _last_installed(machine, windows),
        automatic=windows if isinstance(windows, Unknown) else automatic_updates(machine, windows),
    )


def _security_waiting(machine: Machine) -> int | Unknown:
    search = ask(machine, AskCom("update.waiting"), _Search)
    if isinstance(search, Unknown):
        return search
    if search.result != DONE:
        return Unknown("unreadable", f"the search for updates ended with {search.result}")
    if not all(_ID.fullmatch(one.lower()) for row in search.rows for one in row.classes):
        return Unknown("unreadable", "an update is of a class without an id")
    return sum(_is_security(row) for row in search.rows)


def _is_security(row: _Waiting) -> bool:
    """Whether an update mends a weakness; one of a class that we do not know counts, too."""
    classes = {one.lower() for one in row.classes}
    if DEFINITIONS in classes:
        return False
    if row.severity or classes & SECURITY:
        return True
    return not row.optional and not classes & OTHERS


def _list_fetched(machine: Machine) -> date | None | Unknown:
    search = ask(machine, AskCom("update.last_search"), _LastSearch)
    if isinstance(search, Unknown):
        return search
    return None if search.at is None else day_of_text(search.at)


def _last_installed(machine: Machine, windows: Windows) -> date | Unknown:
    """The last day on which an update of Windows itself was installed; those of Defender come every day."""
    history = ask(machine, AskCom("update.history"), _History)
    if isinstance(history, Unknown):
        return history
    days: list[date] = []
    for row in history.rows:
        if row.operation == INSTALL and row.result == DONE and _is_of_windows(row.title, windows):
            day = day_of_text(row.at)
            if isinstance(day, Unknown):
                return day
            days.extend([] if day is None else [day])
    # A new release of Windows, and a repair, wipe the history: an empty one proves nothing.
    return max(days, default=Unknown("not_seen", "the history of updates names no update of Windows itself"))


def _is_of_windows(title: str, windows: Windows) -> bool:
    build = _WITH_BUILD.search(title)
    if build:
        return build[1] == str(windows.build)
    return bool(_CUMULATIVE.search(title) and _OF_WINDOWS.search(title)) and ".net" not in title.lower()
