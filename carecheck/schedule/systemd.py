"""Linux: a service and a timer of the person's own systemd."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from carecheck.errors import UsageError
from carecheck.schedule.in_files import InFiles
from carecheck.schedule.steps import Step
from carecheck.schedule.wanted import (
    AT,
    DAYS_OF_THIRD_WEEK,
    MARK,
    MEANS,
    MOST_MINUTES,
    MOST_SPREAD_MINUTES,
    NO_TEXT,
    Wanted,
)

TIMER: Final = "carecheck.timer"
SERVICE: Final = "carecheck.service"

# systemd takes no program whose path has a quote in it, and would look for variables in its name. The shell's own path
# has neither, and everything else is an argument.
_THROUGH_SHELL: Final = ("/bin/sh", "-c", 'exec "$0" "$@"')

_SPECIAL: Final[Mapping[str, str]] = {
    "\\": "\\\\",
    '"': '\\"',
    "%": "%%",
    "$": "$$",
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
}
_MORE_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]")


def in_systemd(wanted: Wanted, units: Path) -> InFiles:
    """The timetable of a person whose units lie in that folder."""
    user = ("systemctl", "--user")
    reads = Step((*user, "daemon-reload"))
    return InFiles(
        files={units / SERVICE: service(wanted), units / TIMER: timer(wanted)},
        starts=(reads, Step((*user, "enable", "--now", TIMER))),
        ends=(Step((*user, "disable", "--now", TIMER)),),
        forgets=(reads,),
    )


def units_folder(home: Path) -> Path:
    """Where a person's own units lie; raises UsageError where the environment names no whole path."""
    named = os.environ.get("XDG_CONFIG_HOME")
    if named and not Path(named).is_absolute():
        raise UsageError(f"XDG_CONFIG_HOME is '{named}'. It must be a whole path.")
    return (Path(named) if named else home / ".config") / "systemd" / "user"


def service(wanted: Wanted) -> str:
    """What is run, and how: quietly, for a limited time, never on a battery. Raises UsageError for what is no text."""
    wanted.must_be_without(NO_TEXT)
    return f"""\
# {MARK}. To take it away: carecheck schedule --remove
[Unit]
Description={MEANS}
ConditionACPower=true

[Service]
Type=oneshot
ExecStart={command_line((*_THROUGH_SHELL, *wanted.command))}
Nice=10
IOSchedulingClass=best-effort
IOSchedulingPriority=7
TimeoutStartSec={MOST_MINUTES}min
"""


def timer(wanted: Wanted) -> str:
    """When it is run; what was missed is made up for, and the computer is not woken."""
    days = f"{DAYS_OF_THIRD_WEEK[0]}..{DAYS_OF_THIRD_WEEK[-1]}" if wanted.every == "month" else "*"
    return f"""\
# {MARK}. To take it away: carecheck schedule --remove
[Unit]
Description=Once a {wanted.every}: {MEANS}

[Timer]
OnCalendar=Wed *-*-{days} {AT:%H:%M:%S}
Persistent=true
RandomizedDelaySec={MOST_SPREAD_MINUTES}min
WakeSystem=false

[Install]
WantedBy=timers.target
"""


def command_line(command: tuple[str, ...]) -> str:
    """A command by systemd's rules of quoting, with nothing that it would put something else in the place of."""
    return " ".join(f'"{"".join(map(_letter, part))}"' for part in command)


def _letter(letter: str) -> str:
    special = _SPECIAL.get(letter)
    return special or _MORE_CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", letter)
