"""The doors of a seeded Windows: what lies there arrives, and what is refused, missing or wrong is told as such."""

from dataclasses import replace
from typing import Any, Final

import pytest

from tests.windows.conftest import StartSeeded
from tests.windows_facts.pcs import load_pc

DOORS: Final = "HKLM\\SOFTWARE\\carecheck doors"
ROWS: Final[list[dict[str, Any]]] = [
    {"key": f"{DOORS}\\refused", "unknown": "needs_admin"},
    {"key": "HKCU\\Software\\carecheck doors\\refused", "unknown": "needs_admin"},
    {"key": f"{DOORS}\\dated", "modified": "2026-02-03T04:05:06+00:00", "names": ["not read"], "keys": ["inner"]},
    {
        "key": f"{DOORS}\\typed",
        "values": {
            "text": "St Anne’s Café",
            "number": 4355,
            "long": {"type": "REG_QWORD", "data": 2**40},
            "texts": ["a", "é"],
            "place": {"type": "REG_EXPAND_SZ", "data": "%WINDIR%"},
            "bytes": {"type": "REG_BINARY", "base64": "AP8="},
            "strange": {"type": "other", "base64": "AQI="},
            "": "the default",
        },
    },
    {"key": f"{DOORS}\\views", "view": 32, "values": {"seen": "by 32-bit programs"}},
    {"service": "RunsHere", "state": "running"},
    {"service": "StandsHere", "state": "stopped"},
    {"service": "PausedHere", "state": "other"},
    {"read": "~/Documents/a note.txt", "text": "é\n", "modified": "2026-02-03T04:05:06+00:00"},
    {"list": "C:/ProgramData/Care", "entries": ["b.txt", {"name": "a", "kind": "folder"}]},
    {"com": "update.restart", "unknown": "needs_admin"},
    {"com": "update.waiting", "unknown": "tool_missing"},
    {"com": "update.history", "unknown": "unreadable"},
    {"api": "accounts", "unknown": "needs_admin"},
    {"api": "administrators", "unknown": "unreadable"},
]
HEAD: Final = r"""
from carecheck.look.machine import *
from carecheck.look.windows_questions import *
from carecheck.look.windows import registry as r
from carecheck.look.windows_door.machine import WindowsMachine
machine, doors = WindowsMachine(), "SOFTWARE\\carecheck doors"
def reason(found):
    return getattr(found, "reason", found)
"""

# What is asked there, and what comes back.
ASKED: Final = {
    r"reason(machine.ask(ListKey('HKLM', doors + r'\refused')))": "'needs_admin'",
    r"reason(machine.ask(ReadValue('HKLM', doors + r'\refused', 'it')))": "'needs_admin'",
    r"reason(r.read_number(machine, 'HKLM', doors + r'\refused', 'it'))": "'needs_admin'",
    r"reason(machine.ask(ListKey('HKCU', r'Software\carecheck doors\refused')))": "'needs_admin'",
    r"reason(machine.ask(ListKey('HKLM', doors + r'\missing')))": "None",
    r"reason(r.read_text(machine, 'HKLM', doors + r'\missing', 'it'))": "None",
    r"reason(r.read_text(machine, 'HKLM', doors + r'\typed', 'missing'))": "None",
    r"reason(r.read_number(machine, 'HKLM', doors + r'\typed', 'text'))": "'unreadable'",
    r"reason(r.read_text(machine, 'HKLM', doors + r'\typed', 'number'))": "'unreadable'",
    r"reason(r.is_set(machine, 'HKLM', doors + r'\typed', 'number'))": "'unreadable'",
    r"r.read_number(machine, 'HKLM', doors + r'\typed', 'NUMBER')": "4355",
    r"r.read_number(machine, 'HKLM', doors + r'\typed', 'long')": "1099511627776",
    r"r.read_text(machine, 'HKLM', doors + r'\typed', 'text')": ascii("St Anne’s Café"),
    r"r.read_text(machine, 'HKLM', doors + r'\typed', 'place')": "'%WINDIR%'",
    r"r.read_text(machine, 'HKLM', doors + r'\typed', '')": "'the default'",
    r"machine.ask(ReadValue('HKLM', doors + r'\typed', 'texts')).data": ascii(("a", "é")),
    r"machine.ask(ReadValue('HKLM', doors + r'\typed', 'bytes')).data": r"b'\x00\xff'",
    r"machine.ask(ReadValue('HKLM', doors + r'\typed', 'strange')).type": "'other'",
    r"r.read_text(machine, 'HKLM', doors + r'\views', 'seen', 32)": "'by 32-bit programs'",
    r"r.read_text(machine, 'HKLM', doors + r'\views', 'seen')": "None",
    r"r.read_key(machine, 'HKLM', doors + r'\dated').modified.isoformat()": "'2026-02-03T04:05:06+00:00'",
    r"r.read_key(machine, 'HKLM', doors + r'\dated').values": "('not read',)",
    r"r.read_key(machine, 'HKLM', doors + r'\dated').keys": "('inner',)",
    "machine.ask(AskService('RunsHere')).state": "'running'",
    "machine.ask(AskService('StandsHere')).state": "'stopped'",
    "machine.ask(AskService('PausedHere')).state": "'other'",
    "machine.ask(AskService('NotHere'))": "None",
    "machine.read('~/Documents/a note.txt')": ascii("é\n"),
    "machine.look_at('~/Documents/a note.txt').modified.isoformat()": "'2026-02-03T04:05:06+00:00'",
    "[(one.name, one.kind) for one in machine.list_folder('C:/ProgramData/Care')]": "[('a', 'folder'), ('b.txt', 'file')]",
    "machine.read('~/Documents/another.txt')": "None",
    "reason(machine.ask(AskCom('update.restart')))": "'needs_admin'",
    "reason(machine.ask(AskCom('update.waiting')))": "'tool_missing'",
    "reason(machine.ask(AskCom('update.history')))": "'unreadable'",
    "reason(machine.ask(AskApi('accounts')))": "'needs_admin'",
    "reason(machine.ask(AskApi('administrators')))": "'unreadable'",
    "machine.about.today.isoformat()": "'2026-11-24'",
}  # fmt: skip


@pytest.fixture(scope="module")
def told(seeded_pc_of_module: StartSeeded) -> dict[str, str]:
    """What comes back where carecheck looks at a computer with these rows: all of it in one run."""
    good = load_pc("good_11_pro")
    instead = {question for row in ROWS for question in (row.get("com"), row.get("api")) if question}
    topics = {
        topic: [row for row in rows if not {row.get("com"), row.get("api")} & instead]
        for topic, rows in good.topics.items()
    }
    pc = seeded_pc_of_module(replace(good, name="doors", topics=topics | {"doors": ROWS}))
    ran = pc.python("-X", "utf8", "-c", HEAD + "".join(f"print(ascii({question}))\n" for question in ASKED))
    assert (ran.code, ran.err) == (0, "")
    return dict(zip(ASKED, ran.out.splitlines(), strict=True))


@pytest.mark.parametrize("question", ASKED)
def test_each_door_tells_what_lies_behind_it(question: str, told: dict[str, str]) -> None:
    assert told[question] == ASKED[question]
