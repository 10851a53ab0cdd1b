"""Which names there were, in a file of the system's own: a list may be longer than what fits into memory."""

import sqlite3
from typing import Final

KEPT_IN_MEMORY: Final = -2_000  # kilobytes


class Seen:
    """Names, each with the line on which it stood first. The file is gone when nobody holds this any more."""

    def __init__(self) -> None:
        self._names = sqlite3.connect("", isolation_level=None)  # a temporary file without a name
        self._names.execute(f"PRAGMA cache_size = {KEPT_IN_MEMORY}")
        self._names.execute("CREATE TABLE names (name TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")
        self._names.execute("BEGIN")

    def add(self, name: str, line: int) -> bool:
        """Remember a name; whether it is new."""
        added = self._names.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", (name, line))
        return added.rowcount == 1

    def line_of(self, name: str) -> int | None:
        """Where a name stood first; None when it did not come yet."""
        found = self._names.execute("SELECT line FROM names WHERE name = ?", (name,)).fetchone()
        return None if found is None else int(found[0])

    def close(self) -> None:
        """Forget them all."""
        self._names.close()
