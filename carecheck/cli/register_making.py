"""What `carecheck register` does: reads reports and somebody's register, and saves a new one."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from carecheck.cli.output import put, say
from carecheck.errors import UsageError
from carecheck.homes.files import real_reports_in
from carecheck.homes.register import Columns, Register, SheetName, read_columns, read_file, register_of
from carecheck.homes.register.merging import Merged, merged
from carecheck.homes.register.sheets import read_book
from carecheck.savefile import save_new, short_name
from carecheck.show.register_table import register_workbook, workbook_of_csv
from carecheck.show.register_words import made_lines, merged_lines
from carecheck.show.streams import window_columns

ENDING: Final = ".xlsx"
CSV_ENDINGS: Final = (".csv", ".tsv", ".txt")


def make_register(
    files: Sequence[Path], into: Path | None, columns: Path | None, output: Path | None, *, with_serials: bool
) -> None:
    """Make the register of the home in these files, or put it into that of the home. Raises CarecheckError."""
    if output is not None and output.suffix.lower() != ENDING:
        raise UsageError(f"a register is a workbook: name it with {ENDING} at the end, --output my-register{ENDING}")
    headings = read_columns(columns)
    found = real_reports_in(files)
    register = register_of(found.reports, with_serials=with_serials)
    day = register.newest.run.started_at.date()
    window = window_columns(), sys.stdout.encoding
    if into is None:
        folder = files[0] if files[0].is_dir() else files[0].parent
        path = output or folder / f"{short_name(register.home or '', otherwise='home')} register {day}{ENDING}"
        content: bytes | None = register_workbook(register, headings)
        told = made_lines(register, *window, found.problems)
    else:
        made = _merged(into, register, headings)
        path = output or into.with_name(f"{into.stem} with carecheck {day}{ENDING}")
        content = made.content
        told = merged_lines(made, register, *window, found.problems)
    saved = save_new(path.absolute(), content) if content else None
    put(told)
    if saved is not None:
        say(f"Saved: {saved}")


def _merged(into: Path, register: Register, headings: Mapping[SheetName, Columns]) -> Merged:
    raw = read_file(into)
    if into.suffix.lower() in CSV_ENDINGS and not raw.startswith(b"PK"):
        raw = workbook_of_csv(raw, str(into), register.newest.run.finished_at)
    return merged(read_book(raw, str(into)), register, headings, datetime.now().astimezone().date())
