"""What Office on this Windows does with macros, for the person who works here.

Rules of an organisation beat the person's own settings. Since 2022 Office blocks macros in files from the internet by
itself, but not in every version, so an old one leaves it open.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.facts.office import Macros
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.installed import version_numbers
from carecheck.look.windows.office import CONFIGURATION, Here, office_here
from carecheck.look.windows.registry import read_number, read_text

APPS: Final = ("Word", "Excel", "PowerPoint", "Access")
RULES: Final = ("Software\\Policies\\Microsoft\\Cloud\\Office", "Software\\Policies\\Microsoft\\Office")
OWN: Final = "Software\\Microsoft\\Office"
NUMBERS: Final = {"2003": "11.0", "2007": "12.0", "2010": "14.0", "2013": "15.0"}
NEWEST: Final = "16.0"
BLOCKS_BY_ITSELF: Final = 15601  # the first build of all lines of updates in which it does (version 2208)

RUN_ALL, ASK = 1, 2


class _App(NamedTuple):
    """What one program does: whether macros from the internet are kept from running, and its general setting."""

    internet_blocked: bool | Unknown
    warnings: int | Unknown


@probe(Macros, on="windows")
def macros(machine: Machine) -> Macros:
    """The worst of each program of each version that is here."""
    here = office_here(machine)
    installed = here.installed
    if isinstance(installed, Unknown) or not installed:
        return Macros.all_unknown(installed if isinstance(installed, Unknown) else Unknown("not_seen", "no Office"))
    apps = [_app(machine, number, app) for number in sorted(_numbers(here)) for app in APPS]
    return Macros(
        internet_runs=any_of([*(_lets_in(app, RUN_ALL) for app in apps), *here.gaps]),
        internet_asks=any_of([*(_lets_in(app, ASK) for app in apps), *here.gaps]),
        others_run=any_of([*(_is(app.warnings, RUN_ALL) for app in apps), *here.gaps]),
    )


def _numbers(here: Here) -> Iterator[str]:
    if here.subscriptions:
        yield NEWEST
    for number in {NUMBERS.get(year, NEWEST) for year in here.years}:
        if number != NEWEST or not here.subscriptions:
            yield number


def _app(machine: Machine, number: str, app: str) -> _App:
    warnings = _setting(machine, number, app, "VBAWarnings", rules_only=False)
    if warnings is None:
        warnings = ASK
    elif not isinstance(warnings, Unknown) and warnings not in (1, 2, 3, 4):
        warnings = Unknown("unreadable", f"{app}: VBAWarnings is {warnings}")
    return _App(_internet_blocked(machine, number, app), warnings)


def _internet_blocked(machine: Machine, number: str, app: str) -> bool | Unknown:
    """By rule, else by what this Office does by itself. A person's own setting can only turn it off."""
    name = "blockcontentexecutionfrominternet"
    rule = _setting(machine, number, app, name, rules_only=True)
    if isinstance(rule, Unknown):
        return rule
    if rule is not None:
        return rule == 1 if rule in (0, 1) else Unknown("unreadable", f"{app}: {name} is {rule}")
    own = read_number(machine, "HKCU", f"{OWN}\\{number}\\{app}\\Security", name)
    if isinstance(own, Unknown):
        return own
    return False if own == 0 else _blocks_by_itself(machine, number)


def _blocks_by_itself(machine: Machine, number: str) -> bool | Unknown:
    if number in ("11.0", "12.0", "14.0"):
        return False
    version = read_text(machine, "HKLM", CONFIGURATION, "VersionToReport") if number == NEWEST else None
    if isinstance(version, Unknown):
        return version
    numbers = version_numbers(version)
    if numbers is not None and len(numbers) > 2 and numbers[2] >= BLOCKS_BY_ITSELF:
        return True
    return Unknown("not_seen", "this Office may or may not block macros from the internet by itself")


def _setting(machine: Machine, number: str, app: str, name: str, *, rules_only: bool) -> int | None | Unknown:
    for place in RULES if rules_only else (*RULES, OWN):
        found = read_number(machine, "HKCU", f"{place}\\{number}\\{app}\\Security", name)
        if found is not None:
            return found
    return None


def _lets_in(app: _App, setting: int) -> bool | Unknown:
    blocked = app.internet_blocked
    return all_of([blocked if isinstance(blocked, Unknown) else not blocked, _is(app.warnings, setting)])


def _is(found: int | Unknown, wanted: int) -> bool | Unknown:
    return found if isinstance(found, Unknown) else found == wanted
