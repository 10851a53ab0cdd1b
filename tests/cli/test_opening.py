"""The page of a scan opens when a double click asked for it; where it cannot, the file is named."""

import os
from pathlib import Path

import pytest

from carecheck.cli import double_click, main
from carecheck.cli.opening import CANNOT, OPENS
from tests.cli.running import Person
from tests.words.gate import problems_with_sentence

pytestmark = pytest.mark.linux


def opener(person: Person, does: str) -> str:
    """A PATH on which `xdg-open` is a program that does this."""
    place = person.home / "bin"
    place.mkdir()
    program = place / "xdg-open"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    return f"{place}:{os.environ['PATH']}"


def scans(person: Person, profile: Path, path: str) -> tuple[int, str]:
    """Scan nothing but a domain, offline, and open the page."""
    ran = person.types("scan", "--offline", "--domain", "good.example", "--profile", profile, "--open", PATH=path)
    return ran.code, ran.err


def test_the_page_of_the_scan_is_opened(person: Person, domain_profile: Path) -> None:
    opened = person.home / "opened"
    path = opener(person, f'echo "$1" > {opened}')

    code, told = scans(person, domain_profile, path)

    assert (code, told) == (0, f"{OPENS}\n")
    assert opened.read_text().strip() == str(person.kept("*.html")[0])


@pytest.mark.parametrize("does", ["exit 4", "kill -9 $$"])
def test_a_page_that_cannot_be_opened_is_named_and_no_error(person: Person, domain_profile: Path, does: str) -> None:
    path = opener(person, does)

    code, told = scans(person, domain_profile, path)

    assert (code, told) == (0, f"{CANNOT}\n    {person.kept('*.html')[0]}\n")


def test_a_computer_that_opens_nothing_is_no_error(person: Person, domain_profile: Path) -> None:
    code, told = scans(person, domain_profile, str(person.home))

    assert code == 0
    assert told.startswith(CANNOT)


def test_a_browser_that_stays_open_is_not_waited_for(person: Person, domain_profile: Path) -> None:
    path = opener(person, "exec sleep 30")

    code, told = scans(person, domain_profile, path)

    assert (code, told) == (0, f"{OPENS}\n")


def test_a_double_click_scans_opens_the_page_and_waits_for_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    typed: list[list[str]] = []

    def main_of(arguments: list[str]) -> int:
        typed.append(arguments)
        return 1

    monkeypatch.setattr("sys.argv", ["carecheck.exe"])
    monkeypatch.setattr(double_click, "_window_is_ours", lambda: True)
    monkeypatch.setattr(main, "main", main_of)

    with pytest.raises(SystemExit) as ended:
        double_click.run()

    assert (typed, ended.value.code) == ([["scan", "--open"]], 1)


@pytest.mark.parametrize("sentence", [OPENS, CANNOT])
def test_what_is_said_passes_the_gate(sentence: str) -> None:
    assert problems_with_sentence(sentence) == []
