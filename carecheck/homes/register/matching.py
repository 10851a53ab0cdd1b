"""Which row of somebody's list is which computer or program of ours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from carecheck.homes.register.columns import SheetName, plain
from carecheck.homes.register.seen import Row
from carecheck.homes.register.table import Table


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to know a row again: what of ours is held against what of theirs.

    `by_name`: a name can pass to another computer, so rows of what is gone, and of another serial number, are left out.
    """

    ours: str
    theirs: tuple[str, ...]
    by_name: bool = False


# What only one computer can have comes first.
_WAYS: Final[Mapping[SheetName, tuple[_Way, ...]]] = {
    "hardware": (
        _Way("device_id", ("device_id", "asset_number")),
        _Way("serial", ("serial",)),
        _Way("name", ("name",), by_name=True),
    ),
    "software": (_Way("name", ("name",)), _Way("supplier", ("supplier", "name"))),
}


def matches(table: Table, seen: Sequence[Row], name: SheetName) -> dict[int, Row]:
    """The rows of a list that are one of ours, by their numbers; what could be several stays without a match."""
    found: dict[int, Row] = {}
    for way in _WAYS[name]:
        rows, left = _rest(table, seen, found)
        ours = _by_value((one, [one.cells.get(way.ours)]) for one in left)
        theirs = _by_value((row, [table.text(row, key) for key in way.theirs]) for row in rows)
        for value, some in theirs.items():
            match (*some, *ours.get(value, ())):
                case (int() as row, Row() as one) if not (way.by_name and _is_another(table, row, one)):
                    found.setdefault(row, one)
                case _:
                    pass
    if name == "software":
        found |= _by_words(table, *_rest(table, seen, found))
    return dict(sorted(found.items()))


def _rest(table: Table, seen: Iterable[Row], found: Mapping[int, Row]) -> tuple[list[int], list[Row]]:
    """The rows and those of ours that have no match yet; what was disposed of is known by its own number only."""
    taken = {one.id for one in found.values()}
    return [row for row in table.rows if row not in found], [one for one in seen if one.id not in taken]


def _is_another(table: Table, row: int, one: Row) -> bool:
    """Whether a row of the same name is surely of another computer: one that is gone, or with another serial number."""
    serial, theirs = _tight(one.cells.get("serial")), _tight(table.text(row, "serial"))
    return bool(table.text(row, "disposed_on")) or bool(serial and theirs and serial != theirs)


def _by_value(all_values: Iterable[tuple[int | Row, Iterable[object]]]) -> dict[str, list[int | Row]]:
    found: dict[str, list[int | Row]] = {}
    for one, values in all_values:
        for value in dict.fromkeys(map(_tight, values)):
            if value:
                found.setdefault(value, []).append(one)
    return found


def _tight(value: object) -> str:
    return plain(value).replace(" ", "")


def _fit(some: set[str], others: set[str]) -> bool:
    return some <= others or others <= some


def _by_words(table: Table, rows: Iterable[int], left: Sequence[Row]) -> dict[int, Row]:
    """Programs whose name is told with more or fewer words: Google Chrome is Chrome."""
    theirs = {row: words for row in rows if (words := set(plain(table.text(row, "name")).split()))}
    ours = {one.id: (one, set(plain(one.cells.get("name")).split())) for one in left}
    pairs = [(row, key) for row, words in theirs.items() for key, (_, named) in ours.items() if _fit(words, named)]
    rows_of, ours_of = [row for row, _ in pairs], [key for _, key in pairs]
    return {row: ours[key][0] for row, key in pairs if rows_of.count(row) == 1 and ours_of.count(key) == 1}
