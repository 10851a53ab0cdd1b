"""The public openspf test-suite for RFC 7208, as data.

It is somebody else's work, so it is not kept in this project: pip fetches the source archive of pyspf, which holds
it, once into a cache folder of this user.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import platformdirs
import yaml

from carecheck.look.lookups import RecordType
from tests.domain.world import TIMED_OUT, Records, World

PACKAGE: Final = "pyspf==2.0.14"
MEMBER: Final = "pyspf-2.0.14/test/rfc7208-tests.yml"
SHA256: Final = "901f561a6e2b1c1590a40a61b1ac7601226fd7045a7aae591a4d25421358d6f9"

ALL_TYPES: Final[tuple[RecordType, ...]] = ("TXT", "MX", "A", "AAAA")


class CannotFetch(Exception):
    """The suite could not be fetched; the text says why."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case: an email from `domain` in a made-up DNS, and the results that RFC 7208 allows."""

    name: str
    section: str
    domain: str
    results: tuple[str, ...]
    world: World


def read_suite() -> tuple[Case, ...]:
    """Every case of the suite. Raises CannotFetch."""
    return tuple(_cases(yaml.safe_load_all(_suite_file().read_text("utf-8"))))


def _suite_file() -> Path:
    cached = platformdirs.user_cache_path("carecheck-tests") / f"rfc7208-tests-{SHA256[:12]}.yml"
    if not cached.is_file():
        cached.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cached.parent) as folder:
            fetched = Path(folder) / "suite.yml"
            fetched.write_bytes(_fetch(Path(folder)))
            fetched.replace(cached)  # whole or not at all, also when several test runs fetch it at once
    return cached


def _fetch(folder: Path) -> bytes:
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", "pyspf", "-d", str(folder), PACKAGE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    archives = list(folder.glob("*.tar.gz"))
    if done.returncode or len(archives) != 1:
        raise CannotFetch(f"pip could not fetch {PACKAGE}: {done.stderr.strip()[-500:]}")
    with tarfile.open(archives[0]) as archive:
        member = archive.extractfile(MEMBER)
        content = member.read() if member else b""
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise CannotFetch(f"{MEMBER} of {PACKAGE} is not the file that these tests were written for")
    return content


def _cases(scenarios: Iterator[Any]) -> Iterator[Case]:
    for scenario in scenarios:
        rows = _rows(scenario["zonedata"])
        for name, test in scenario["tests"].items():
            results = test["result"]
            yield Case(
                name=name,
                section=scenario["description"],
                domain=(test["mailfrom"] or test["helo"]).rpartition("@")[2].lower(),
                results=tuple([results] if isinstance(results, str) else results),
                world=World(rows),
            )


def _rows(zone: Mapping[Any, Sequence[Any]]) -> dict[str, dict[RecordType, Records]]:
    rows = {str(name).lower(): _row(entries) for name, entries in zone.items()}
    for name, entries in zone.items():
        alias = next((entry["CNAME"] for entry in entries if isinstance(entry, dict) and "CNAME" in entry), None)
        if alias:
            rows[str(name).lower()] = rows.get(alias.lower().removesuffix("."), {})
    return rows


def _row(entries: Sequence[Any]) -> dict[RecordType, Records]:
    """The records of one name; SPF stands for TXT, unless TXT is there too, and TIMEOUT for all that is not there."""
    row: dict[RecordType, Records] = dict.fromkeys(ALL_TYPES, TIMED_OUT) if "TIMEOUT" in entries else {}
    records = [pair for entry in entries if isinstance(entry, dict) for pair in entry.items()]
    txt = "TXT" if any(kind == "TXT" for kind, _ in records) else "SPF"
    for kind in ALL_TYPES:
        values = [value for found, value in records if found == (txt if kind == "TXT" else kind) and value != "NONE"]
        if values:
            row[kind] = [_record(kind, value) for value in values]
    return row


def _record(kind: RecordType, value: Any) -> str | tuple[int, str]:
    if kind == "MX":
        return int(value[0]), str(value[1]).lower()
    return "".join(value) if isinstance(value, list) else cast(str, value)
