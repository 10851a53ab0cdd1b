"""The page of a home as text: what it says, that nothing in it can harm, and that its colours can be told apart."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecheck import report
from carecheck.show import page as page_module
from carecheck.show.page import page_of, render_page
from carecheck.show.terminal import TerminalOptions, render_terminal
from carecheck.show.view import view_of
from carecheck.tables import meanings
from tests.show.sample_report import BACKUP, NOT_NEEDED, OAKFIELD_HOUSE, OFFICE_PC, home, not_checked, result
from tests.words.gate import problems_with_sentence

TEMPLATES: Final = Path(page_module.__file__).parent / "templates"


class Outline(HTMLParser):
    """The tags of a page, and the text outside of styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if not self._style and data.strip():
            self.words.append(" ".join(data.split()))


def test_the_page_and_the_terminal_say_the_same() -> None:
    text = " ".join(Outline(render_page(OAKFIELD_HOUSE)).words)
    view = view_of(OAKFIELD_HOUSE)
    window = " ".join(render_terminal(OAKFIELD_HOUSE, TerminalOptions(columns=500, everything=True)).split())

    for sentence in (*view.headline, *(one.title for one in view.findings), *(line.text for line in view.ok)):
        assert sentence in text
        assert sentence in window


def test_the_plan_has_six_lines_at_most_and_says_how_many_more_there_are() -> None:
    many = home(*(result(f"topic.check{n}", "red", f"Thing {n}.") for n in range(8)))

    page = page_of(many)

    assert [row.number for row in page.plan] == [1, 2, 3, 4, 5, 6]
    assert page.after_plan == ("And 2 more. You find all of them in this report.",)


def test_where_nothing_is_to_be_fixed_the_plan_is_what_to_find_out() -> None:
    page = page_of(home(not_checked("disk.encrypted", "We could not check the disk.", "not_seen")))

    assert [(row.light.key, row.action) for row in page.plan] == [("unknown", "We could not check the disk.")]


def test_not_checked_is_counted_and_never_folded_away() -> None:
    page = page_of(OAKFIELD_HOUSE)

    assert {count.light.key: count.amount for count in page.counts}["unknown"] == "3"
    assert sum(len(section.cards) for section in page.sections if section.small) == 3


def test_a_word_is_explained_where_it_stands_and_only_there() -> None:
    named = {word.name for word in page_of(home(BACKUP)).words}

    assert "backup" in named
    assert "firewall" not in named


def test_a_page_without_anything_is_honest() -> None:
    page = page_of(home(subjects=(OFFICE_PC,)))

    assert page.headline == ("Nothing was checked.",)
    assert page.plan == ()


HOSTILE: Final = '"><img src=x onerror=alert(1)><script>alert(2)</script>{{ 7*7 }}</style>'


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_whatever_a_report_holds_the_page_has_the_tags_that_it_has_without(text: str) -> None:
    def made(name: str, words: str) -> report.Report:
        subject = report.Subject("d-1", "computer", f"a{name}", "laptop", "windows")
        seen = result("topic.check", "red", f"We saw {words}.", subject, for_it=f"x {words}", notes=(f"n{words}",))
        other = result("topic.other", "not_needed", f"No firewall {words}.", subject)  # a word with a meaning
        return home(seen, other, NOT_NEEDED, subjects=(subject, OFFICE_PC), site=report.Site("x", f"a{name}"))

    def tags(words: str) -> list[str]:
        """Without those of the list of words: what a text says may ask for another meaning there."""
        found = [tag for tag, _ in Outline(render_page(made(words, words))).tags]
        return [tag for tag in found if tag not in ("div", "dt", "dd")]

    assert tags(text) == tags(HOSTILE) == tags("plain")


def test_the_page_forbids_scripts_and_every_request() -> None:
    policy = next(
        attributes["content"]
        for tag, attributes in Outline(render_page(OAKFIELD_HOUSE)).tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )

    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "script" not in policy


def test_the_fixed_words_of_the_templates_pass_the_readability_gate() -> None:
    fixed: list[str] = []
    for file in TEMPLATES.glob("*.html"):
        text = re.sub(r"\{[%#].*?[%#]\}|\{\{.*?\}\}", " ", file.read_text("utf-8"), flags=re.DOTALL)
        fixed += Outline(text).words

    assert len(fixed) > 20
    assert sorted({problem for text in fixed for problem in problems_with_sentence(text)}) == []


def test_the_meanings_of_words_pass_the_readability_gate() -> None:
    texts = meanings().values()

    assert sorted({problem for text in texts for problem in problems_with_sentence(text)}) == []


def colours(theme: int) -> dict[str, str]:
    """The colours of the light (0) or the dark theme (1)."""
    light, dark, *_ = re.findall(r":root \{(.*?)\}", (TEMPLATES / "style.css").read_text("utf-8"))
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", light))
    return found | (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", dark)) if theme else {})


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour.removeprefix("#")
    wide = "".join(letter * 2 for letter in digits) if len(digits) == 3 else digits
    parts = [int(wide[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2), 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


PAIRS: Final = (
    *(("text", "page"), ("second", "page"), ("link", "page"), ("now-text", "now"), ("soon-text", "soon")),
    *(("ok-text", "ok"), ("none-text", "none"), ("text", "none")),
)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_each_text_can_be_told_from_its_ground(theme: int, text: str, ground: str) -> None:
    table = colours(theme)

    assert contrast(table[text], table[ground]) >= 4.5


def test_on_a_light_page_darker_is_more_urgent_and_on_a_dark_one_brighter() -> None:
    light, dark = ([luminance(colours(theme)[name]) for name in ("now", "soon", "ok")] for theme in (0, 1))

    assert light == sorted(light)
    assert dark == sorted(dark, reverse=True)
