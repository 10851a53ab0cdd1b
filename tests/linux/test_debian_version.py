"""Versions of Debian packages are ordered as dpkg orders them."""

import random
import subprocess
from functools import cmp_to_key
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.look.linux.debian_version import is_newer
from tests.conftest import Needs

VERSIONS = st.from_regex(r"([0-9]:)?[0-9][0-9az.+~-]{0,5}(-[0-9a.+~]{1,3})?", fullmatch=True)

IN_ORDER = (
    "0~~",
    "0~",
    "0",
    "0.1~rc1-1",
    "0.1-1~bpo12+1",
    "0.1-1",
    "0.1-1+b1",
    "0.1-1+deb12u1",
    "0.1-1.1",
    "0.9",
    "0.10",
    "1.0.1~beta-1",
    "1.0.1-1ubuntu0.22.04.1",
    "1.0.1-1ubuntu0.22.04.10",
    "1.0.1a-1",
    "1.0.1+dfsg-1",
    "1.0.1-rc-1",
    "2026.10.0-1",
    "1:0.1-1",
    "1:1snap1-0ubuntu2",
    "10:0",
)


def made_up_pairs(number: int) -> list[tuple[str, str]]:
    """Pairs that begin alike and then differ in the characters that matter, the same ones on each run."""
    chance = random.Random(5)
    pairs: list[tuple[str, str]] = []
    for _ in range(number):
        begin = chance.choice(["1", "1.2", "0", "1:1", "0:1", "12~", "1.2-1", "1+a-1", "01", "1-0"])
        first, second = ("".join(chance.choices("0019aZ.+~", k=chance.randrange(5))) for _ in "ab")
        pairs.append((begin + first, begin + second) if first or second else ("1", "1-0"))
    return pairs


def compare(one: str, other: str) -> int:
    return is_newer(one, other) - is_newer(other, one)


@pytest.mark.parametrize(("older", "newer"), list(pairwise(IN_ORDER)))
def test_a_version_is_newer_than_the_one_before_it(older: str, newer: str) -> None:
    assert is_newer(newer, older)
    assert not is_newer(older, newer)


@pytest.mark.parametrize(
    ("one", "other"), [("1.0", "1.0-0"), ("1.0", "0:1.0"), ("1.0", "1.00"), ("1.", "1.0"), ("1.0-1", "1.0-01")]
)
def test_versions_that_say_the_same_are_the_same(one: str, other: str) -> None:
    assert compare(one, other) == 0


@given(VERSIONS)
def test_no_version_is_newer_than_itself(version: str) -> None:
    assert not is_newer(version, version)


@given(VERSIONS, VERSIONS)
def test_only_one_of_two_versions_is_newer(one: str, other: str) -> None:
    assert not (is_newer(one, other) and is_newer(other, one))


@given(st.lists(VERSIONS, min_size=3, max_size=3))
def test_versions_stand_in_one_order(versions: list[str]) -> None:
    oldest, middle, newest = sorted(versions, key=cmp_to_key(compare))

    assert compare(oldest, middle) <= 0
    assert compare(middle, newest) <= 0
    assert compare(oldest, newest) <= 0


@given(st.text(), st.text())
def test_any_text_can_be_compared(one: str, other: str) -> None:
    assert compare(one, other) == -compare(other, one)


def test_dpkg_says_the_same(needs: Needs) -> None:
    pairs = [*pairwise(IN_ORDER), *made_up_pairs(400)]
    ask = 'while read one other; do "$0" --compare-versions "$one" gt "$other" && echo newer || echo no; done'
    questions = "".join(f"{one} {other}\n{other} {one}\n" for one, other in pairs)

    said = subprocess.run(["sh", "-c", ask, needs("dpkg")], input=questions, capture_output=True, text=True, check=True)

    ours = [is_newer(*question.split()) for question in questions.splitlines()]
    assert [line == "newer" for line in said.stdout.splitlines()] == ours
    assert said.stderr == ""
    assert 300 < sum(ours) < len(ours) - 300
