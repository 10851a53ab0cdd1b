"""The page for tools that look after computers tells the truth about the line, the codes and the script."""

import re

import pytest

from carecheck.cli.main import FAULT, STOPPED, TYPED_WRONG
from carecheck.cli.output import NOT_ALL_CHECKED
from carecheck.errors import CannotRun
from carecheck.show.view import view_of
from tests.docs.pages import ROOT, blocks
from tests.show.sample_report import NOT_CHECKED, OAKFIELD_HOUSE, OK, home

PAGE = ROOT / "docs" / "fleet" / "rmm.md"
TEXT = PAGE.read_text("utf-8")
(SCRIPT,) = [block.text for block in blocks(PAGE) if block.kind == "powershell"]
(PATTERN,) = [block.text.strip() for block in blocks(PAGE) if block.text.startswith("^carecheck")]
SEEN_TO_BE_FINE = home(*OK)


def patterns_of_script() -> list[str]:
    """What the line must match for the script to end with 0; the same in PowerShell and Python."""
    return re.findall(r"-match '([^']+)'", SCRIPT)


def test_the_pattern_finds_the_counts() -> None:
    found = re.match(PATTERN, view_of(OAKFIELD_HOUSE).one_line)

    assert found is not None
    assert found.groups() == ("3", "3", "3", "6")


def test_every_code_is_told() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", TEXT, re.M)}

    assert told == {0, 1, TYPED_WRONG, NOT_ALL_CHECKED, CannotRun.exit_code, FAULT, STOPPED}


def test_the_script_ends_with_0_in_one_place_and_else_with_1() -> None:
    assert re.findall(r"^ *exit \d", SCRIPT, re.M) == ["    exit 0", "exit 1"]
    assert "($null -ne $code) -and ($code -eq 0) -and ($line -match" in SCRIPT


@pytest.mark.parametrize(
    ("line", "fine"),
    [
        (view_of(SEEN_TO_BE_FINE).one_line, True),
        (view_of(home(*NOT_CHECKED)).one_line, False),
        (view_of(OAKFIELD_HOUSE).one_line, False),
        (view_of(home()).one_line, False),
        ("", False),
    ],
)
def test_the_script_takes_only_a_line_without_anything_not_checked(line: str, fine: bool) -> None:
    assert all(re.search(pattern, line) for pattern in patterns_of_script()) == fine
