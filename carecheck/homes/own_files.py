"""Whether a file is one that carecheck made: by its name, and by what it holds. What is in doubt is somebody else's."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from carecheck.errors import CannotRun
from carecheck.homes.database.asking import questions
from carecheck.homes.database.tables import TABLES
from carecheck.readfile import is_link, open_plain_file

# How the files of each ending begin, as we write them.
_BEGINS: Final = {
    ".html": b'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n',
    ".minisig": b"untrusted comment: ",
    ".parquet": b"PAR1",
    ".sql": b"--",
    ".csv": b'\xef\xbb\xbf"',
}
_PAGE: Final = b'http-equiv="Content-Security-Policy" content="default-src \'none\'; '
_TABLE: Final = b'\xef\xbb\xbf"report_id","checked_at","group",'
_TITLES: Final = (b"<dc:title>carecheck results<", b"<dc:title>carecheck: all homes<")
_NOBODY: Final = b"<cp:lastModifiedBy></cp:lastModifiedBy>"
_FOR_SUPPLIER: Final = " for your supplier"
_NUMBER: Final = re.compile(r" \(\d{1,4}\)$")  # of a file whose name was taken
_ENOUGH: Final = 2_000


def report_beside(name: str) -> Iterator[str]:
    """The names, without ending, that the report of such a file may have: "office-pc" for "office-pc (2).html"."""
    signed = name.removesuffix(".json.minisig")
    if signed != name:
        yield signed
        return
    stem, ending = Path(name).stem, Path(name).suffix
    if ending in (".html", ".csv", ".xlsx", ".txt"):
        for one in dict.fromkeys((stem, _NUMBER.sub("", stem))):
            about = one.removesuffix(_FOR_SUPPLIER)
            if (about != one) == (ending == ".txt"):
                yield about


def made_beside_report(file: Path) -> bool:
    """Whether a file with the name of one that lies beside a report holds what we write there."""
    start = _start_of(file)
    match file.suffix:
        case ".txt":
            return b"For your supplier" in start
        case ".csv":
            return start.startswith(_TABLE)
        case _:
            return _holds_ours(file, start)


def made_for_all_homes(file: Path, within: str) -> bool:
    """Whether a file is one that `carecheck overview` makes; `within` names a folder inside that of the day."""
    match within, file.suffix:
        case ("", ".html" | ".xlsx"):
            named = file.stem == "all-homes"
        case ("", ".parquet"):
            named = file.stem in TABLES
        case ("", _):
            named = file.name == "not used.csv"
        case ("homes", ".html"):
            named = True
        case ("questions", ".sql" | ".csv"):
            named = file.stem in {one.name for one in questions()}
        case _:
            named = False
    return named and _holds_ours(file, _start_of(file))


def _holds_ours(file: Path, start: bytes) -> bool:
    match file.suffix:
        case ".xlsx":
            return _is_our_workbook(file)
        case ".html":
            return start.startswith(_BEGINS[".html"]) and _PAGE in start
        case ending:
            return ending in _BEGINS and start.startswith(_BEGINS[ending])


def _start_of(file: Path) -> bytes:
    """What a file begins with; nothing where it cannot be read, or is a link or no plain file."""
    try:
        with open_plain_file(file, follow=False) as opened:
            return opened.read(_ENOUGH)
    except (OSError, CannotRun):
        return b""


def _is_our_workbook(file: Path) -> bool:
    """Whether a workbook is as we made it: a program in which somebody typed into it writes down that it did."""
    if is_link(file):
        return False
    try:
        with (
            open_plain_file(file, follow=False) as opened,
            zipfile.ZipFile(opened) as book,
            book.open("docProps/core.xml") as about,
        ):
            told = about.read(_ENOUGH)
    except Exception:  # zipfile raises many kinds for what strangers made
        return False
    return _NOBODY in told and any(title in told for title in _TITLES)
