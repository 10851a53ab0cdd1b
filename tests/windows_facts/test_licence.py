"""Licences of a Windows: what counts as activated, and who pays for extended updates."""

from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.windows.licence import licence
from tests.windows_facts.pcs import changed

PRO: Final = "4de7cb65-cdf1-4de9-8ae8-e3cce27b9f2c"
OTHER: Final = "2de67392-b7a7-462a-b1ca-108dd189f588"
SECOND_YEAR: Final = "1043ADD5-23B1-4AFB-9A0F-64343C8F3F8D"
CONSUMER: Final = "HKCU\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Windows\\ConsumerESU"


def row(of: str, status: int, addon: bool = False) -> dict[str, Any]:
    return {"id": of, "status": status, "addon": addon}


def licences(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"com": "licences", "told": {"count": len(rows), "rows": list(rows)}}


def plain(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


@pytest.mark.parametrize(
    ("rows", "activated"),
    [
        ([row(PRO, 1)], True),
        ([row(PRO, 0)], False),
        ([row(PRO, 2)], False),  # days that are left to activate it
        ([row(PRO, 5)], False),  # Windows reminds of it
        ([row(PRO, 6)], False),
        ([row(PRO, 7)], "unreadable"),
        ([], "not_seen"),
        ([row(SECOND_YEAR, 1, addon=True)], "not_seen"),  # extended updates do not activate a Windows
        ([row(SECOND_YEAR, 1)], "not_seen"),
        ([row(PRO, 5), row(SECOND_YEAR, 1, addon=True)], False),
        ([row(PRO, 1), row(OTHER, 1)], True),
        ([row(PRO, 1), row(OTHER, 0)], "unreadable"),
        ([row("Windows", 1)], "unreadable"),
    ],
)
def test_a_windows_is_activated_when_its_own_licence_says_so(rows: list[dict[str, Any]], activated: object) -> None:
    assert plain(licence(changed("good_11_pro", licences(*rows))).activated) == activated


@pytest.mark.parametrize("entries", [{"count": 2, "rows": [row(PRO, 1)]}, {"count": 1, "rows": [{"id": PRO}]}, {}])
def test_half_an_answer_says_nothing(entries: dict[str, Any]) -> None:
    found = licence(changed("good_11_pro", {"com": "licences", "told": entries}))

    assert (plain(found.activated), plain(found.extended)) == ("unreadable", "unreadable")


@pytest.mark.parametrize(
    ("status", "state", "who"),
    [
        (1, None, "organisation"),
        (1, 3, "organisation"),
        (0, None, "none_seen"),
        (0, 2, "none_seen"),  # could join, and has not
        (0, 3, "person"),
        (0, 5, "person"),
        (0, "5", "unreadable"),
    ],
)
def test_licences_tell_who_pays_for_extended_updates(status: int, state: object, who: str) -> None:
    rows = [licences(row(PRO, 1), row(SECOND_YEAR, status, addon=True))]
    rows += [] if state is None else [{"key": CONSUMER, "values": {"ESUEligibility": state}}]

    assert plain(licence(changed("w10_with_esu", *rows)).extended) == who
