"""Whether updates install by themselves on this Windows: rules of an organisation first, then services and pauses.

The service wuauserv is normally stopped and starts when it is needed; only one that is disabled is a sign.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal

import msgspec

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.machine import Machine
from carecheck.look.windows.registry import is_set, read_number, read_text
from carecheck.look.windows.times import day_of_text
from carecheck.look.windows.told import ask
from carecheck.look.windows.update_blocks import (
    NO_PAUSE_IS_LONGER,
    PAUSES,
    RULES,
    addresses_blocked,
    is_disabled,
    server_nowhere,
)
from carecheck.look.windows.version import Windows
from carecheck.look.windows_questions import AskCom

Way = Literal["on", "download_only", "paused", "off", "blocked"]

RULES_FOR_AUTOMATIC: Final = f"{RULES}\\AU"
MANAGED: Final = "SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\Update"
PAUSED: Final = "SOFTWARE\\Microsoft\\WindowsUpdate\\UpdatePolicy\\Settings"

PAUSE_DAYS_BY_RULE: Final = 35


class _Agent(msgspec.Struct):
    """The settings of the update agent, which decide on servers."""

    enabled: bool
    level: int


def automatic_updates(machine: Machine, windows: Windows) -> Way | Unknown:
    """The worst that one of the settings says; a worse one that could not be read leaves it open."""
    level = _level(machine, windows)
    pauses = list(_pauses(machine))
    worst_first: tuple[tuple[Way, Iterator[bool | Unknown]], ...] = (
        ("blocked", _blocked(machine, windows, level)),
        ("off", _off(machine, level, pauses)),
        ("paused", _paused(machine, pauses)),
        ("download_only", _is_level(level, 3, 7)),
    )
    for way, signs in worst_first:
        found = any_of(signs)
        if isinstance(found, Unknown) or found:
            return found if isinstance(found, Unknown) else way
    hidden = is_set(machine, "HKLM", RULES, "SetDisableUXWUAccess")
    if isinstance(hidden, Unknown) or hidden:
        return hidden if isinstance(hidden, Unknown) else Unknown("not_seen", "a rule hides the settings of updates")
    return "on"


def _level(machine: Machine, windows: Windows) -> int | Unknown:
    """1 off, 2 asks before, 3 and 7 only download, 4 installs: by rule, else by what this kind of Windows does."""
    rule = read_number(machine, "HKLM", RULES_FOR_AUTOMATIC, "AUOptions")
    if isinstance(rule, Unknown):
        return rule
    if rule is not None:
        return rule if rule in (1, 2, 3, 4, 7) else Unknown("not_seen", f"a rule for updates is set to {rule}")
    if not windows.is_server:
        return 4
    agent = ask(machine, AskCom("update.automatic"), _Agent)
    if isinstance(agent, Unknown):
        return agent
    if not agent.enabled:
        return 1
    known = agent.level in (1, 2, 3, 4)
    return agent.level if known else Unknown("not_seen", "this server does not tell how updates come")


def _is_level(level: int | Unknown, *levels: int) -> Iterator[bool | Unknown]:
    yield level if isinstance(level, Unknown) else level in levels


def _blocked(machine: Machine, windows: Windows, level: int | Unknown) -> Iterator[bool | Unknown]:
    """Rules that stop updates. A Home edition may ignore them, so there they leave it open."""
    own_server = is_set(machine, "HKLM", RULES_FOR_AUTOMATIC, "UseWUServer")
    away = is_set(machine, "HKLM", RULES, "DoNotConnectToWindowsUpdateInternetLocations")
    by_rule = any_of(
        [
            is_set(machine, "HKLM", RULES_FOR_AUTOMATIC, "NoAutoUpdate"),
            is_set(machine, "HKLM", RULES, "DisableWindowsUpdateAccess"),
            all_of([away, own_server if isinstance(own_server, Unknown) else not own_server]),
            server_nowhere(machine),
            *_is_level(level, 1),
        ]
    )
    if windows.is_home and by_rule is True:
        by_rule = Unknown("not_seen", "a rule stops updates, and a Home edition may ignore it")
    yield by_rule
    yield addresses_blocked(machine)
    yield from (_managed(machine, "AllowAutoUpdate", 5), _managed(machine, "AllowUpdateService", 0))


def _off(machine: Machine, level: int | Unknown, pauses: list[date | Unknown]) -> Iterator[bool | Unknown]:
    """Services that somebody disabled, pauses without end, and updates that come only when somebody says so."""
    yield from (is_disabled(machine, service) for service in ("wuauserv", "UsoSvc"))
    yield from _is_level(level, 2)
    yield _managed(machine, "AllowAutoUpdate", 0)
    last = machine.about.today + NO_PAUSE_IS_LONGER
    yield from (pause if isinstance(pause, Unknown) else pause > last for pause in pauses)


def _paused(machine: Machine, pauses: list[date | Unknown]) -> Iterator[bool | Unknown]:
    yield from (pause if isinstance(pause, Unknown) else pause >= machine.about.today for pause in pauses)
    paused = read_number(machine, "HKLM", PAUSED, "PausedQualityStatus")
    yield paused if isinstance(paused, Unknown) else paused == 1
    yield _managed(machine, "PauseQualityUpdates", 1)


def _pauses(machine: Machine) -> Iterator[date | Unknown]:
    """Until when a person or a rule has stopped updates. Windows writes these days as text."""
    for name in ("PauseUpdatesExpiryTime", "PauseQualityUpdatesEndTime"):
        end = _day(read_text(machine, "HKLM", PAUSES, name))
        if end is not None:
            yield end
    start = _day(read_text(machine, "HKLM", RULES, "PauseQualityUpdatesStartTime"))
    if start is not None:
        yield start if isinstance(start, Unknown) else start + timedelta(days=PAUSE_DAYS_BY_RULE)


def _day(text: str | None | Unknown) -> date | None | Unknown:
    if text is None or isinstance(text, Unknown):
        return text
    return day_of_text(text if len(text) > len("2026-12-01") else f"{text}T00:00:00Z")


def _managed(machine: Machine, name: str, wanted: int) -> bool | Unknown:
    """Whether a setting of the organisation's device management has that number."""
    number = read_number(machine, "HKLM", MANAGED, name)
    return number if isinstance(number, Unknown) else number == wanted
