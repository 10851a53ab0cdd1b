"""The dated prices: each with its day and source, in words that pass the gate."""

import re
from datetime import date
from typing import Any, Final, cast

import pytest

from carecheck.shipped import shipped
from carecheck.words import cost
from carecheck.yamlfile import read_yaml
from tests.words.gate import problems_with_sentence

PRICES: Final = cast(dict[str, Any], read_yaml(shipped("data") / "prices.yaml").content)["prices"]


@pytest.mark.parametrize("name", PRICES)
def test_a_price_has_its_day_and_its_source(name: str) -> None:
    assert isinstance(PRICES[name]["as_at"], date)
    assert PRICES[name]["source"]


@pytest.mark.parametrize("name", PRICES)
def test_a_price_reads_well(name: str) -> None:
    assert problems_with_sentence(f"{cost('about', PRICES[name]['text'])}.") == []


@pytest.mark.parametrize("name", PRICES)
def test_a_range_is_no_wider_than_double(name: str) -> None:
    amounts = [int(amount.replace(",", "")) for amount in re.findall(r"£([\d,]+)", PRICES[name]["text"])]

    assert amounts
    assert max(amounts) <= 2 * min(amounts)
