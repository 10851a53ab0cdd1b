"""All homes at once: the worst light of each, what is commonest, and that no home looks better than it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.homes.joined import joined
from carecheck.homes.overview import without_names
from carecheck.lights import urgency
from carecheck.report import Site
from carecheck.show import home_map, overview_page
from carecheck.show.overview_page import headline, page_of, render_overview
from tests.homes.many import many_homes, overview_of, page_over, steps_of
from tests.homes.visits import EARLIER, KITCHEN, seen, visit
from tests.show.sample_report import OFFICE_PC
from tests.words.gate import problems_with_sentence

ELM = Site("elm", "Elm Lodge")


@given(st.integers(1, 12), st.integers(0, 1000))
def test_a_square_is_the_worst_light_in_that_home(amount: int, seed: int) -> None:
    reports = many_homes(amount, seed)

    for home in overview_of(reports).homes:
        whole = joined(one for one in reports if one.site and one.site.id == home.id)
        for check, cell in home.cells.items():
            lights = [one.light for one in whole.results if one.check_id == check]
            assert cell.light == min(lights, key=urgency)
            assert cell.subjects == lights.count(cell.light)


def test_homes_with_the_most_to_fix_now_come_first() -> None:
    counts = [home.checks_with("red") for home in overview_of(many_homes(12)).homes]

    assert counts == sorted(counts, reverse=True)


def test_a_check_that_a_home_did_not_have_is_not_checked_there() -> None:
    one = visit([seen("red", "firewall.on"), seen("green", "antivirus.on")])
    other = visit([seen("green", "firewall.on")], site=ELM)

    page = page_of(overview_of([one, other]), steps_of([one, other]), {})

    squares = {line.name: [square.light for square in line.squares] for line in page.parts[0].blocks[0].lines}
    assert squares == {"Oakfield House": ["green", "red"], "Elm Lodge": ["unknown", "green"]}


def test_a_square_says_its_light_before_the_number_of_computers() -> None:
    reports = [visit([seen("red"), seen("red", subject=KITCHEN)], subjects=(OFFICE_PC, KITCHEN))]

    assert '<td class=red><svg role=img aria-label="Fix now:"><use href=#red /></svg> 2' in page_over(reports)


def test_the_headline_is_the_commonest_thing_and_who_can_do_it() -> None:
    reports = [visit([seen("red", action="Turn on the firewall")], site=Site(f"h{n}", f"Home {n}")) for n in range(3)]

    assert (
        next(headline(overview_of(reports)))
        == "What homes most often need to fix now: Turn on the firewall, in 3 of 3 homes."
    )


def test_nothing_to_fix_is_not_said_of_what_was_not_checked() -> None:
    assert list(headline(overview_of([visit([seen("unknown")])]))) == [
        "We found nothing to fix in what we could check."
    ]


def test_a_computer_of_an_earlier_visit_is_told_as_not_seen() -> None:
    before = visit([seen("red", subject=KITCHEN)], EARLIER, (KITCHEN,))

    (home,) = overview_of([before, visit([seen("green")])]).homes

    assert (home.not_seen, home.computers) == (("KITCHEN",), 1)


def test_homes_without_names_show_none_anywhere() -> None:
    overview = without_names(overview_of(many_homes(12)))

    html = "".join(render_overview(overview, steps_of(many_homes(12)), {}))

    assert [name for name in ("Oakfield", "Willows", "PC-1", "home0.example") if name in html] == []


def test_whatever_homes_are_called_nothing_becomes_a_tag() -> None:
    hostile = '"><script>alert(1)</script>'
    reports = [visit([seen("red")], site=Site("x", hostile))]

    assert "<script" not in page_over(reports, {"x": "homes/x.html"})


def test_its_fixed_sentences_pass_the_readability_gate() -> None:
    texts = [*overview_page.FOOT, *(title for title, _ in home_map.PARTS), home_map.OTHERS]
    texts += list(headline(overview_of([visit([seen("red", action="Turn on the firewall")])])))

    assert sorted({problem for text in texts for problem in problems_with_sentence(text)}) == []


@pytest.mark.parametrize("amount", [1, 12, 50])
def test_any_number_of_homes_fits(amount: int) -> None:
    reports = many_homes(amount)

    page = page_of(overview_of(reports), steps_of(reports), {})

    assert len(page.homes) == amount
    assert OFFICE_PC.label not in page.about
