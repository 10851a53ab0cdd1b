"""The timetable of this computer, for the login whose rights carecheck has; and how carecheck is started there."""

import os
import sys
from datetime import datetime
from pathlib import Path

from carecheck.errors import UsageError
from carecheck.schedule.wanted import Timetable, Wanted


def timetable_here(wanted: Wanted) -> Timetable:
    """Where this system keeps what it runs by itself. Raises UsageError where it is not for this login."""
    if sys.platform == "win32":
        return _of_windows(wanted)
    else:  # noqa: RET505 (mypy would call the rest unreachable)
        if os.geteuid() == 0 and os.environ.get("SUDO_UID"):
            raise UsageError("this is for the login that is used every day: type it without sudo")
        if sys.platform == "darwin":
            from carecheck.schedule.launchd import in_launchd

            return in_launchd(wanted, Path.home(), os.getuid())
        from carecheck.schedule.systemd import in_systemd, units_folder

        return in_systemd(wanted, units_folder(Path.home()))


def start_of_carecheck() -> tuple[str, ...]:
    """How carecheck starts without a window, and whatever the folder is that it starts in."""
    python = Path(sys.executable)
    if sys.platform == "win32":
        windowless = python.with_name("pythonw.exe")
        python = windowless if windowless.is_file() else python
    # -P: a program that lies in the home folder must not be taken for a part of carecheck. -B: it writes nothing.
    return (str(python), "-B", "-P", "-m", "carecheck")


def _of_windows(wanted: Wanted) -> Timetable:
    if sys.platform == "win32":
        import win32api

        from carecheck.look.windows_door.token import our_sid
        from carecheck.schedule.task_scheduler import LOCAL_SYSTEM, InTaskScheduler

        sid = our_sid()
        if sid == LOCAL_SYSTEM:
            raise UsageError("this is for a login that people use. What runs as the system can start scans itself")
        schtasks = Path(win32api.GetSystemDirectory()) / "schtasks.exe"
        return InTaskScheduler(wanted, sid, datetime.now().astimezone().date(), str(schtasks))
    else:  # noqa: RET505 (mypy would call the rest unreachable)
        raise AssertionError(sys.platform)
