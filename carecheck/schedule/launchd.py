"""macOS: an agent of the person's own launchd. Written from Apple's documents, and never tried on a real Mac."""

from pathlib import Path
from typing import Any, Final

from carecheck.schedule.in_files import InFiles
from carecheck.schedule.steps import Step
from carecheck.schedule.wanted import AT, DAYS_OF_THIRD_WEEK, MARK, NO_XML, Wanted

LABEL: Final = "carecheck.scan"
WEDNESDAY: Final = 3
BOOTSTRAP_TRIES: Final = 5  # launchd may still be ending what ran under this label before

# macOS asks the person for leave when a program that runs by itself opens these.
_ASKS_FOR_LEAVE: Final = ("Documents", "Desktop", "Downloads", "Library/Mobile Documents", "Library/CloudStorage")


def in_launchd(wanted: Wanted, home: Path, uid: int) -> InFiles:
    """The timetable of a person with that home folder and number."""
    file = home / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    ends = Step(("launchctl", "bootout", f"gui/{uid}/{LABEL}"), may_fail=True)
    starts = Step(("launchctl", "bootstrap", f"gui/{uid}", str(file)), tries=BOOTSTRAP_TRIES)
    return InFiles(files={file: agent(wanted)}, starts=(ends, starts), ends=(ends,))


def agent(wanted: Wanted) -> str:
    """The agent's property list, with our mark in front. Raises UsageError for letters that it cannot hold."""
    import plistlib

    wanted.must_be_without(NO_XML)
    text = plistlib.dumps(_agent(wanted), sort_keys=False).decode()
    head, start, rest = text.partition("<plist")
    return f"{head}<!-- {MARK} -->\n{start}{rest}"


def place_that_asks(paths: list[Path], home: Path) -> Path | None:
    """The first of these paths for which macOS would ask the person for leave."""
    asking = [home / place for place in _ASKS_FOR_LEAVE] + [Path("/Volumes")]
    return next((path for path in paths if any(path.is_relative_to(place) for place in asking)), None)


def _agent(wanted: Wanted) -> dict[str, Any]:
    when = {"Hour": AT.hour, "Minute": AT.minute}
    # launchd reads a day of the month and a day of the week as "either", so the third Wednesday cannot be said.
    day = {"Day": DAYS_OF_THIRD_WEEK[0]} if wanted.every == "month" else {"Weekday": WEDNESDAY}
    return {
        "Label": LABEL,
        "ProgramArguments": list(wanted.command),
        "StartCalendarInterval": day | when,
        "RunAtLoad": False,
        "Nice": 10,
        "LowPriorityIO": True,
    }
