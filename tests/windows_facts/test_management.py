"""Whether an organisation manages a Windows, and which of its logins Windows brought along."""

from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.windows.builtin import builtin
from carecheck.look.windows.management import management
from tests.windows_facts.pcs import changed, load_pc

HERE: Final = "S-1-5-21-1004336348-1177238915-682003330"
ENROLLMENT: Final = "HKLM\\SOFTWARE\\Microsoft\\Enrollments\\5C8E1A77-52D4-4B0B-8F6D-2E1B94A1D0C3"
TODAY: Final = load_pc("good_11_pro").about["today"]


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


@pytest.mark.parametrize(
    ("row", "domain", "cloud", "enrolled", "managed"),
    [
        ({"api": "domain_join", "told": {"status": 2}}, False, False, False, False),
        ({"api": "domain_join", "told": {"status": 1}}, False, False, False, False),
        ({"api": "domain_join", "told": {"status": 3}}, True, False, False, True),
        ({"api": "domain_join", "told": {"status": 0}}, "unreadable", False, False, "unreadable"),
        ({"api": "cloud_join", "told": {"kind": 1}}, False, True, False, True),
        ({"api": "cloud_join", "told": {"kind": 2}}, False, False, False, False),  # a work account that somebody added
        ({"api": "cloud_join", "told": {"kind": 0}}, False, "unreadable", False, "unreadable"),
        ({"key": ENROLLMENT, "values": {"EnrollmentState": 1, "ProviderID": "MS DM Server"}}, False, False, True, True),
        (
            {"key": ENROLLMENT, "values": {"EnrollmentState": 2, "ProviderID": "MS DM Server"}},
            False,
            False,
            False,
            False,
        ),
        ({"key": ENROLLMENT, "values": {"EnrollmentState": 1, "ProviderID": "Local"}}, False, False, False, False),
        ({"key": ENROLLMENT, "values": {"EnrollmentState": 1}}, False, False, False, False),
    ],
)
def test_each_way_of_being_managed_is_seen(
    row: dict[str, Any], domain: object, cloud: object, enrolled: object, managed: object
) -> None:
    seen = management(changed("good_11_pro", row))

    found = [told(fact) for fact in (seen.domain, seen.cloud, seen.enrolled, seen.managed(TODAY))]
    assert found == [domain, cloud, enrolled, managed]


def test_an_enrolment_that_cannot_be_read_leaves_it_open() -> None:
    place, _, name = ENROLLMENT.rpartition("\\")

    seen = management(
        changed("good_11_pro", {"key": place, "keys": [name]}, {"key": ENROLLMENT, "unknown": "needs_admin"})
    )

    assert (told(seen.enrolled), told(seen.managed(TODAY))) == ("needs_admin", "needs_admin")


def test_one_way_that_is_seen_settles_it_whatever_cannot_be_read() -> None:
    seen = management(changed("ltsc_2021", {"api": "cloud_join", "unknown": "tool_missing"}))

    assert (told(seen.cloud), seen.managed(TODAY)) == ("tool_missing", True)


@pytest.mark.parametrize(
    ("administrator", "guest", "found"),
    [
        (("Administrator", 66050), ("Guest", 66083), (False, False)),
        (("Chef", 66048), ("Besuch", 66081), (True, True)),  # by their ids, whatever they are called
        (("Administrator", 66050), ("Guest", 66081), (False, True)),
        (("Administrator", 66050), None, (False, "unreadable")),
    ],
)
def test_what_windows_brought_along_is_known_by_its_id(
    administrator: tuple[str, int], guest: tuple[str, int] | None, found: tuple[object, object]
) -> None:
    logins = {500: administrator, 501: guest, 1001: ("Administrator2", 512)}
    rows = [
        {"sid": f"{HERE}-{rid}", "name": login[0], "full_name": "", "flags": login[1], "microsoft": False}
        for rid, login in logins.items()
        if login is not None
    ]

    seen = builtin(changed("good_11_pro", {"api": "accounts", "told": {"count": len(rows), "rows": rows}}))

    assert (told(seen.administrator_on), told(seen.guest_on)) == found
    assert seen.everyday is False


def test_people_work_with_windows_own_administrator() -> None:
    seen = builtin(changed("server_2019"))

    assert (seen.administrator_on, seen.everyday) == (True, True)
