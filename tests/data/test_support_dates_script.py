"""The script that writes the rows of Debian and Ubuntu, with rows as distro-info-data has them."""

import csv
import runpy
from typing import Any

import pytest

from tests.cli.running import PROJECT

SCRIPT: dict[str, Any] = runpy.run_path(str(PROJECT / ".ci" / "data" / "support_dates.py"))
UBUNTU = """\
version,codename,series,created,release,eol,eol-server,eol-esm,eol-legacy
14.04 LTS,Trusty Tahr,trusty,2013-10-17,2014-04-17,2019-04-25,2019-04-25,2024-04-25,2026-04-23
24.04 LTS,Noble Numbat,noble,2023-10-12,2024-04-25,2029-05-31,2029-05-31,2034-04-25,2036-04-29
26.10,Stonking Stingray,stonking,2026-04-24,2026-10-15,2027-07-15
27.04,Unnamed,unnamed,2026-10-16,2027-04-15
"""
TABLE = (
    "systems:\n  debian:\n    releases:\n      '8': {}\n  ubuntu:\n    firm: no\n    releases:\n      old: {}\n  pop:\n"
)


def test_each_release_with_a_named_end_becomes_a_row() -> None:
    rows = list(SCRIPT["releases"]("ubuntu", csv.DictReader(UBUNTU.splitlines())))

    assert rows == [
        '      "24.04": {codename: noble, ends: 2029-05-31, extended: 2034-04-25, flavours_end: 2027-04-25}\n',
        '      "26.10": {codename: stonking, ends: 2027-07-15}\n',
    ]


def test_only_the_rows_of_that_system_are_replaced() -> None:
    changed = SCRIPT["with_rows"](TABLE, "ubuntu", ["      new: {}\n"])

    assert changed == TABLE.replace("old", "new")


def test_nothing_is_written_where_no_row_was_found() -> None:
    with pytest.raises(SystemExit):
        SCRIPT["with_rows"](TABLE, "ubuntu", [])
