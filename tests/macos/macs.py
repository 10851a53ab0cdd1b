"""Made-up Macs, built from documents: nothing here was seen on a real one.

They are folders as those of Windows are (tests/windows_facts/pcs.py). Besides the parts of a recording, a row may hold

    plist: {...}     what a file holds or a program prints, as a property list; `binary: yes` for the packed form
    plists: [...]    the same for several; `before: ...` for a line of words that a program prints first
    json: {...}      what a program prints, as JSON

Times in them are written as 2026-11-21T18:02:03Z.
"""

import base64
import json
import plistlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from carecheck.look.machine import Machine
from tests.windows_facts.pcs import Pc, Row, load_pc

RECORDINGS: Final = Path(__file__).parent / "recordings"
NAMES: Final = sorted(path.name for path in RECORDINGS.iterdir() if path.is_dir())

_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@cache
def load_mac(name: str) -> Pc:
    """One of the Macs."""
    computer = load_pc(name, RECORDINGS)
    return replace(computer, topics={topic: [_row(row) for row in rows] for topic, rows in computer.topics.items()})


@cache
def mac(name: str) -> Machine:
    """One of the Macs, as a recording."""
    return load_mac(name).machine()


def changed(name: str, *rows: Row) -> Machine:
    """One of the Macs with other answers to some questions."""
    return load_mac(name).machine(*(_row(row) for row in rows))


def _row(row: Row) -> Row:
    for key, write in _FORMS.items():
        if key in row:
            raw = str(row.get("before", "")).encode() + write(row)
            rest = {name: value for name, value in row.items() if name not in (key, "before", "binary")}
            if row.get("binary"):
                return rest | {"base64": base64.b64encode(raw).decode()}
            return rest | {"out" if "run" in row else "text": raw.decode()}
    return row


def _plist(content: object, *, binary: bool) -> bytes:
    form = plistlib.FMT_BINARY if binary else plistlib.FMT_XML
    return plistlib.dumps(cast(Any, _timed(content)), fmt=form)


def _timed(value: object) -> object:
    match value:
        case str() if _TIME.fullmatch(value):
            return datetime.fromisoformat(value).astimezone(UTC).replace(tzinfo=None)
        case date():
            return value.isoformat()
        case list():
            return [_timed(one) for one in cast(list[object], value)]
        case dict():
            return {name: _timed(one) for name, one in cast(dict[str, object], value).items()}
        case _:
            return value


_FORMS: Final[dict[str, Callable[[Row], bytes]]] = {
    "plist": lambda row: _plist(row["plist"], binary=bool(row.get("binary"))),
    "plists": lambda row: _plist(row["plists"], binary=bool(row.get("binary"))),
    "json": lambda row: json.dumps(row["json"], indent=2).encode(),
}
