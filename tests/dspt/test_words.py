"""The words of the evidence: the strength words of the DSPT notes, no claim beyond them, and sentences easy to read."""

import re

import pytest

from carecheck.homes.dspt import evidence_bytes, says
from carecheck.show.dspt_page import dspt_lines, render_dspt
from carecheck.tables import dspt_table
from tests.dspt.homes import OAKFIELD, SEVERAL, about, item
from tests.words.gate import problems_with_sentence

CLAIMS = re.compile(r"\b(compliant|compliance|passed|passes|meets|DSPT ready)\b", re.IGNORECASE)


@pytest.mark.parametrize(
    ("strength", "words"),
    [
        ("partial", "This can be used as part of your evidence for DSPT item 6.2.1."),
        ("support", "This may help you answer DSPT item 6.2.1."),
        ("none", "Only you can answer this."),
    ],
)
def test_how_strong_a_claim_is_has_fixed_words(strength: str, words: str) -> None:
    assert item("6.2.1", about("6.2.1", strength=strength)).says_strength == words


def test_the_words_say_how_sure_we_are_of_a_number() -> None:
    table = dspt_table()

    assert says.number(table["6.2.1"]) == "DSPT item 6.2.1 (2025-26 numbering, check it in your toolkit)."
    assert says.number(table["7.3.1"]) == "Probably item 7.3.1; the number has not been checked."
    assert "(older guides: 8.3.5; " in says.number(table["8.3.1"])


def test_the_words_say_how_sure_we_are_that_an_item_must_be_answered() -> None:
    recalled = [one.number for one in dspt_table().values() if one.mandatory and not one.mandatory_seen]

    assert len(recalled) == 9
    assert {says.mandatory(dspt_table()[number]) for number in recalled} == {
        "We believe care providers must answer this; check."
    }
    assert says.mandatory(dspt_table()["6.2.1"]) == "Asked of care providers for Standards Met."
    assert says.mandatory(dspt_table()["8.3.8"]) == "Not asked of every care provider."


def test_the_fixed_sentences_pass_the_gate() -> None:
    problems = {problem for text in says.fixed_sentences() for problem in problems_with_sentence(text)}

    assert sorted(problems) == []


def test_no_sentence_of_ours_claims_that_something_is_met() -> None:
    shown = [*says.fixed_sentences(), dspt_lines(OAKFIELD, 80, "utf-8"), says.headline(3, 42)]

    assert [text for text in shown if CLAIMS.search(text)] == []


def test_the_version_of_the_numbers_stands_first() -> None:
    note = "Item numbers follow the 2025-26 toolkit (v8). A newer 2026-27 toolkit appears to be in use;"

    assert note in " ".join(dspt_lines(SEVERAL, 80, "utf-8").splitlines()[1:5])
    assert render_dspt(SEVERAL).index(note) < render_dspt(SEVERAL).index("<main")
    assert note in evidence_bytes(SEVERAL).decode()
