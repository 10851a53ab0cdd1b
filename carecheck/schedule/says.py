"""What is said around a timetable, in plain sentences."""

from collections.abc import Mapping
from typing import Final

from carecheck.schedule.wanted import Every
from carecheck.systems import SystemName

ONLY_SHOWN: Final = "This shows what it would do. Nothing was added to this computer."
TO_ADD: Final = "To add it, type the same again with --install at the end. That does only this:"
ADDING: Final = "We add carecheck to what this computer runs by itself. We do only this:"
TAKING_AWAY: Final = "We take carecheck away from what this computer runs by itself. We do only this:"
TAKEN_AWAY: Final = "Done. carecheck no longer runs by itself. Your reports are still there."
NOT_THERE: Final = "There is nothing to take away. carecheck does not run by itself with this login."
ANOTHERS: Final = "There is something of this name already, and carecheck did not make it. We changed nothing."
NOT_SEEN: Final = (
    "We could not see if carecheck runs by itself here. The Task Scheduler of Windows did not tell us. "
    "We changed nothing. Start the computer again, then try once more."
)
REPLACES: Final = "It takes the place of what carecheck added before."
QUIET: Final = "It shows no window and sends nothing to anyone. To see what it found, open the newest report in:"
STAYS: Final = "Keep carecheck where it is now. If you move it, type this again from the new place."
TO_STOP: Final = "To stop it: carecheck schedule --remove"
MAC_ASKS: Final = (
    "On a Mac, a program that runs by itself must ask you before it opens Documents, Desktop or Downloads. "
    "Keep the results, the profile and carecheck itself in another folder. For the results: --results FOLDER"
)

_EVERY: Final[Mapping[Every, str]] = {
    "month": "It runs on the third Wednesday of each month, about half past twelve.",
    "week": "It runs each Wednesday, about half past twelve.",
}
_MADE_UP_FOR: Final = "If the computer is off then, it runs when you next use it."
_NO_BATTERY: Final = "It does not run while a laptop is on its battery. Then it waits for the next time."
_WHEN: Final[Mapping[SystemName, tuple[str, ...]]] = {
    "windows": (_MADE_UP_FOR, _NO_BATTERY),
    "linux": (_MADE_UP_FOR, _NO_BATTERY),
    "macos": ("If the Mac is asleep then, it runs when it wakes. If it is off, it waits for the next time.",),
}


def when(every: Every, system: SystemName) -> tuple[str, ...]:
    """When it runs, and what happens where the computer is off or has no mains power."""
    first = _EVERY[every]
    if system == "macos" and every == "month":
        first = "It runs on day 15 of each month, about half past twelve."
    return (first, *_WHEN[system], "It never wakes the computer.")
