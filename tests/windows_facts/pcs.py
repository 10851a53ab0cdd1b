r"""Made-up Windows computers, built from documents: facts as data, for the quick tests here and for a real Windows.

Each computer is a folder of `recordings/`:

    about.yaml       who it is; `like: OTHER` for one that differs from another only here and there;
                     `refuses: everything` for one that answers no question
    <topic>.yaml     `answers`: rows of a recording (carecheck/look/recording.py), and `lights`: what must come of them

An answer replaces the one to the same question in that topic of the other computer; a light replaces that of the same
check. Two topics may each have a row for the same registry key: the key holds the values of both.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from carecheck.look.faulty_machine import FaultyMachine
from carecheck.look.machine import Machine
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.yamlfile import read_yaml

RECORDINGS: Final = Path(__file__).parent / "recordings"
EVERYTHING: Final = Path(__file__).parent / "everything.yaml"  # a profile with all checks
NAMES: Final = sorted(path.name for path in RECORDINGS.iterdir() if path.is_dir())

Row = dict[str, Any]

_ASKED: Final = (
    "run",
    "rights",
    "link",
    "key",
    "value",
    "name",
    "view",
    "service",
    "com",
    "api",
    "knock",
    "port",
    "read",
    "list",
    "look_at",
)
_OF_A_KEY: Final[dict[str, Any]] = {"values": {}, "keys": [], "names": []}


@dataclass(frozen=True, slots=True)
class Pc:
    """A made-up computer: who it is, its answers by topic, and the light of each check: `red code`, `green code`."""

    name: str
    about: Row
    topics: dict[str, list[Row]]
    lights: dict[str, str]
    refuses: bool = False

    @property
    def answers(self) -> list[Row]:
        """The rows of all topics; what several of them say of one key is put together."""
        return _joined(row for rows in self.topics.values() for row in rows)

    def machine(self, *instead: Row) -> Machine:
        """The computer as a recording, with other answers to some questions."""
        content = {"kind": "carecheck.recording", "about": self.about, "answers": _instead(instead, self.answers)}
        machine = RecordedMachine.from_text(json.dumps(content, default=_day), self.name)
        return FaultyMachine(machine, None, "refused") if self.refuses else machine


@cache
def load_pc(name: str, folder: Path = RECORDINGS) -> Pc:
    """One of the computers, with what it takes from the one that it is like."""
    content = {path.stem: cast(Row, read_yaml(path).content) for path in sorted((folder / name).glob("*.yaml"))}
    own = content.pop("about")
    base = load_pc(own["like"], folder) if "like" in own else Pc("nothing", {}, {}, {})
    topics = dict(base.topics)
    for topic, file in content.items():
        topics[topic] = _instead(file.get("answers", []), topics.get(topic, []))
    lights = {check: light for file in content.values() for check, light in file.get("lights", {}).items()}
    return Pc(name, base.about | own.get("about", {}), topics, base.lights | lights, own.get("refuses") == "everything")


@cache
def pc(name: str) -> Machine:
    """One of the computers, as a recording."""
    return load_pc(name).machine()


def changed(name: str, *rows: Row) -> Machine:
    """One of the computers with other answers to some questions."""
    return load_pc(name).machine(*rows)


def _instead(rows: Iterable[Row], of: Iterable[Row]) -> list[Row]:
    rows = list(rows)
    asked = [_question(row) for row in rows]
    return rows + [row for row in of if _question(row) not in asked]


def _joined(rows: Iterable[Row]) -> list[Row]:
    """The rows, each question once. Only keys may come from several topics."""
    found: dict[str, Row] = {}
    for row in rows:
        question = json.dumps(_question(row), sort_keys=True)
        if question not in found:
            found[question] = row
        elif "key" in row:
            found[question] = _together(found[question], row)
        else:
            raise ValueError(f"two topics answer {question}")
    return list(found.values())


def _together(one: Row, other: Row) -> Row:
    parts: Row = {}
    for part, nothing in _OF_A_KEY.items():
        ours, theirs = one.get(part, nothing), other.get(part, nothing)
        parts[part] = ours | theirs if isinstance(ours, dict) else list(dict.fromkeys([*ours, *theirs]))
    return one | other | parts


def _question(row: Row) -> Row:
    return {part: row[part] for part in _ASKED if part in row}


def _day(day: object) -> str:
    return day.isoformat() if isinstance(day, date) else str(day)
