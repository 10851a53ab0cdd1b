"""Made-up Windows computers, built from documents; each file tells what differs from the one that it is `like`."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final, cast

from carecheck.look.faulty_machine import FaultyMachine
from carecheck.look.machine import Machine
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.yamlfile import read_yaml

RECORDINGS: Final = Path(__file__).parent / "recordings"
NAMES: Final = sorted(path.stem for path in RECORDINGS.glob("*.yaml"))

_ASKED: Final = ("key", "value", "name", "view", "service", "com", "api", "read", "list", "look_at")


def pc(name: str) -> Machine:
    """One of the computers."""
    content = _content(name)
    text = json.dumps(content, default=_day)
    machine = RecordedMachine.from_text(text, name)
    return FaultyMachine(machine, None, "refused") if content.get("refuses") == "everything" else machine


def changed(name: str, *rows: dict[str, Any]) -> Machine:
    """One of the computers with other answers to some questions."""
    content = _content(name)
    content["answers"] = _instead(list(rows), content["answers"])
    return RecordedMachine.from_text(json.dumps(content, default=_day), name)


def _content(name: str) -> dict[str, Any]:
    content = cast(dict[str, Any], read_yaml(RECORDINGS / f"{name}.yaml").content)
    if "like" in content:
        base = _content(content.pop("like"))
        content["about"] = base["about"] | content.get("about", {})
        content["answers"] = _instead(content["answers"], base["answers"])
    return content


def _instead(rows: list[dict[str, Any]], of: list[dict[str, Any]]) -> list[dict[str, Any]]:
    asked = [_question(row) for row in rows]
    return rows + [row for row in of if _question(row) not in asked]


def _question(row: dict[str, Any]) -> dict[str, Any]:
    return {part: row[part] for part in _ASKED if part in row}


def _day(day: object) -> str:
    return day.isoformat() if isinstance(day, date) else str(day)
