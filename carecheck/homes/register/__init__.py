"""The register of hardware and software: made new, or put into one that people keep, of which nothing is changed."""

from carecheck.homes.register.columns import SHEETS, Columns, SheetName, read_columns
from carecheck.homes.register.parts import read_file
from carecheck.homes.register.seen import Cell, Register, Row, register_of

__all__ = [
    "SHEETS",
    "Cell",
    "Columns",
    "Register",
    "Row",
    "SheetName",
    "read_columns",
    "read_file",
    "register_of",
]
