"""Our own tests inside genuine Windows Python: `python3 -m tests.windows [options of pytest]`.

They run in a throw-away Windows of their own, in this checkout, and end with pytest's own closing line and exit code.
Which tests are left out there, and why, stands in tests/conftest.py.
"""

import os
import signal
import sys
import tempfile
from pathlib import Path

from tests.windows.lane import make_lane
from tests.windows.pc import WindowsPc
from tests.windows.supplies import ROOT
from tests.windows.wine import Prefix

MOST_SECONDS = 1_080
OPTIONS = (
    *("-p", "no:cacheprovider"),
    *("-o", "faulthandler_timeout=0"),  # it starts a thread for each test, which takes long there
)
ENVIRONMENT = {"PYTHONIOENCODING": "utf-8", "HYPOTHESIS_STORAGE_DIRECTORY": r"C:\hypothesis"}


def main(options: list[str]) -> int:
    """Run the tests; their exit code. Whoever ends this ends that Windows, too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    lane = make_lane()
    with tempfile.TemporaryDirectory() as folder:
        pc = WindowsPc(Path(folder) / "pc", lane)
        Prefix(lane.template).clone_to(pc.folder)
        with pc:
            ran = pc.python(
                *("-m", "pytest", *OPTIONS, *options),
                seconds=MOST_SECONDS,
                cwd=ROOT,
                on_output=_pass_on,
                environment=ENVIRONMENT | {name: os.environ[name] for name in ("CI",) if name in os.environ},
            )
    return ran.code


def _pass_on(output: bytes) -> None:
    sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
