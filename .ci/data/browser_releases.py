"""Write data/browser-releases.yaml anew, from the newest @mdn/browser-compat-data of the npm registry.

    python3 .ci/data/browser_releases.py

Needs npm. Afterwards look at what changed (git diff), and bring ESR_ENDS up to date: that package does not tell until
when a Firefox ESR is cared for.
"""

import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any, Final

PACKAGE: Final = "@mdn/browser-compat-data"
FILE: Final = Path(__file__).parents[2] / "data" / "browser-releases.yaml"
BROWSERS: Final = {"chrome": "Chrome", "edge": "Edge", "firefox": "Firefox"}
FIRST: Final = 100  # what is older is behind since the version after this one, or longer
RELEASED: Final = ("retired", "current", "esr")

# Last day of each Firefox ESR by endoflife.date, 22 August 2026; None: no day has been named.
ESR_ENDS: Final = {
    102: "2023-09-26",
    115: "2027-03-31",
    128: "2025-09-16",
    140: "2026-09-29",
    153: None,
}

HEAD: Final = """\
# When the versions of web browsers came out. Written by .ci/data/browser_releases.py; do not edit by hand.
# Refresh it with every release of carecheck: a list older than 60 days calls no browser up to date.
#
# released: day of each version that was out on `as_at`; the versions follow each other without a gap
# planned:  day that the maker had named for the next ones
# ends:     (Firefox ESR, the slow line for organisations) last day of its security updates, as far as it was named
as_at: {as_at}
source: >-
  npm package {package} {version} (licence CC0-1.0); ends of Firefox ESR by https://endoflife.date, 22 August 2026
browsers:
"""


def main() -> None:
    """Fetch the package, and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as files:
            content = files.extractfile("package/data.json")
            assert content is not None
            data = json.load(content)
    FILE.write_text(table(data), encoding="utf-8")


def table(data: dict[str, Any]) -> str:
    """The text of the table."""
    meta = data["__meta"]
    lines = [HEAD.format(as_at=meta["timestamp"][:10], package=PACKAGE, version=meta["version"])]
    for key, name in BROWSERS.items():
        releases = data["browsers"][key]["releases"]
        lines.append(f"  {key}:\n    name: {name}\n")
        lines.append(f"    released: {{{days(releases, out=True)}}}\n    planned: {{{days(releases, out=False)}}}\n")
    ends = ", ".join(f'"{major}": {day or "null"}' for major, day in ESR_ENDS.items())
    lines.append(f"esr:\n  name: Firefox ESR\n  ends: {{{ends}}}\n")
    return "".join(lines)


def days(releases: dict[str, Any], *, out: bool) -> str:
    """The days of the versions that were out, or were not yet."""
    rows = [
        (int(version), release["release_date"])
        for version, release in releases.items()
        if version.isdecimal()
        and int(version) >= FIRST
        and release.get("release_date")
        and (release["status"] in RELEASED) == out
    ]
    return ", ".join(f'"{version}": {day}' for version, day in sorted(rows))


if __name__ == "__main__":
    main()
