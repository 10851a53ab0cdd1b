"""The pages of a home and of a survey, in a real browser: what axe sees, and what it does not."""

import re
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from carecheck.demo import demo
from carecheck.show.dspt_page import render_dspt
from carecheck.show.it_sheet import INTRO as IT_SHEET
from carecheck.show.page import render_page
from carecheck.show.sentences import MADE_UP_LINE
from carecheck.show.survey_page import Made, survey_page
from carecheck.show.wall_sheet import HEADLINE as WALL
from carecheck.survey.summary import summary_of
from tests.dspt.homes import OAKFIELD, SEVERAL
from tests.homes.many import many_homes, page_over
from tests.pages.browser import VARIANTS, opened, paper
from tests.pages.homes import HOMES
from tests.pages.visits import FIVE_VISITS
from tests.survey.test_summary import rows

DEMO: Final = demo()
SURVEY: Final = survey_page(
    summary_of([*rows(40, group="North"), *rows(30, "red", group="West"), *rows(20, "unknown", group="East")]),
    Made("Homes of the region", date(2026, 11, 24), date(2026, 11, 25), "the name server of this computer"),
)
TWELVE: Final = many_homes(12)
PAGES: Final = {name: render_page(HOMES[name]) for name in HOMES} | {
    "made up": render_page(DEMO.report, DEMO.since),
    "five visits": render_page(*FIVE_VISITS),
    "five visits, longest names": render_page(HOMES["longest names"], FIVE_VISITS[1]),
    "survey": SURVEY,
    "overview": page_over(TWELVE, {one.site.id: f"homes/{one.site.id}.html" for one in TWELVE if one.site}),
    "seventy homes": page_over(many_homes(70)),
    "dspt": render_dspt(OAKFIELD),
    "dspt of many homes": render_dspt(SEVERAL),
}


@pytest.fixture
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The page of that name as a file."""
    path = tmp_path / "page.html"
    path.write_text(PAGES[request.param], encoding="utf-8")
    return path


def on(*names: str) -> pytest.MarkDecorator:
    """Run a test with the files of these pages."""
    return pytest.mark.parametrize("file", names, indirect=True)


@on("sample", "five visits", "survey", "overview", "dspt")
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_page_has_nothing_that_axe_finds_wrong(browser: Browser, file: Path, variant: str) -> None:
    with opened(browser, file, variant) as seen:
        assert seen.violations() == []


@on("longest names", "made up", "seventy homes", "dspt of many homes")
def test_a_long_page_with_all_of_it_open_has_nothing_that_axe_finds_wrong(browser: Browser, file: Path) -> None:
    with opened(browser, file, "all open") as seen:  # one variant: axe takes long over so much
        assert seen.violations() == []


def test_axe_would_find_something_wrong(browser: Browser, tmp_path: Path) -> None:
    worse = tmp_path / "worse.html"
    worse.write_text(PAGES["sample"].replace("--second: #454d52", "--second: #bbb").replace(' lang="en-GB"', ""))

    with opened(browser, worse) as seen:
        assert {one.partition(":")[0] for one in seen.violations()} >= {"color-contrast", "html-has-lang"}


@on(*PAGES)
def test_a_page_asks_the_network_for_nothing_and_makes_no_error(browser: Browser, file: Path) -> None:
    with opened(browser, file) as seen:
        assert seen.requests == [file.as_uri()]
        assert seen.errors == []


@on(*PAGES)
def test_a_page_never_scrolls_sideways_on_a_phone(browser: Browser, file: Path) -> None:
    with opened(browser, file, "narrow") as seen:
        assert seen.sideways <= 0


@on("one finding", "six findings", "sixty findings", "longest names", "long words", "made up", "five visits")
def test_on_paper_page_one_is_the_plan_and_the_findings_begin_on_page_two(browser: Browser, file: Path) -> None:
    first, second, *_ = paper(browser, file)

    assert "Agreed with (job title)" in first
    assert "Fix now:" not in first
    assert second.replace(MADE_UP_LINE, "").strip().removeprefix("Made up: ").startswith("Fix now:")


@on("one finding", "six findings", "sixty findings", "longest names", "nothing checked", "made up")
def test_each_sheet_to_hand_out_is_one_printed_page_of_its_own(browser: Browser, file: Path) -> None:
    pages = paper(browser, file)

    at = next(number for number, text in enumerate(pages) if IT_SHEET in text)
    assert "Words we use" not in pages[at]
    assert WALL in pages[at + 1]
    assert len([text for text in pages if WALL in text]) == 1


@on("sample", "sixty findings", "made up")
def test_the_sheet_for_the_wall_shows_no_light_and_no_word_on_weak_points(browser: Browser, file: Path) -> None:
    (sheet,) = [text for text in paper(browser, file) if WALL in text]

    assert [word for word in ("Fix", "Not checked", "OK", "weak", "Page ") if word in sheet] == []


@on("made up")
def test_each_printed_page_of_a_made_up_home_says_so(browser: Browser, file: Path) -> None:
    assert [text for text in paper(browser, file) if MADE_UP_LINE not in text] == []


@on("sample")
def test_each_printed_page_says_what_it_is_and_its_number(browser: Browser, file: Path) -> None:
    pages = paper(browser, file)

    for number, text in enumerate(pages, start=1):
        if WALL in text:  # visitors see that one
            continue
        assert "Keep this page safe: it lists weak points." in text
        assert f"Page {number} of {len(pages)}" in text


@on("sample")
def test_on_paper_what_is_folded_on_the_screen_is_open(browser: Browser, file: Path) -> None:
    assert "backup.recent/very_old" in "".join(paper(browser, file))


@on("sample")
def test_a_page_that_is_open_in_the_dark_is_printed_on_white(browser: Browser, file: Path) -> None:
    with opened(browser, file, "dark") as seen:
        seen.page.emulate_media(media="print", color_scheme="dark")

        assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@on("sample", "sixty findings")
def test_shape_word_and_colour_of_each_light_agree(browser: Browser, file: Path) -> None:
    words = {"red": "Fix now", "amber": "Fix soon", "unknown": "Not checked", "green": "OK", "not_needed": "Not needed"}

    with opened(browser, file) as seen:
        badges = seen.page.eval_on_selector_all(
            ".badge", "all => all.map(one => [one.classList[1], one.querySelector('use').href.baseVal, one.innerText])"
        )

    assert badges
    assert [badge for badge in badges if badge != [badge[0], f"#{badge[0]}", words[badge[0]]]] == []


@on("sample")
def test_the_keyboard_reaches_every_link_and_every_detail_in_order(browser: Browser, file: Path) -> None:
    with opened(browser, file) as seen:
        wanted = seen.page.eval_on_selector_all("a, summary", "all => all.map(one => one.innerText)")
        reached = []
        for _ in wanted:
            seen.page.keyboard.press("Tab")
            reached.append(seen.page.evaluate("document.activeElement.innerText"))

    assert reached == wanted


@on("sample")
def test_the_plan_is_a_table_to_a_screen_reader_also_on_a_phone(browser: Browser, file: Path) -> None:
    with opened(browser, file, "narrow") as seen:
        tree = seen.page.locator(".plan table").aria_snapshot()

    assert tree.startswith('- table "Do these first"')
    assert len(re.findall(r'columnheader "', tree)) == 6
    assert tree.count('img "a box to tick on paper"') == 6


@on("sample")
def test_each_line_of_the_plan_leads_to_the_whole_finding(browser: Browser, file: Path) -> None:
    with opened(browser, file) as seen:
        targets = seen.page.eval_on_selector_all(
            ".plan a", "all => all.map(one => document.querySelector(one.hash)?.tagName)"
        )

    assert targets == ["ARTICLE"] * 6


@on("five visits")
def test_a_chart_tells_a_screen_reader_its_sentence_and_its_numbers(browser: Browser, file: Path) -> None:
    with opened(browser, file, "all open") as seen:
        tree = seen.page.locator(".trend").aria_snapshot()

    assert 'img "To fix at each visit Fix now fell from 8 on 14 May 2025 to 3 on 22 November 2026.' in tree
    assert '- row "14 May 2025* 9 7 2 20"' in tree


@on("five visits", "five visits, longest names")
def test_on_paper_the_plan_is_whole_and_no_chart_is_cut(browser: Browser, file: Path) -> None:
    pages = paper(browser, file)

    assert "Agreed with (job title)" in pages[0]
    assert len([text for text in pages if "To fix at each visit" in text and "36 of 38" in text]) == 1


@on("five visits")
def test_a_chart_can_be_told_apart_in_the_colours_of_the_reader(browser: Browser, file: Path) -> None:
    with opened(browser, file, "forced colours") as seen:
        fills = seen.page.eval_on_selector_all(
            ".part-red, .part-amber", "all => all.map(one => [one.classList[0], getComputedStyle(one).fill])"
        )

    assert len({(name, fill) for name, fill in fills}) == len({fill for _, fill in fills}) == 2
