"""The packages that a release gives away: the same commit gives the same bytes."""

import subprocess
import sys
from pathlib import Path

from tests.windows.lane import Lane
from tests.windows.supplies import ROOT

BUILD_BOTH = """
import sys
from pathlib import Path
sys.path[:0] = [".", ".ci/windows"]
from build_folder import build_ourselves
from tests.windows.lane import make_lane
for form in ("wheel", "sdist"):
    build_ourselves(make_lane(), form, Path(sys.argv[1]))
"""


def test_the_same_commit_gives_the_same_wheel_and_source_archive(lane: Lane, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"

    for out in (first, second):
        subprocess.run([sys.executable, "-c", BUILD_BOTH, out], cwd=ROOT, check=True, capture_output=True)

    built = {path.name: path.read_bytes() for path in first.iterdir()}
    assert len(built) == 2
    assert built == {path.name: path.read_bytes() for path in second.iterdir()}
