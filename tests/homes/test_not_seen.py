"""Computers that could not be checked are named with the reason, and make no home look better."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.errors import CannotRun
from carecheck.homes.not_seen import FILE, HINDRANCES, NotSeen, not_seen_in
from carecheck.homes.overview import Home, Overview, without_names
from carecheck.report import Site
from carecheck.show import overview_page
from carecheck.show.overview_page import headline, missed_in, page_of, render_overview
from tests.homes.many import many_homes, steps_of, visited
from tests.homes.visits import seen, visit
from tests.words.gate import problems_with_sentence

DAY = date(2026, 11, 22)
ELM = NotSeen("office-pc", "elm", "Elm Lodge", DAY, "wrong_key")
ENTRY = "{computer: office-pc, home: elm, home_name: Elm Lodge, day: 2026-11-22, reason: wrong_key}"


def overview_with(*missed: NotSeen) -> Overview:
    """The overview over one home that was seen, and these computers that were not."""
    return Overview.of(map(Home.of, visited([visit([seen("red")], site=Site("oak", "Oak House"))])), missed)


def page_with(overview: Overview) -> str:
    steps = steps_of([visit([seen("red")], site=Site("oak", "Oak House"))])
    return "".join(render_overview(overview, steps, {}))


def test_a_list_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(f"not_seen:\n  - {ENTRY}\n")

    assert not_seen_in(tmp_path) == (ELM,)


def test_without_a_list_nothing_is_missed(tmp_path: Path) -> None:
    assert not_seen_in(tmp_path) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not_seen: 3",
        f"not_seen: [{ENTRY.replace('wrong_key', 'bored')}]",
        f"not_seen: [{ENTRY.replace('2026-11-22', 'soon')}]",
        f"not_seen: [{ENTRY.replace('office-pc', '')}]",
        f"not_seen: [{ENTRY}]\nmore: 1",
    ],
)
def test_a_list_of_another_form_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)

    with pytest.raises(CannotRun, match=FILE):
        not_seen_in(tmp_path)


def test_a_home_of_which_nothing_was_seen_is_there_all_the_same_and_has_nothing_ok() -> None:
    overview = overview_with(ELM)

    page = page_of(overview, steps_of([visit([seen("red")], site=Site("oak", "Oak House"))]), {})

    squares = {line.name: {square.light for square in line.squares} for line in page.parts[0].blocks[0].lines}
    assert squares["Elm Lodge"] == {"unknown"}
    assert page.title == "2 homes: what to do next"
    assert page.about[0].startswith("1 home and 1 computer, checked on ")
    assert "Nothing to fix" not in page_with(overview)


def test_shares_are_those_of_the_homes_that_were_seen() -> None:
    assert next(headline(overview_with(ELM))).endswith("in 1 of 1 home.")


def test_the_reason_is_told_for_each_computer() -> None:
    here = NotSeen("desk-2", "oak", "Oak House", DAY, "no_reply")
    (oak, elm) = overview_with(here, ELM).homes

    assert list(missed_in(oak)) == ["Not seen on 22 November 2026: desk-2. It did not answer."]
    assert list(missed_in(elm)) == [
        "Not seen on 22 November 2026: office-pc. We could not make sure that it is the same computer."
    ]


def test_homes_without_names_show_no_name_of_a_computer_that_was_missed() -> None:
    html = page_with(without_names(overview_with(ELM)))

    assert [name for name in ("office-pc", "Elm", "Oak House") if name in html] == []
    assert "Not seen on 22 November 2026: Computer 1." in html


def test_hostile_names_in_the_list_are_cleaned_and_become_no_tags(tmp_path: Path) -> None:
    name = r'"<script>alert(1)</script>\e[2J\n=cmd()"'
    (tmp_path / FILE).write_text(f"not_seen:\n  - {ENTRY.replace('office-pc', name).replace('Elm Lodge', name)}\n")

    html = page_with(overview_with(*not_seen_in(tmp_path)))

    assert [part for part in ("<script>alert", "\x1b", "\n=cmd") if part in html] == []


@given(st.integers(1, 8), st.integers(0, 100))
def test_a_list_changes_no_light_of_a_home(amount: int, seed: int) -> None:
    homes = [Home.of(one) for one in visited(many_homes(amount, seed))]
    missed = [NotSeen("pc", home.id, home.name, DAY, "refused") for home in homes]

    with_list = {home.id: home.cells for home in Overview.of(homes, missed).homes}

    assert with_list == {home.id: home.cells for home in homes}


def test_all_its_sentences_pass_the_readability_gate() -> None:
    texts = [*HINDRANCES.values(), overview_page.NOTHING_SEEN, *list(headline(overview_with(ELM)))[1:]]

    problems = {problem for text in texts for part in text.split(". ") for problem in problems_with_sentence(part)}
    assert sorted(problems) == []
