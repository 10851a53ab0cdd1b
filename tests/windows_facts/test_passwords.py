"""The rules for passwords on a Windows, and for which of its logins they hold."""

from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.windows.passwords import passwords
from tests.windows_facts.pcs import changed

HERE: Final = "S-1-5-21-1004336348-1177238915-682003330"
HELLO: Final = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\PasswordLess\\Device"

ADMINISTRATOR, OFF = (500, 66050, False), (501, 66083, False)
LOCAL, STAYS, CLOUD = (1001, 512, False), (1001, 66048, False), (1002, 66048, True)
FORTY_TWO_DAYS: Final = 42 * 24 * 60 * 60
ELSEWHERE: Final = "not_possible_here"


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


def accounts(*rows: tuple[int, int, bool | None]) -> dict[str, Any]:
    listed = [
        {"sid": f"{HERE}-{rid}", "name": f"login{rid}", "full_name": "", "flags": flags, "microsoft": microsoft}
        for rid, flags, microsoft in (*rows, OFF)
    ]
    return {"api": "accounts", "told": {"count": len(listed), "rows": listed}}


def rules(shortest: int = 0, longest_age: int | None = None, tries: int = 10) -> dict[str, Any]:
    return {"api": "password_rules", "told": {"shortest": shortest, "longest_age": longest_age, "tries": tries}}


@pytest.mark.parametrize(
    ("rows", "tries_seen", "tries"),
    [
        ([accounts(ADMINISTRATOR, LOCAL), rules(tries=10)], 10, 10),
        ([accounts(ADMINISTRATOR, LOCAL), rules(tries=0)], None, None),
        ([accounts(ADMINISTRATOR, LOCAL, CLOUD), rules(tries=10)], 10, ELSEWHERE),
        ([accounts(ADMINISTRATOR, LOCAL, CLOUD), rules(tries=0)], None, ELSEWHERE),
        ([accounts(ADMINISTRATOR, CLOUD), rules(tries=0)], ELSEWHERE, ELSEWHERE),
        ([accounts(ADMINISTRATOR, (1001, 512, None)), rules(tries=10)], ELSEWHERE, ELSEWHERE),  # not told whose it is
        ([accounts((500, 66048, False), LOCAL), rules(tries=10)], 10, "not_seen"),  # that one may never lock
        ([accounts((500, 66048, False), LOCAL), rules(tries=0)], None, None),
    ],
)
def test_rules_of_this_computer_hold_for_its_own_logins(
    rows: list[dict[str, Any]], tries_seen: object, tries: object
) -> None:
    seen = passwords(changed("good_11_pro", *rows))

    assert (told(seen.tries_seen), told(seen.tries)) == (tries_seen, tries)


@pytest.mark.parametrize(
    ("rows", "shortest_seen", "shortest"),
    [
        ([accounts(ADMINISTRATOR, LOCAL), rules(shortest=12)], 12, 12),
        ([accounts(ADMINISTRATOR, LOCAL), rules(shortest=0)], 0, 0),
        ([accounts(ADMINISTRATOR, (1001, 544, False)), rules(shortest=12)], 0, 0),  # marked as needing none
        ([accounts(ADMINISTRATOR, LOCAL, (1002, 546, False)), rules(shortest=12)], 12, 12),  # that one is off
        ([accounts(ADMINISTRATOR, LOCAL, (1002, 544, True)), rules(shortest=12)], 12, ELSEWHERE),
        ([accounts(ADMINISTRATOR, CLOUD), rules(shortest=14)], ELSEWHERE, ELSEWHERE),
        ([accounts((500, 66080, False), LOCAL), rules(shortest=12)], 0, 0),  # Windows' own, on and without need of one
    ],
)
def test_a_login_that_needs_no_password_may_have_the_shortest(
    rows: list[dict[str, Any]], shortest_seen: object, shortest: object
) -> None:
    seen = passwords(changed("good_11_pro", *rows))

    assert (told(seen.shortest_seen), told(seen.shortest)) == (shortest_seen, shortest)


@pytest.mark.parametrize(
    ("rows", "forced"),
    [
        ([accounts(ADMINISTRATOR, LOCAL), rules(longest_age=FORTY_TWO_DAYS)], True),
        ([accounts(ADMINISTRATOR, LOCAL), rules(longest_age=None)], False),
        ([accounts(ADMINISTRATOR, STAYS), rules(longest_age=FORTY_TWO_DAYS)], False),  # each is excepted
        ([accounts(ADMINISTRATOR, LOCAL, CLOUD), rules(longest_age=FORTY_TWO_DAYS)], True),
        ([accounts(ADMINISTRATOR, STAYS, CLOUD), rules(longest_age=FORTY_TWO_DAYS)], ELSEWHERE),
        ([accounts(ADMINISTRATOR, CLOUD), rules(longest_age=FORTY_TWO_DAYS)], ELSEWHERE),
    ],
)
def test_a_timer_for_passwords_forces_those_that_are_not_excepted(rows: list[dict[str, Any]], forced: object) -> None:
    assert told(passwords(changed("good_11_pro", *rows)).expire) == forced


@pytest.mark.parametrize(
    ("logins", "switch", "none_used"),
    [
        ((CLOUD,), 2, True),
        ((CLOUD,), 0, False),
        ((CLOUD,), None, False),
        ((CLOUD,), 1, "unreadable"),
        ((LOCAL, CLOUD), 2, False),  # the switch is for Microsoft accounts only
        (((500, 66048, False), CLOUD), 2, False),
        (((1001, 512, None),), 2, ELSEWHERE),
    ],
)
def test_nobody_uses_a_password_where_windows_takes_none(
    logins: tuple[tuple[int, int, bool | None], ...], switch: int | None, none_used: object
) -> None:
    values = {} if switch is None else {"DevicePasswordLessBuildVersion": switch}
    own = () if any(rid == 500 for rid, _, _ in logins) else (ADMINISTRATOR,)
    # The person who works here always has a login that is on.
    about = changed("good_11_pro", accounts(*own, *logins), {"key": HELLO, "values": values})

    assert told(passwords(about).none_used) == none_used


@pytest.mark.parametrize("name", ["entra_11_enterprise", "ltsc_2021"])
def test_rules_of_an_organisation_are_not_seen_here(name: str) -> None:
    seen = passwords(changed(name))

    assert [told(fact) for fact in (seen.tries, seen.shortest, seen.expire)] == [ELSEWHERE] * 3


def test_rules_that_are_not_told_are_no_rules() -> None:
    seen = passwords(changed("strict_rules", {"api": "password_rules", "unknown": "timed_out"}))

    assert [told(fact) for fact in (seen.tries_seen, seen.shortest_seen, seen.expire)] == ["timed_out"] * 3
    assert seen.none_used is False
