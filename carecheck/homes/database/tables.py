"""The tables of many reports, made by DuckDB and saved as Parquet.

DuckDB reads and writes in the one folder that it is told, fetches nothing, and gets names as values, never as SQL.
"""

import importlib.util
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from carecheck.errors import CannotRun
from carecheck.homes.database.parts import KINDS
from carecheck.homes.joined import A_DAY
from carecheck.homes.overview import NO_HOME
from carecheck.homes.visited import VISIT
from carecheck.words import clean

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NEEDED: Final = (
    "To make a database of many homes, carecheck needs one more package, DuckDB. "
    "To get it, install carecheck again like this: pip install 'carecheck[database]'"
)
NO_ROOM: Final = "We could not make the tables in {}. Is there enough room on the disk and in memory? DuckDB says: {}"
TABLES: Final = ("homes", "map", "subjects", "results", "changes", "reports", "missed")
MEMORY: Final = "300MB"  # what does not fit goes into a file of DuckDB's own beside the lines
THREADS: Final = 2  # each has its own room
_HERE: Final = Path(__file__).parent


def need_duckdb() -> None:
    """Raise CannotRun where the library is not installed."""
    if importlib.util.find_spec("duckdb") is None:
        raise CannotRun(NEEDED)


def save_tables(out: Path, work: Path, *, only_made_up: bool, hide: bool) -> None:
    """Make the tables of the lines in a folder, `work`, and save them in another, in which it lies."""
    with opened(out, work, "tables") as database:
        for kind in KINDS:
            _tell(database, kind, [str(path) for path in sorted(work.glob(f"{kind}-*.ndjson"))])
        _tell(database, "visit", VISIT)
        _tell(database, "tomorrow", (datetime.now(UTC) + A_DAY).replace(tzinfo=None))
        _tell(database, "no_home", NO_HOME)
        _tell(database, "only_made_up", only_made_up)
        _tell(database, "hide", hide)
        for name in ("make.sql", "count.sql", "save.sql"):
            database.execute((_HERE / name).read_text(encoding="utf-8"))


@contextmanager
def opened(out: Path, work: Path, name: str) -> Generator["DuckDBPyConnection"]:
    """DuckDB over one folder, with a file of that name in another one in it.

    Raises CannotRun where there is not enough room for what is done with it.
    """
    import duckdb

    try:
        with _connected(out, work, name) as database:
            yield database
    except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
        raise CannotRun(NO_ROOM.format(out, clean(str(error)))) from error


def _connected(out: Path, work: Path, name: str) -> "DuckDBPyConnection":
    import duckdb

    database = duckdb.connect(
        str(work / f"{name}.duckdb"),
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "memory_limit": MEMORY,
            "threads": THREADS,
            "temp_directory": str(work / "spilled"),
        },
    )
    database.execute("SET allowed_directories = $1", [[str(out)]])
    database.execute("SET enable_external_access = false")
    _tell(database, "out", str(out))
    database.execute("SET lock_configuration = true")
    return database


def _tell(database: "DuckDBPyConnection", name: str, value: object) -> None:
    database.execute(f"SET VARIABLE {name} = $1", [value])
