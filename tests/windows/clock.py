"""A clock that shows another day to all programs of a made-up computer, and runs on.

`faketime` keeps what its programs share as long as it runs itself. Without it every program would make its own, and
take it away from under the programs that it started: now and then one of them dies of that.
"""

import subprocess
from datetime import UTC, datetime
from typing import Final

WANTED: Final = ("FAKETIME", "FAKETIME_SHARED", "LD_PRELOAD")
TELL_AND_WAIT: Final = f"printenv {' '.join(WANTED)}; exec cat"


class Clock:
    """The clock: `environment` is what programs need to see it."""

    def __init__(self, moment: datetime) -> None:
        ahead = (moment - datetime.now(UTC)).total_seconds()
        command = ("faketime", "-f", f"{ahead:+.0f}", "sh", "-c", TELL_AND_WAIT)
        self._holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._holder.stdout is not None
        told = [self._holder.stdout.readline().rstrip("\n") for _ in WANTED]
        self.environment = dict(zip(WANTED, told, strict=True)) | {"DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"}

    def stop(self) -> None:
        """End it, once nothing runs by it."""
        self._holder.communicate()
