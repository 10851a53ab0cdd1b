"""Write the rows of Debian and Ubuntu in data/support-dates.yaml anew, from Debian's package distro-info-data.

    python3 .ci/data/support_dates.py

Needs apt and dpkg: run `apt-get update` first, on the newest Debian there is. Everything else in the table is typed by
hand from the makers' pages that it names. Afterwards look at what changed (git diff), and bring `as_at` up to date once
the other rows have been looked up too.
"""

import csv
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

PACKAGE: Final = "distro-info-data"
FILE: Final = Path(__file__).parents[2] / "data" / "support-dates.yaml"
FIRST: Final = {"debian": (8,), "ubuntu": (16, 4)}  # what is older ended long ago, and is on no computer that we meet
EXTENDED: Final = {"debian": "eol-lts", "ubuntu": "eol-esm"}
FLAVOURS_YEARS: Final = 3


def main() -> None:
    """Fetch the package, and write the rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(["apt-get", "-o", "APT::Sandbox::User=root", "-q", "download", PACKAGE], cwd=folder, check=True)
        (package,) = folder.glob("*.deb")
        subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
        version = subprocess.run(
            ["dpkg-deb", "-f", package, "Version"], check=True, capture_output=True, text=True
        ).stdout.strip()
        text = FILE.read_text(encoding="utf-8")
        for system in FIRST:
            with (folder / f"usr/share/distro-info/{system}.csv").open(encoding="utf-8") as rows:
                text = with_rows(text, system, list(releases(system, csv.DictReader(rows))))
    FILE.write_text(re.sub(rf"{PACKAGE} \S+", f"{PACKAGE} {version}", text), encoding="utf-8")


def releases(system: str, rows: Iterable[dict[str, str]]) -> Iterator[str]:
    """A row of the table for each release whose end has been named."""
    for row in rows:
        version = row["version"].removesuffix(" LTS")
        if not version or not row["eol"] or tuple(map(int, version.split("."))) < FIRST[system]:
            continue
        parts = [f"codename: {row['series']}", f"ends: {row['eol']}"]
        if extended := row[EXTENDED[system]]:
            parts.append(f"extended: {extended}")
        if system == "ubuntu" and row["version"].endswith("LTS"):
            day = date.fromisoformat(row["release"])
            parts.append(f"flavours_end: {day.replace(year=day.year + FLAVOURS_YEARS)}")
        yield f'      "{version}": {{{", ".join(parts)}}}\n'


def with_rows(text: str, system: str, rows: list[str]) -> str:
    """The text of the table with other rows for one system."""
    block = re.compile(rf"(^  {system}:\n(?:    .*\n)*?    releases:\n)(?:      .*\n)+", re.MULTILINE)
    changed, times = block.subn(lambda found: found[1] + "".join(rows), text)
    if times != 1 or not rows:
        raise SystemExit(f"{FILE.name} has no rows of {system}, or {PACKAGE} has none")
    return changed


if __name__ == "__main__":
    main()
