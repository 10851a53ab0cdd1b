"""Figures of the sector: dated, with their source, and with the year beside the number in the sentence itself."""

import pytest

from carecheck.judge.checkfiles import load_checks
from carecheck.judge.sentences import parse_sentence
from carecheck.shipped import shipped
from carecheck.tables import Figure, figures
from tests.judge.scopes import SCOPE, world
from tests.words.gate import problems_with_sentence

WHYS = [rule.help.why.text for check in load_checks(shipped("checks")).values() for rule in check.rules]


def test_a_figure_stands_in_a_sentence_as_the_table_has_it() -> None:
    sentence = parse_sentence("Nobody can tell who did what. {figure('shared_addresses')}", SCOPE)

    assert sentence.fill(world()) == f"Nobody can tell who did what. {figures()['shared_addresses'].text}"
    assert sentence.names == frozenset()


@pytest.mark.parametrize("figure", figures().values(), ids=list(figures()))
def test_a_figure_has_a_source_tells_its_year_and_is_easy_to_read(figure: Figure) -> None:
    assert str(figure.year) in figure.text
    assert figure.source
    assert problems_with_sentence(figure.text) == []


@pytest.mark.parametrize("name", figures())
def test_every_figure_of_the_table_is_used_by_a_check(name: str) -> None:
    assert any(figures()[name].text in why for why in WHYS)
