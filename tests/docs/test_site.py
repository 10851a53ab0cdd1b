"""The built documents: every link leads somewhere, nobody is asked for anything, and everything has its place."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from carecheck.cli.main import COMMANDS
from carecheck.facts.catalogue import catalogue
from carecheck.judge.checkfiles import load_checks
from carecheck.lights import REASONS
from carecheck.shipped import shipped
from carecheck.tables import dspt_table, tables
from tests.pages.browser import VARIANTS, opened

CHECKS = load_checks(shipped("checks"))
LOADS = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}


class Read(HTMLParser):
    """A page as a browser takes it: its ids, its links, and what it loads."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.text: list[str] = []
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in LOADS and LOADS[tag] in given and given.get("rel") not in ("next", "prev", "canonical"):
            self.loads.append(given[LOADS[tag]])

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(name="pages", scope="module")
def every_page(site: Path) -> dict[Path, Read]:
    """Every page of the site, but for the one that only web servers show."""
    return {file: Read(file) for file in site.rglob("*.html") if file.name != "404.html"}


def broken(file: Path, links: list[str], pages: dict[Path, Read]) -> list[str]:
    inside = [link for link in links if urlsplit(link).scheme not in ("http", "https", "mailto", "data")]
    return [f"{file.name}: {link}" for link in inside if not leads_somewhere(file, link, pages)]


def leads_somewhere(file: Path, link: str, pages: dict[Path, Read]) -> bool:
    parts = urlsplit(link)
    target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
    place = unquote(parts.fragment)
    return target.is_file() and (not place or place in pages[target].ids)


def test_every_link_leads_to_a_file_and_a_place_in_it(pages: dict[Path, Read]) -> None:
    assert [one for file, read in pages.items() for one in broken(file, read.links + read.loads, pages)] == []


def test_a_link_that_leads_nowhere_is_seen(pages: dict[Path, Read]) -> None:
    file = next(iter(pages))

    assert len(broken(file, ["nowhere.html", "#nowhere", "index.html#nowhere"], pages)) == 3


def test_no_page_loads_anything_from_elsewhere(pages: dict[Path, Read]) -> None:
    assert {
        load for read in pages.values() for load in read.loads if urlsplit(load).scheme or load.startswith("//")
    } == set()


def test_no_style_loads_anything_from_elsewhere(site: Path) -> None:
    styles = "".join(file.read_text("utf-8") for file in site.rglob("*.css"))

    assert "url(http" not in styles
    assert "@import" not in styles


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_has_its_part_with_what_it_says(check: str, pages: dict[Path, Read], site: Path) -> None:
    read = pages[site / "made" / "checks" / f"{check.partition('.')[0]}.html"]
    text = "".join(read.text)

    assert check in read.ids
    assert CHECKS[check].title in text
    assert all(rule.help.action in text for rule in CHECKS[check].rules if rule.light != "green")
    assert CHECKS[check].unknown.one.text in text


def test_every_fact_command_reason_and_list_has_its_place(pages: dict[Path, Read], site: Path) -> None:
    facts, commands, words, help_ = (
        pages[site / f"{name}.html"] for name in ("made/facts", "made/commands", "words", "troubleshooting")
    )

    assert catalogue().keys() - facts.ids == set()
    assert {f"carecheck-{name}" for name in COMMANDS} - commands.ids == set()
    assert {one.sentence for one in REASONS.values() if one.sentence not in "".join(words.text)} == set()
    assert {one for one in tables() if one not in "".join(help_.text)} == set()


def test_no_page_shows_a_mark_that_was_meant_to_become_something(pages: dict[Path, Read]) -> None:
    shown = {file.name: "".join(read.text) for file, read in pages.items()}

    assert [name for name, text in shown.items() if any(mark in text for mark in ("!!!", "???", "{#", "\\|"))] == []


def test_every_question_of_the_dspt_is_named_and_none_is_said_to_be_met(pages: dict[Path, Read], site: Path) -> None:
    text = "".join(pages[site / "dspt.html"].text)

    assert {number for number, item in dspt_table().items() if item.mandatory and number not in text} == set()
    assert "compliant" not in text.lower()


@pytest.mark.parametrize("variant", ["light", "dark", "narrow"])
@pytest.mark.parametrize("page", ["index", "manager", "visit", "architecture", "made/checks/backup"])
def test_a_page_opens_from_the_disk_and_everyone_can_read_it(
    page: str, variant: str, site: Path, browser: Browser
) -> None:
    assert variant in VARIANTS
    with opened(browser, site / f"{page}.html", variant) as seen:
        asked = [one for one in seen.requests if not one.startswith(("file:", "data:"))]

        errors = list(seen.errors)  # axe adds its own: it may read no style from the disk

        assert (asked, errors, seen.violations(), seen.sideways <= 0) == ([], [], [], True)
