"""The page about tables names every table with its columns, and every question with its words."""

import re
from pathlib import Path
from typing import Final

import duckdb
import pytest

from carecheck.homes.database.asking import questions
from carecheck.homes.database.tables import TABLES
from tests.docs.pages import ROOT
from tests.homes.database.making import kept, tables_of
from tests.homes.visits import seen, visit

TEXT: Final = (ROOT / "docs" / "fleet" / "database.md").read_text("utf-8")
OF_HOME: Final = {"home", "home_name", "home_group"}


def rows() -> dict[str, str]:
    """The rows of its tables by the file that they name."""
    return dict(re.findall(r"^\| `([a-z-]+\.(?:parquet|sql))` \|(.*)", TEXT, re.M))


def test_each_question_is_there_in_its_own_words() -> None:
    told = {f"{one.name}.sql": one.sql.removeprefix("-- ").partition("?")[0] for one in questions()}

    assert {file: row.strip(" |").partition("?")[0] for file, row in rows().items() if file.endswith("sql")} == told


@pytest.mark.parametrize("table", TABLES)
def test_each_column_of_a_table_is_told(tmp_path: Path, table: str) -> None:
    tables_of(kept(tmp_path / "in", [visit([seen("red")])]), tmp_path / "out")

    with duckdb.connect() as database:
        columns = {name for name, *_ in database.read_parquet(f"{tmp_path}/out/{table}.parquet").description}
    told = set(re.findall(r"`(\w+)`", rows()[f"{table}.parquet"])) | OF_HOME
    assert columns - told - {"amber", "unknown", "green", "not_needed"} == set()
    assert told - columns == set()
