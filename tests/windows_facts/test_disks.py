"""Disks of a Windows: which of the eight states protect, and what stays open."""

from typing import Any

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.windows.disks import disks, other_encryption
from carecheck.look.windows.space import GB, space
from tests.windows_facts.pcs import changed

Row = dict[str, Any]


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


def drives(*numbers: int | None, kind: int = 3, on: str = "disk") -> list[Row]:
    """Rows for C: and the drives after it, with their protection; `kind` and `on` are those of the last."""
    letters = "CDEF"[: len(numbers)]
    rows = [{"letter": letter, "type": 3, "system": letter == "C", "on": "disk"} for letter in letters]
    rows[-1] |= {"type": kind, "on": on}
    states = [{"letter": letter, "protection": number} for letter, number in zip(letters, numbers, strict=True)]
    return [
        {"api": "drives", "told": {"count": len(rows), "rows": rows}},
        {"com": "disk.protection", "told": {"count": len(states), "rows": states}},
    ]


@pytest.mark.parametrize(
    ("number", "is_open", "paused", "waiting", "protected"),
    [
        (1, False, False, False, True),
        (2, True, False, False, False),
        (3, False, False, False, False),
        (4, False, False, False, False),
        (5, False, True, False, False),
        (6, False, False, False, True),
        (7, True, False, False, False),  # Windows itself lies there, so there are files
        (8, False, False, True, False),
        (0, "unreadable", "unreadable", "unreadable", "unreadable"),
        (9, "unreadable", "unreadable", "unreadable", "unreadable"),
        (-1, "unreadable", "unreadable", "unreadable", "unreadable"),
        (None, "tool_missing", "tool_missing", "tool_missing", "tool_missing"),
    ],
)
def test_only_two_of_the_states_protect(
    number: int | None, is_open: object, paused: object, waiting: object, protected: object
) -> None:
    seen = disks(changed("good_11_pro", *drives(number)))

    assert [told(fact) for fact in (seen.any_open, seen.any_paused, seen.any_waiting, seen.all_protected)] == [
        is_open,
        paused,
        waiting,
        protected,
    ]


@pytest.mark.parametrize(
    ("numbers", "is_open", "protected"),
    [
        ((1, 1), False, True),
        ((1, 2), True, False),
        ((2, 1), True, False),
        ((2, None), True, False),
        ((1, None), "tool_missing", "tool_missing"),
        ((1, 5), False, False),
        ((None, 5), "tool_missing", False),
        ((1, 7), "not_seen", "not_seen"),  # it may be for recovery only, or hold files
        ((2, 7), True, False),
    ],
)
def test_one_open_drive_beside_others_is_seen(
    numbers: tuple[int | None, ...], is_open: object, protected: object
) -> None:
    seen = disks(changed("good_11_pro", *drives(*numbers)))

    assert (told(seen.any_open), told(seen.all_protected)) == (is_open, protected)


@pytest.mark.parametrize(
    ("number", "kind", "on", "is_open", "protected"),
    [
        (2, 2, "disk", False, True),  # a memory stick
        (2, 4, "other", False, True),  # a folder of another computer
        (2, 3, "path", False, True),  # a folder with a letter of its own
        (2, 3, "other", "not_seen", "not_seen"),  # a cloud folder that looks like a disk
        (1, 3, "other", False, True),
    ],
)
def test_only_fixed_disks_count(number: int, kind: int, on: str, is_open: object, protected: object) -> None:
    seen = disks(changed("good_11_pro", *drives(1, number, kind=kind, on=on)))

    assert (told(seen.any_open), told(seen.all_protected)) == (is_open, protected)


def test_a_drive_of_which_the_shell_says_nothing_stays_open() -> None:
    both, only_first = drives(1, 1), drives(1)

    seen = disks(changed("good_11_pro", both[0], only_first[1]))

    assert told(seen.all_protected) == "tool_missing"


def test_a_list_without_the_drive_of_windows_is_not_believed() -> None:
    row = {"letter": "D", "type": 3, "system": False, "on": "disk"}
    machine = changed("good_11_pro", {"api": "drives", "told": {"count": 1, "rows": [row]}})

    assert told(disks(machine).all_protected) == "unreadable"


@pytest.mark.parametrize(
    "row",
    [
        {"api": "programs", "told": {"count": 1, "rows": [{"name": "VeraCrypt"}]}},
        {"api": "programs", "told": {"count": 1, "rows": [{"name": "ESET Full Disk Encryption 2.1"}]}},
        {"key": "HKLM\\SYSTEM\\CurrentControlSet\\Services\\VeraCrypt"},
    ],
)
def test_another_program_may_have_encrypted_what_windows_calls_open(row: Row) -> None:
    off, on = (disks(changed("good_11_pro", *drives(number), row)) for number in (2, 1))

    assert (told(off.any_open), told(off.all_protected)) == ("not_seen", "not_seen")
    assert (on.any_open, on.all_protected) == (False, True)


def test_the_list_of_other_programs_says_from_when_it_is() -> None:
    assert other_encryption().as_at.year >= 2026
    assert other_encryption().source


@pytest.mark.parametrize(
    ("role", "portable"),
    [(0, "not_seen"), (1, False), (2, True), (3, False), (4, False), (6, "not_seen"), (8, True), (99, "not_seen")],
)
def test_a_laptop_is_what_its_maker_says(role: int, portable: object) -> None:
    machine = changed("good_11_pro", {"api": "form", "told": {"role": role}})

    assert told(disks(machine).portable) == portable


@pytest.mark.parametrize(
    ("total", "free", "gb", "percent"),
    [
        (100 * GB, 10 * GB, 10, 10),
        (100 * GB, 10 * GB - 1, 9, 9),
        (1000 * GB, 20 * GB - 1, 19, 1),
        (100 * GB, 0, 0, 0),
        (100 * GB, 100 * GB, 100, 100),
        (100 * GB, 100 * GB + 1, "unreadable", "unreadable"),
        (100 * GB, -1, "unreadable", "unreadable"),
        (0, 0, "unreadable", "unreadable"),
    ],
)
def test_free_room_is_rounded_down(total: int, free: int, gb: object, percent: object) -> None:
    seen = space(changed("good_11_pro", {"api": "space", "told": {"total": total, "free": free}}))

    assert (told(seen.free_gb), told(seen.free_percent)) == (gb, percent)
