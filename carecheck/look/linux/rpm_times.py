"""When packages were installed, by rpm, which runs with nobody's rights and so writes nothing."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

_INSTALLED: Final = re.compile(r"^([a-z0-9-]+) (\d{9,11})$", re.MULTILINE)


def last_installed(machine: Machine, packages: Sequence[str]) -> date | Unknown:
    """The last day on which one of these packages was updated; other packages may have been since."""
    ran = machine.run("rpm", "-q", "--queryformat", "%{NAME} %{INSTALLTIME}\\n", *packages, rights="nobody")
    if isinstance(ran, Unknown):
        return ran
    days = {datetime.fromtimestamp(int(time), UTC).date() for _, time in _INSTALLED.findall(ran.text)}
    # One day for all of them is the day on which the system was installed.
    return max(days) if len(days) > 1 else Unknown("not_seen", "no update of the base system was seen")
