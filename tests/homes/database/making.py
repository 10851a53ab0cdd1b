"""Tables of reports in a folder, made here without another process, and ways to look into them."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import duckdb
from msgspec.structs import replace

from carecheck.homes.database.parts import Done, parts_of, write_missed, write_part
from carecheck.homes.database.tables import save_tables
from carecheck.homes.files import report_files
from carecheck.homes.not_seen import NotSeen
from carecheck.report import Report, report_bytes
from tests.homes.many import many_homes
from tests.show.sample_report import STARTED

DAYS: Final = (0, 1, 31, 32, 60, 200, 400)


def history(amount: int, seed: int) -> list[Report]:
    """Visits to some homes: some computers are seen again and again with other lights, some reports are there twice."""
    chance, reports = Random(seed), list[Report]()
    for nth in range(3):
        for one in many_homes(amount, seed + nth):
            if chance.random() < 0.8:
                reports += [_on(one, chance, nth * 1000 + len(reports))] * (1 + (chance.random() < 0.1))
    return reports or many_homes(amount, seed)


def _on(report: Report, chance: Random, number: int) -> Report:
    when = STARTED - timedelta(days=chance.choice(DAYS), minutes=number)
    run = replace(report.run, started_at=when, finished_at=when + timedelta(seconds=9))
    site = report.site if chance.random() > 0.02 else None
    return replace(report, run=run, site=site, report_id=f"6f1c2a4e-0000-4000-8000-{number:012x}")


def kept(folder: Path, reports: Iterable[Report]) -> Path:
    """A new folder in which each report is a file."""
    folder.mkdir()
    for number, one in enumerate(reports):
        (folder / f"{number:04}.json").write_bytes(report_bytes(one))
    return folder


def tables_of(folder: Path, out: Path, missed: Iterable[NotSeen] = (), *, hide: bool = False) -> list[Done]:
    """Make the tables of a folder in another one."""
    work = out / "work"
    work.mkdir(parents=True)
    done = [write_part(part) for part in parts_of(folder, report_files([folder]), work)]
    write_missed(tuple(missed), work)
    save_tables(out, work, only_made_up=not any(part.real for part in done), hide=hide)
    return done


def rows(out: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a question over tables in a folder, `{}` being that folder."""
    with duckdb.connect() as database:
        return database.execute(sql.replace("{}", str(out))).fetchall()
