"""All rows of all tables."""

from typing import Final

from tests.fuzz import of_computers, of_files, of_network
from tests.fuzz.rows import Row

ROWS: Final[tuple[Row, ...]] = (*of_network.ROWS, *of_files.ROWS, *of_computers.ROWS)
