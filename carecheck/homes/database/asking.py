"""Questions about many homes in SQL: files of their own, which anybody can run over the tables, and their answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from carecheck.homes.database.tables import TABLES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_AT_ONCE: Final = 1_000
_FOLDER: Final = Path(__file__).with_name("questions")

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name, and its SQL, which begins with what it asks."""

    name: str
    sql: str


def questions() -> list[Question]:
    """The questions that come with carecheck."""
    return [Question(file.stem, file.read_text(encoding="utf-8")) for file in sorted(_FOLDER.glob("*.sql"))]


def question(name: str) -> Question:
    """One of them."""
    return next(one for one in questions() if one.name == name)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many homes were seen, how many computers could not be checked, and in how many homes."""

    seen: int
    missed: int
    homes_missed: int


class Tables:
    """The saved tables of a folder, to be asked."""

    def __init__(self, database: "DuckDBPyConnection") -> None:
        self._database = database
        for name in TABLES:  # a question names a file: here it is the one in that folder, wherever we are
            database.execute(
                f"""CREATE VIEW "{name}.parquet" AS FROM read_parquet(getvariable('out') || '/{name}.parquet')"""
            )

    def answer(self, question: Question) -> Iterator[Sequence[Cell]]:
        """The answer row by row, after a heading."""
        asked = self._database.execute(question.sql)
        yield [str(column[0]) for column in asked.description or ()]
        while rows := asked.fetchmany(MOST_AT_ONCE):
            yield from ([_cell(value) for value in row] for row in rows)

    def first(self, question: Question, most: int) -> list[dict[str, Cell]]:
        """The first rows of an answer, by the names of their columns."""
        heading, *rows = islice(self.answer(question), most + 1)
        return [dict(zip(map(str, heading), row, strict=True)) for row in rows]

    def counts(self) -> Counts:
        """The counts that stand in no answer."""
        (row,) = self._database.execute(
            "SELECT count(day), coalesce(sum(missed), 0)::BIGINT, count(*) FILTER (missed > 0) FROM 'homes.parquet'"
        ).fetchall()
        return Counts(*row)


def _cell(value: object) -> Cell:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float) or value is None else str(value)
