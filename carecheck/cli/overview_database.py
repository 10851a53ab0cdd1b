"""What `carecheck overview --database` does: reads all reports, saves tables as Parquet, and answers the questions."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from carecheck.cli.day_folder import new_folder_of_day
from carecheck.cli.output import put, say
from carecheck.cli.side_by_side import side_by_side
from carecheck.cli.telling import Teller
from carecheck.errors import CannotRun
from carecheck.homes.database.asking import Tables, question, questions
from carecheck.homes.database.parts import Done, parts_of, write_missed, write_part
from carecheck.homes.database.tables import need_duckdb, opened, save_tables
from carecheck.homes.files import changed, nothing_in, report_files
from carecheck.homes.visited import Aside, missed_in
from carecheck.savefile import save_again
from carecheck.show.cells import csv_lines
from carecheck.show.overview_page import MOST_OFTEN, Often, headline_of, not_checked_at_all
from carecheck.words import count

MOST_FILES: Final = 200_000
ONE_PROCESS: Final = 2  # so many parts are read before another process has begun
COMMONEST: Final = "most-often"
WHERE_TOLD: Final = "'missed.parquet' tells why."
NOT_USED: Final = "not used.csv"
MADE_UP: Final = "It is made up, and there are real reports beside it."


def make_database(folder: Path, place: Path, *, hide_home_names: bool) -> None:
    """Save the tables and answers in a new folder within that place. Raises CannotRun."""
    need_duckdb()
    aside = Aside()
    files = report_files([folder], MOST_FILES)
    missed = missed_in(folder, aside.unreadable)
    with new_folder_of_day(place, datetime.now().astimezone().date()) as out:
        work = out / "work"
        work.mkdir()
        done = list(_told(side_by_side(write_part, parts_of(folder, files, work), ONE_PROCESS), len(files)))
        aside.unreadable += [one for part in done for one in part.unreadable]
        real = any(part.real for part in done)
        aside.made_up += sorted(name for part in done for name in part.made_up) if real else []
        used = sum(part.reports for part in done) - len(aside.made_up)
        if not used:
            raise CannotRun(nothing_in([folder], aside.unreadable))
        write_missed(missed, work)
        save_tables(out, work, only_made_up=not real, hide=hide_home_names)
        told = list(_answers(out, work))
        shutil.rmtree(work)
        if not hide_home_names:
            _save_not_used(out, aside)
    problems = (*aside.problems, *changed([one for part in done for one in part.altered]))
    put("\n".join([*told, *problems]) + "\n")
    say(f"The tables and answers over {count(used, 'report')} are in {out}")


def _answers(out: Path, work: Path) -> Iterator[str]:
    """Save each question with its answer; the headline, which is that of the page of all homes."""
    folder = out / "questions"
    folder.mkdir()
    with opened(out, work, "answers") as database:
        tables = Tables(database)
        for one in questions():
            save_again(folder / f"{one.name}.sql", one.sql.encode())
            rows = csv_lines(tables.answer(one))
            save_again(folder / f"{one.name}.csv", (line.encode() for line in rows))
        often = msgspec.convert(tables.first(question(COMMONEST), MOST_OFTEN), list[Often])
        counts = tables.counts()
    yield from headline_of(often, counts.seen)
    yield from not_checked_at_all(counts.missed, counts.homes_missed, WHERE_TOLD)


def _save_not_used(out: Path, aside: Aside) -> None:
    rows: list[Sequence[str]] = [("file", "why"), *aside.unreadable, *((name, MADE_UP) for name in aside.made_up)]
    if len(rows) > 1:
        save_again(out / NOT_USED, (line.encode() for line in csv_lines(rows)))


def _told(done: Iterable[Done], files: int) -> Iterator[Done]:
    """The same, while somebody is told how far it has come."""
    teller, read = Teller(files, "file", also_of_short_work=False), 0
    for one in done:
        read += one.files
        teller.tell(read, read)
        yield one
