"""The report in a window, compared with the text that a person sees."""

import re
from pathlib import Path
from typing import Final

import pytest

from carecheck.report import Subject
from carecheck.show.paper import cells
from carecheck.show.terminal import TerminalOptions, render_terminal
from tests.show.sample_report import DOMAIN, OAKFIELD_HOUSE, OFFICE_PC, home, not_checked, result

EXPECTED: Final = Path(__file__).parent / "expected"
OAKFIELD_TEXT: Final = render_terminal(OAKFIELD_HOUSE, TerminalOptions(everything=True))
SAVED: Final = "Documents\\carecheck\\Oakfield House 2026-11-22.html"
HOSTILE: Final = (
    "\x1b[31mred\x1b[0m",
    "\x9b31m",
    "\u202egnp.exe",
    "a [/b] [red]x[/red]",
    "<script>alert(1)</script>",
    '"><img src=x>',
    "=cmd|'/c calc'!A0",
    "../../etc/passwd",
    "x" * 10_000,
    "St Anne\u2019s \u201cold\u201d wing \u2013 caf\u00e9",
    "line\nbreak\r\nand\ttab",
    "\u4e66" * 300,
)
ENCODINGS: Final = ("cp437", "cp850", "cp1252", "ascii", "utf-8")
COLOUR_CODE: Final = re.compile(r"\x1b\[[0-9;]+m")


SNAPSHOTS: Final = {
    "80-plain": TerminalOptions(80, plain=True, saved_as=SAVED),
    "80-colour": TerminalOptions(80, colour=True, saved_as=SAVED),
    "80-everything": TerminalOptions(80, everything=True),
    "60-no-colour": TerminalOptions(60, saved_as=SAVED),
    "60-colour": TerminalOptions(60, colour=True),
    "60-ascii": TerminalOptions(60, encoding="ascii"),
}


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_the_report_looks_as_it_was_designed(name: str) -> None:
    text = render_terminal(OAKFIELD_HOUSE, SNAPSHOTS[name])

    assert text == (EXPECTED / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("columns", [1, 30, 40, 60, 80, 200])
@pytest.mark.parametrize("everything", [False, True])
def test_no_line_is_wider_than_the_window_or_ends_with_a_space(columns: int, everything: bool) -> None:
    text = render_terminal(OAKFIELD_HOUSE, TerminalOptions(columns, everything=everything))

    widest = max(32, min(columns - 1, 76))
    assert [line for line in text.splitlines() if cells(line) > widest or line != line.rstrip()] == []


@pytest.mark.parametrize("columns", [40, 80])
def test_a_path_is_never_broken(columns: int) -> None:
    path = "C:\\Users\\Reception\\Documents\\carecheck\\Oakfield House\\2026-11-22\\office-pc.html"

    text = render_terminal(OAKFIELD_HOUSE, TerminalOptions(columns, saved_as=path))

    assert f"    {path}\n" in text


def test_colour_changes_nothing_but_colour() -> None:
    plain = render_terminal(OAKFIELD_HOUSE, TerminalOptions())
    coloured = render_terminal(OAKFIELD_HOUSE, TerminalOptions(colour=True))

    without = COLOUR_CODE.sub("", re.sub(r"(?m)^(\x1b\[[0-9;]+m) (\[.*) (\x1b\[0m)$", r"\2", coloured))
    assert without == plain


@pytest.mark.parametrize("options", [TerminalOptions(), TerminalOptions(colour=True, plain=True)])
def test_without_colour_there_is_no_code_at_all(options: TerminalOptions) -> None:
    text = render_terminal(OAKFIELD_HOUSE, options)

    assert "\x1b" not in text


def test_screen_readers_get_no_drawn_line() -> None:
    text = render_terminal(OAKFIELD_HOUSE, TerminalOptions(plain=True))

    assert "---" not in text


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_every_old_window_can_show_every_letter(encoding: str, colour: bool, columns: int) -> None:
    options = TerminalOptions(columns, colour=colour, encoding=encoding, everything=True)

    text = render_terminal(OAKFIELD_HOUSE, options).encode(encoding).decode(encoding)

    assert text.count("?") == OAKFIELD_TEXT.count("?")


@pytest.mark.parametrize(
    ("encoding", "price"), [("utf-8", "£500 for"), ("cp850", "500 pounds for"), ("ascii", "500 pounds for")]
)
def test_a_stream_that_may_lose_the_pound_sign_gets_the_word(encoding: str, price: str) -> None:
    text = render_terminal(OAKFIELD_HOUSE, TerminalOptions(encoding=encoding))

    assert price in " ".join(text.split())


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_reaches_the_window_as_harmless_text(hostile: str, encoding: str) -> None:
    computer = Subject(OFFICE_PC.id, "computer", hostile)
    other = Subject("d-2", "computer", f"2 {hostile}")
    report = home(
        result("backup.recent", "red", f"We saw {hostile}.", notes=(hostile,)),
        not_checked("disk.encrypted", f"We could not check {hostile}.", "not_seen", subject=other),
        subjects=(computer, other),
        problems=(hostile,),
    )

    text = render_terminal(report, TerminalOptions(60, encoding=encoding, everything=True))

    text.encode(encoding)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]", text)
    assert [line for line in text.splitlines() if cells(line) > 59] == []


def test_a_long_list_of_ok_things_is_only_counted() -> None:
    report = home(*(result(f"topic.number_{n}", "green", f"Thing {n} is fine.") for n in range(9)))

    text = render_terminal(report)

    assert "[OK] 9 things" in text
    assert "is fine" not in text


def test_everything_lists_a_long_list_too() -> None:
    report = home(*(result(f"topic.number_{n}", "green", f"Thing {n} is fine.") for n in range(9)))

    text = render_terminal(report, TerminalOptions(everything=True))

    assert text.count("is fine") == 9


def test_only_the_three_worst_are_told_in_full() -> None:
    things = (result(f"topic.t{n}", "red", f"Thing {n}.", do=("First.", "Second.")) for n in range(5))

    text = render_terminal(home(*things))

    assert (text.count("Why   "), text.count("Second."), text.count("First.")) == (3, 3, 5)


def test_a_made_up_report_is_marked_on_every_line() -> None:
    text = render_terminal(OAKFIELD_HOUSE, TerminalOptions(60, every_line="Example: "))

    assert {line[:8] for line in text.splitlines()} == {"Example:"}
    assert max(map(len, text.splitlines())) <= 59


def test_a_report_with_a_hundred_things_keeps_its_margin() -> None:
    things = (result(f"topic.t{n}", "amber", f"Thing {n}.") for n in range(100))

    lines = render_terminal(home(*things)).splitlines()

    assert [line for line in lines if "100." in line] == ["100. Thing 99."]
    assert "     Who   You. 5 minutes. Free." in lines


def test_a_thing_that_is_not_everywhere_says_where() -> None:
    other = Subject("d-2", "computer", "NURSE-1")
    seen = (result("firewall.on", "red", "The firewall is off.", other), result("firewall.on", "green", "It is on."))

    text = render_terminal(home(*seen, subjects=(OFFICE_PC, DOMAIN, other)))

    assert "    Where NURSE-1\n" in text
    assert "    OFFICE-PC: It is on.\n" in text
