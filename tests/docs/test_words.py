"""The pages that managers read pass the same gate as every sentence of a report."""

from pathlib import Path

import pytest

from tests.docs.pages import ROOT, prose
from tests.words.gate import problems_with_catalogue, problems_with_sentence

FOR_MANAGERS = [ROOT / "docs" / f"{name}.md" for name in ("manager", "profile", "questions", "dspt", "faq", "words")]
EACH = pytest.mark.parametrize("page", FOR_MANAGERS, ids=lambda page: page.stem)


@EACH
def test_a_page_for_managers_passes_the_gate(page: Path) -> None:
    assert sorted({problem for text in prose(page) for problem in problems_with_sentence(text)}) == []


def test_the_pages_for_managers_together_are_easy_to_read() -> None:
    assert problems_with_catalogue(text for page in FOR_MANAGERS for text in prose(page)) == []
