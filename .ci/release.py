"""Build everything that a release gives away, and the checksums of it. The same commit gives the same bytes.

    python3 .ci/release.py OUT

OUT, a new folder, then holds the wheel, the source archive, carecheck for Windows computers without Python as a zip
file, the list of its parts (SBOM, CycloneDX) and SHA256SUMS. Needs Debian 12; `tests/windows/run --version` installs
what is missing there.
"""

import shutil
import subprocess
import sys
from hashlib import file_digest
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / ".ci" / "windows")]

from build_folder import NAME, PARTS, build, build_ourselves  # noqa: E402 - the path comes first

from tests.windows.lane import make_lane  # noqa: E402 - the path comes first

SUMS: Final = "SHA256SUMS"


def release(out: Path) -> None:
    """Build all files of a release into a new folder. Stops when a file differs from the commit."""
    if subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, check=True).stdout:
        sys.exit("Some files differ from the commit. Commit them first: a release is made from a commit.")
    out.mkdir(parents=True)
    lane = make_lane()
    build_ourselves(lane, "wheel", out)
    build_ourselves(lane, "sdist", out)
    build(out)
    shutil.copyfile(out / NAME / PARTS, out / f"{NAME}.cdx.json")
    shutil.rmtree(out / NAME)
    (out / SUMS).write_text(checksums(out), encoding="ascii")


def checksums(folder: Path) -> str:
    """A line for each file of a folder, as `sha256sum --check` reads it."""
    lines: list[str] = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            lines.append(f"{file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    return "".join(lines)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    release(Path(sys.argv[1]).absolute())
