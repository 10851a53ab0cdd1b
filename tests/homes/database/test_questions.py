"""Each question that comes with carecheck, asked as a person would: by DuckDB alone, in the folder of the tables."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import duckdb
import pytest

from carecheck.errors import CannotRun
from carecheck.homes.database import tables
from carecheck.homes.database.asking import Tables, question, questions
from carecheck.homes.database.tables import NEEDED, need_duckdb, opened
from carecheck.homes.not_seen import NotSeen
from carecheck.lights import LIGHTS
from carecheck.report import Group, Site
from tests.homes.database.making import kept, rows, tables_of
from tests.homes.visits import KITCHEN, seen, visit

NOW: Final = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
TODAY: Final = NOW.date()
EARLIER: Final = NOW - timedelta(days=70)
LONG_AGO: Final = NOW - timedelta(days=120)
OAK, ELM, ASH = (Site(name.lower(), name) for name in ("Oak", "Elm", "Ash"))
NORTH: Final = Group("north")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables over three homes, of which one was not seen for long, and a fourth that nobody could check."""
    place = tmp_path_factory.mktemp("sample")
    reports = [
        visit([seen("red"), seen("green", "usb.open")], EARLIER, site=OAK, group=NORTH),
        visit([seen("red", subject=KITCHEN)], EARLIER, (KITCHEN,), site=OAK, group=NORTH),
        visit([seen("green"), seen("red", "usb.open", action="Close it")], NOW, site=OAK, group=NORTH),
        visit([seen("red"), seen("unknown", "usb.open")], NOW, site=ELM, group=NORTH),
        visit([seen("red"), seen("red", "usb.open", action="Close it")], LONG_AGO, site=ASH, group=Group("south")),
    ]
    missed = [NotSeen("pc", "yew", "Yew", date(2026, 11, 20), "refused")]
    tables_of(kept(place / "in", reports), place / "out", missed)
    return place / "out"


def month(when: datetime) -> date:
    return when.date().replace(day=1)


def by_group_and_month() -> list[tuple[Any, ...]]:
    return [
        *(("north", month(EARLIER), "firewall.on", 1, 1, 100.0), ("north", month(EARLIER), "usb.open", 0, 1, 0.0)),
        *(("north", month(NOW), "usb.open", 1, 1, 100.0), ("north", month(NOW), "firewall.on", 1, 2, 50.0)),
        ("south", month(LONG_AGO), "firewall.on", 1, 1, 100.0),
        ("south", month(LONG_AGO), "usb.open", 1, 1, 100.0),
    ]


ANSWERS: Final[dict[str, list[tuple[Any, ...]]]] = {
    "by-group-and-month": by_group_and_month(),
    "computers-not-seen": [("oak", "Oak", "north", "KITCHEN", EARLIER.date(), 70)],
    "got-better": [
        ("firewall.on", "The name of firewall.on", 1, 0, 0, 0, 0, 0, 0),
        ("usb.open", "The name of usb.open", 0, 0, 0, 0, 1, 0, 0),
    ],
    "homes-not-seen": [
        ("yew", "Yew", None, None, None, 0, 1),
        ("ash", "Ash", "south", LONG_AGO.date(), 120, 1, 0),
    ],
    "lights-of-each-check": [
        ("firewall.on", "The name of firewall.on", 2, 0, 0, 1, 0, 1),
        ("usb.open", "The name of usb.open", 2, 0, 1, 0, 0, 1),
    ],
    "most-often": [
        ("red", "Ask about it", "you", 2, 2, "firewall.on"),
        ("red", "Close it", "you", 2, 2, "usb.open"),
    ],
    "not-checked-most": [("elm", "Elm", "north", "OFFICE-PC", 1, 2, "timed_out")],
    "why-not-checked": [("usb.open", "timed_out", 1, 1)],
}


def test_every_question_has_an_answer_here() -> None:
    assert sorted(ANSWERS) == [one.name for one in questions()]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_is_answered_by_duckdb_alone(sample: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)

    with duckdb.connect() as database:
        assert database.execute(question(name).sql).fetchall() == ANSWERS[name]


@pytest.mark.parametrize("name", ANSWERS)
def test_carecheck_gives_the_same_answer_wherever_it_runs(sample: Path, name: str, tmp_path: Path) -> None:
    (sample / "work").mkdir(exist_ok=True)

    with opened(sample, sample / "work", tmp_path.name) as database:
        _, *told = Tables(database).answer(question(name))

    assert told == [[one.isoformat() if isinstance(one, date) else one for one in row] for row in ANSWERS[name]]


def test_the_lights_are_in_the_order_of_urgency(sample: Path) -> None:
    (sample / "work").mkdir(exist_ok=True)

    with opened(sample, sample / "work", "tables") as database:
        assert database.execute("SELECT enum_range(NULL::light)").fetchall() == [(list(LIGHTS),)]


@pytest.mark.parametrize(
    "sql",
    [
        "FROM read_text('/etc/hostname')",
        "COPY (SELECT 1) TO '/tmp/out-of-the-folder.parquet'",
        "FROM 'https://example.org/a.parquet'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET autoinstall_known_extensions = true",
    ],
)
def test_duckdb_leaves_its_folder_and_fetches_anything_for_nobody(tmp_path: Path, sql: str) -> None:
    with opened(tmp_path, tmp_path, "tables") as database, pytest.raises(duckdb.Error):
        database.execute(sql)


def test_hidden_names_are_in_no_table(sample: Path, tmp_path: Path) -> None:
    tables_of(sample.parent / "in", tmp_path / "out", [NotSeen("pc", "yew", "Yew", TODAY, "refused")], hide=True)

    shown = "\n".join(
        str(row) for table in tables.TABLES for row in rows(tmp_path / "out", f"FROM '{{}}/{table}.parquet'")
    )
    names = ("oak", "elm", "ash'", "yew", "north", "office-pc", "kitchen", "d-4oenbfg7f4", ".json", "6f1c2a4e")
    assert [name for name in names if name in shown.lower()] == []
    assert all(name in shown for name in ("Home 1", "Home 4", "Computer 1", "Group 2", "computer-2"))


def test_where_there_is_no_room_it_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MEMORY", "1MB")

    with pytest.raises(CannotRun, match=r"Is there enough room on the disk and in memory\?"):
        tables_of(kept(tmp_path / "in", [visit([seen("red")])]), tmp_path / "out")


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    with pytest.raises(CannotRun) as told:
        need_duckdb()

    assert str(told.value) == NEEDED
    assert os.linesep not in NEEDED
