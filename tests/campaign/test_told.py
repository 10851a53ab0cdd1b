"""What SECURITY.md tells of the campaign: all that is tried, and sums that are right."""

import re
from pathlib import Path
from typing import Final

from tests.campaign.counting import IN_ALL, NEVER

TOLD: Final = (Path(__file__).parents[2] / "SECURITY.md").read_text(encoding="utf-8")
ROW: Final = re.compile(r"^\| \**([\w ,]+?)\** \| \**([\d,]+)\** \| (a [\w ]+) \| \**(\d+)\** \|$", re.MULTILINE)
ROWS: Final = {name: (int(number.replace(",", "")), never) for name, number, never, _ in ROW.findall(TOLD)}


def test_each_thing_that_is_made_to_fail_is_told_with_how_often() -> None:
    told = {name: never for name, (number, never) in ROWS.items() if number}

    assert told == {
        name: never.replace("green", "OK")
        for name, never in (*NEVER.items(), *((all_, n) for n, all_ in IN_ALL.items()))
    }


def test_the_sums_are_those_of_their_rows() -> None:
    for never, name in IN_ALL.items():
        of_it = [ROWS[row][0] for row in NEVER if NEVER[row] == never]

        assert ROWS[name][0] == sum(of_it)
