"""What the columns of a register are called: by our own list, and by that of a home whose headings are others."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, get_args

from msgspec import Struct

from carecheck.errors import Mistake, MistakesInFile
from carecheck.structured import shipped_table, structured
from carecheck.words import clean
from carecheck.yamlfile import Document, read_yaml

SheetName = Literal["hardware", "software"]
SHEETS: Final[tuple[SheetName, ...]] = get_args(SheetName)
MOST_LETTERS: Final = 80  # of a heading

_Names = str | list[str] | None


class _Hardware(Struct, frozen=True, forbid_unknown_fields=True):
    asset_number: _Names = None
    type: _Names = None
    name: _Names = None
    make: _Names = None
    model: _Names = None
    serial: _Names = None
    place: _Names = None
    owner: _Names = None
    personal_data: _Names = None
    importance: _Names = None
    system: _Names = None
    supported_until: _Names = None
    last_update: _Names = None
    antivirus: _Names = None
    encrypted: _Names = None
    backup: _Names = None
    depends_on: _Names = None
    in_use_since: _Names = None
    disposed_on: _Names = None
    how_wiped: _Names = None
    last_seen: _Names = None
    looked_over_by: _Names = None
    looked_over_on: _Names = None
    device_id: _Names = None


class _Software(Struct, frozen=True, forbid_unknown_fields=True):
    name: _Names = None
    maker: _Names = None
    version: _Names = None
    computers: _Names = None
    supported_until: _Names = None
    used_for: _Names = None
    personal_data: _Names = None
    supplier: _Names = None
    owner: _Names = None
    looked_over_on: _Names = None


class _ColumnsFile(Struct, frozen=True, forbid_unknown_fields=True):
    hardware: _Hardware = _Hardware()
    software: _Software = _Software()
    # Our own list says these of itself, and a home's may be a copy of it.
    as_at: date | None = None
    source: str = ""
    used_for: str = ""
    believed_days: int | None = None
    when_old: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of one sheet by the keys of its columns, in their order; the first heading is the one to write."""

    headings: Mapping[str, tuple[str, ...]]

    def heading(self, key: str) -> str:
        """What a column is called where we write it."""
        return self.headings[key][0]

    def key_of(self, text: object) -> str | None:
        """Which column a heading in somebody's register stands for; None: none of ours."""
        wanted = plain(text)
        return next((key for key, names in self.headings.items() if wanted in map(plain, names)), None)


def plain(text: object) -> str:
    """A text without what people write in different ways: case, spaces, and signs between words."""
    whole = unicodedata.normalize("NFKC", text).casefold() if isinstance(text, str) else ""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in whole).split())


def read_columns(path: Path | None = None) -> Mapping[SheetName, Columns]:
    """Our columns, with the headings of a home's own file in front. Raises CannotRun and MistakesInFile."""
    ours = _named(shipped_table("register-columns.yaml", _ColumnsFile))
    if path is None:
        return {sheet: Columns(ours[sheet]) for sheet in SHEETS}
    document = read_yaml(path)
    theirs = _named(structured(document, _ColumnsFile))
    columns: dict[SheetName, Columns] = {sheet: _joined(ours[sheet], theirs[sheet]) for sheet in SHEETS}
    if mistakes := list(_mistakes(document, theirs, columns)):
        raise MistakesInFile(mistakes)
    return columns


def _named(file: _ColumnsFile) -> dict[SheetName, dict[str, tuple[str, ...]]]:
    sheets: dict[SheetName, Any] = {"hardware": file.hardware, "software": file.software}
    return {
        sheet: {
            key: (names,) if isinstance(names, str) else tuple(names)
            for key in part.__struct_fields__
            if (names := getattr(part, key)) is not None
        }
        for sheet, part in sheets.items()
    }


def _joined(ours: Mapping[str, tuple[str, ...]], theirs: Mapping[str, tuple[str, ...]]) -> Columns:
    """Their headings first, and none of ours that stands for another column with them."""
    taken = {plain(name) for names in theirs.values() for name in names}
    return Columns(
        {
            key: (*theirs.get(key, ()), *(name for name in names if plain(name) not in taken)) or names
            for key, names in ours.items()
        }
    )


def _mistakes(
    document: Document, theirs: Mapping[SheetName, Mapping[str, tuple[str, ...]]], columns: Mapping[SheetName, Columns]
) -> Iterator[Mistake]:
    for sheet, named in theirs.items():
        seen: dict[str, str] = {}
        for key, names in named.items():
            if not names:
                yield document.mistake((sheet, key), "at least one heading must stand here")
            for name in names:
                if not plain(name) or len(name) > MOST_LETTERS or clean(name) != name:
                    wrong = f"'{clean(name, 40)}' is no heading: it needs 1 to {MOST_LETTERS} letters on one line"
                    yield document.mistake((sheet, key), wrong)
                elif plain(name) in seen and seen[plain(name)] != key:
                    other = seen[plain(name)]
                    yield document.mistake((sheet, key), f"'{name}' is the heading of '{other}' already")
                seen.setdefault(plain(name), key)
        for key in named:
            written = columns[sheet].heading(key)
            if columns[sheet].key_of(written) != key and plain(written):
                yield document.mistake((sheet, key), f"'{written}' would be the heading of two columns")
