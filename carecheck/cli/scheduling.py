"""What `carecheck schedule` does: makes the command of a scan, tries what can be tried now, and hands it over."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from carecheck.cli.output import put, say
from carecheck.errors import CannotRun, UsageError
from carecheck.results import open_results, results_path
from carecheck.schedule import says
from carecheck.schedule.here import start_of_carecheck, timetable_here
from carecheck.schedule.wanted import Every, Timetable, Wanted
from carecheck.systems import this_system


@dataclass(frozen=True, slots=True)
class WantedScan:
    """The options of the scan that is to run by itself."""

    profile: Path | None
    results: Path | None
    domains: tuple[str, ...]
    only: tuple[str, ...]
    skip: tuple[str, ...]
    checks: tuple[Path, ...]
    offline: bool
    hide_computer_names: bool
    serial_number: bool

    @property
    def options(self) -> tuple[str, ...]:
        """As they are typed, with whole paths: it starts in another folder."""
        return tuple(self._options())

    @property
    def paths(self) -> list[Path]:
        """Each file and folder that it opens."""
        packs = [pack.absolute() for pack in self.checks]
        return [results_path(self.results), *([profile] if (profile := self._profile_file()) else []), *packs]

    def _options(self) -> Iterator[str]:
        # One line in the system's log, not a report; and no code for "something to fix now", which a system takes for
        # a program that does not work, and some tell people about.
        yield from ("scan", "--one-line", "--exit-zero")
        if self.profile:
            yield from ("--profile", str(self._profile_file() or self.profile))
        if self.results:
            yield from ("--results", str(results_path(self.results)))
        for option, values in (("domain", self.domains), ("only", self.only), ("skip", self.skip)):
            yield from (f"--{option}={value}" for value in values)
        yield from (f"--checks={pack.absolute()}" for pack in self.checks)
        flags = {"offline": self.offline, "hide-computer-names": self.hide_computer_names}
        flags["serial-number"] = self.serial_number
        yield from (f"--{name}" for name, given in flags.items() if given)

    def _profile_file(self) -> Path | None:
        """The profile where it is a file, and not the name of one that comes with carecheck."""
        from carecheck.judge.profiles import find_profile

        return self.profile.absolute() if self.profile and find_profile(self.profile) == self.profile else None


def show(scan: WantedScan, every: Every) -> None:
    """Show what --install would write and run. Nothing is written."""
    timetable = _timetable(scan, every)
    put(timetable.text)
    _say_lines(says.ONLY_SHOWN, *says.when(every, this_system()), says.TO_ADD)
    _say_steps(timetable.to_install)


def add(scan: WantedScan, every: Every) -> None:
    """Say what is written and run, do it, and say how it goes on. Raises CannotRun; nothing new is there then."""
    timetable = _timetable(scan, every)
    open_results(scan.results)  # what cannot be kept in a month is told now
    before = timetable.whose()
    _not_anothers(before == "another's", timetable.to_install)
    _say_lines(says.ADDING)
    _say_steps(timetable.to_install)
    timetable.install()
    _say_lines(*([says.REPLACES] if before == "ours" else []), *says.when(every, this_system()), says.QUIET)
    _say_steps([str(results_path(scan.results))])
    _say_lines(says.STAYS, says.TO_STOP)


def take_away() -> None:
    """Take away what carecheck added for this login, and nothing else."""
    timetable = timetable_here(Wanted(start_of_carecheck()))
    whose = timetable.whose()
    _not_anothers(whose == "another's", timetable.to_remove)
    if whose == "nobody's":
        _say_lines(says.NOT_THERE)
        return
    _say_lines(says.TAKING_AWAY)
    _say_steps(timetable.to_remove)
    timetable.remove()
    _say_lines(says.TAKEN_AWAY)


def _timetable(scan: WantedScan, every: Every) -> Timetable:
    """What this scan needs, after all that a person may have got wrong was tried."""
    from carecheck.plan import make_plan

    make_plan(scan.profile, scan.domains, scan.only, scan.skip, scan.checks)
    start = start_of_carecheck()
    if sys.platform == "darwin":
        from carecheck.schedule.launchd import place_that_asks

        if place := place_that_asks([*scan.paths, Path(start[0])], Path.home()):
            raise UsageError(f"we cannot use {place} here. {says.MAC_ASKS}")
    timetable = timetable_here(Wanted((*start, *scan.options), every))
    _ = timetable.text  # a path that it cannot hold is told before anything is asked or written
    return timetable


def _not_anothers(anothers: bool, steps: Iterable[str]) -> None:
    if anothers:
        raise CannotRun(
            "\n".join((says.ANOTHERS, "Move it away first. We meant to:", *(f"    {step}" for step in steps)))
        )


def _say_lines(*lines: str) -> None:
    for line in lines:
        say(line)


def _say_steps(steps: Iterable[str]) -> None:
    for step in steps:
        say(f"    {step}")
