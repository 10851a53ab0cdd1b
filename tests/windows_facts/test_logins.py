"""The logins of a Windows: who counts, who has full control, and who is signed in without a password."""

from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.windows.logins import logins
from tests.windows_facts.pcs import changed

HERE: Final = "S-1-5-21-1004336348-1177238915-682003330"
DOMAIN: Final = "S-1-5-21-3623811015-3361044348-30300820"
ENTRA: Final = "S-1-12-1-1943430372-1249052806-2496021943"
VERSION: Final = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"

OWN: Final = ((500, "Administrator", 66050, False), (501, "Guest", 66083, False))
ANNA: Final = (1001, "anna", 512, False)
PAUL: Final = (1002, "paul", 512, True)


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


def accounts(*rows: tuple[int, str, int, bool | None]) -> dict[str, Any]:
    listed = [
        {"sid": f"{HERE}-{rid}", "name": name, "full_name": "", "flags": flags, "microsoft": microsoft}
        for rid, name, flags, microsoft in rows
    ]
    return {"api": "accounts", "told": {"count": len(listed), "rows": listed}}


def members(*rows: tuple[str, int]) -> dict[str, Any]:
    listed = [{"sid": sid, "use": use} for sid, use in ((f"{HERE}-500", 1), *rows)]
    return {"api": "administrators", "told": {"count": len(listed), "rows": listed}}


def token(*groups: str, user: str = f"{HERE}-1001") -> dict[str, Any]:
    return {"api": "token", "told": {"user": user, "count": len(groups), "groups": list(groups)}}


def computer(*rows: dict[str, Any]) -> Machine:
    return changed("good_11_pro", *rows)


@pytest.mark.parametrize(
    ("rows", "in_use", "shared"),
    [
        ((*OWN, ANNA, PAUL), 2, 0),
        ((*OWN, ANNA, (1003, "old", 514, False)), 1, 0),  # switched off
        ((*OWN, ANNA, (1000, "defaultuser0", 512, False)), 1, 0),  # left behind by the setup of Windows
        ((*OWN, ANNA, (503, "DefaultAccount", 512, False), (504, "WDAGUtilityAccount", 512, False)), 1, 0),
        (((500, "Chef", 512, False), OWN[1], ANNA), 1, 0),  # renamed, and still Windows' own
        ((*OWN, ANNA, (1003, "night-staff2", 512, False)), 2, 1),
        ((*OWN, ANNA, (1003, "Reception", 514, False)), 1, 0),
        ((OWN[1], ANNA), "unreadable", "unreadable"),  # a list without Windows' own Administrator is not whole
        ((*OWN, ANNA, (1003, "recep\ufffdtion", 512, False)), "unreadable", "unreadable"),
    ],
)
def test_logins_of_people_count(rows: tuple[tuple[int, str, int, bool]], in_use: object, shared: object) -> None:
    seen = logins(computer(accounts(*rows)))

    assert (told(seen.in_use), told(seen.shared_looking)) == (in_use, shared)


@pytest.mark.parametrize(
    ("rows", "is_admin"),
    [
        ([members(), token("S-1-5-32-545")], False),
        ([members((f"{HERE}-1001", 1)), token("S-1-5-32-545", "S-1-5-32-544")], True),
        ([members((f"{DOMAIN}-1200", 2)), token("S-1-5-32-544")], True),  # through a group
        ([members((f"{HERE}-1001", 1)), token("S-1-5-32-545", user=f"{HERE}-1002")], True),
        ([members(), token("S-1-5-32-544", user=f"{HERE}-1002")], "wrong_login"),
        ([members(), token("Administratoren")], "unreadable"),
    ],
)
def test_full_control_is_what_a_login_may_do_not_what_carecheck_may(
    rows: list[dict[str, Any]], is_admin: object
) -> None:
    assert told(logins(computer(*rows)).everyday_is_admin) == is_admin


@pytest.mark.parametrize(
    ("rows", "others"),
    [
        ([], 0),
        ([(f"{HERE}-1002", 1)], 1),
        ([(f"{HERE}-1001", 1)], 0),  # the everyday login itself
        ([(f"{HERE}-1077", 8)], 0),  # of a login that is gone
        ([(f"{DOMAIN}-512", 2)], 0),  # the administrators of a domain
        ([(f"{DOMAIN}-1150", 1)], 1),
        ([(f"{DOMAIN}-1200", 2)], "not_seen"),
        ([(f"{ENTRA}-1", 8), (f"{ENTRA}-2", 8)], 0),  # the two usual roles
        ([(f"{ENTRA}-1", 8), (f"{ENTRA}-2", 8), (f"{ENTRA}-3", 8)], "not_seen"),
        ([(f"{ENTRA}-1", 1)], 1),
    ],
)
def test_other_logins_with_full_control_count(rows: list[tuple[str, int]], others: object) -> None:
    assert told(logins(computer(members(*rows))).other_admins) == others


@pytest.mark.parametrize(
    ("values", "by_itself"),
    [
        ({}, False),
        ({"AutoAdminLogon": "0"}, False),
        ({"AutoAdminLogon": "1"}, True),
        ({"AutoAdminLogon": 1}, True),  # some programs write a number
        ({"AutoAdminLogon": "1 "}, True),
        ({"ForceAutoLogon": "1"}, True),
        ({"AutoAdminLogon": "yes"}, "unreadable"),
        ({"AutoAdminLogon": ""}, "unreadable"),
    ],
)
def test_a_computer_that_signs_in_by_itself_is_seen(values: dict[str, object], by_itself: object) -> None:
    assert told(logins(computer({"key": f"{VERSION}\\Winlogon", "values": values})).automatic_sign_in) == by_itself


@pytest.mark.parametrize(
    ("rows", "marked", "all_need"),
    [
        ((*OWN, PAUL), False, True),
        ((*OWN, ANNA), False, False),
        ((*OWN, (1001, "anna", 544, False)), True, False),
        ((*OWN, (1001, "anna", 544, True)), False, True),  # the mark means nothing with a Microsoft account
        ((*OWN, (1001, "anna", 544, None)), True, False),
        ((*OWN, PAUL, (1003, "old", 546, False)), False, True),  # switched off
        ((OWN[0], (501, "Gast", 66081, False), PAUL), True, False),  # the guest is on
    ],
)
def test_a_mark_is_a_sign_and_only_accounts_of_microsoft_are_proof(
    rows: tuple[tuple[int, str, int, bool]], marked: bool, all_need: bool
) -> None:
    seen = logins(computer(accounts(*rows)))

    assert (seen.seen_without_password, seen.marked_without_password, seen.all_need_password) == (
        False,
        marked,
        all_need,
    )


def test_a_login_of_the_organisation_that_was_long_away_is_not_in_use() -> None:
    profile = {
        "key": f"{VERSION}\\ProfileList\\{DOMAIN}-1020",
        "values": {
            "ProfileImagePath": "C:\\Users\\nightstaff.HOME",
            "LocalProfileLoadTimeHigh": 31238716,  # 2 March 2026
            "LocalProfileLoadTimeLow": 410968064,
        },
    }

    seen = logins(changed("ltsc_2021", profile))

    assert (seen.in_use, seen.shared_looking) == (1, 0)


def test_a_domain_controller_has_no_logins_of_its_own() -> None:
    version = {"api": "version", "told": {"major": 10, "build": 17763, "product_type": 2}}

    assert told(logins(changed("server_2019", version)).in_use) == "not_possible_here"
