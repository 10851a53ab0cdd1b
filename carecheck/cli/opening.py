"""Opening the page of a report in the browser of the person who started the scan."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from carecheck.cli.output import say

OPENS: Final = "Your report opens in your browser now."
CANNOT: Final = "We could not open your report. Open this file:"
SECONDS: Final = 3.0  # what runs longer than that is the browser itself


def open_page(page: Path) -> None:
    """Open a page that we saved, and say so; where that does not work, say what to open. It is never an error."""
    try:
        _open(page)
    except OSError:
        say(f"{CANNOT}\n    {page}")
    else:
        say(OPENS)


def _open(page: Path) -> None:
    if sys.platform == "win32":
        import os

        os.startfile(page)
    else:  # mypy would call what follows unreachable
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        quiet = subprocess.DEVNULL
        started = subprocess.Popen([opener, page], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
        try:
            failed = started.wait(SECONDS) != 0
        except subprocess.TimeoutExpired:
            return
        if failed:
            raise OSError(opener)
