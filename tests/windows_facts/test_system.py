"""Which Windows it is, and until when it is cared for: by build, edition and patch level."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.support_dates import support_dates
from carecheck.look.windows.system import system
from tests.windows_facts.pcs import changed, pc


def windows(build: int, edition: str, patch: int | None = None, product_type: int = 1, kind: str = "Client") -> Machine:
    values: dict[str, object] = {"CurrentBuild": str(build), "EditionID": edition, "InstallationType": kind}
    if patch is not None:
        values["UBR"] = patch
    return changed(
        "good_11_pro",
        {"api": "version", "told": {"major": 10, "build": build, "product_type": product_type}},
        {"key": "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion", "values": values},
    )


@pytest.mark.parametrize(
    ("build", "edition", "name", "ends"),
    [
        (19045, "Core", "Windows 10 22H2", "2025-10-14"),
        (19045, "Education", "Windows 10 Education 22H2", "2025-10-14"),
        (19044, "ProfessionalN", "Windows 10 21H2", "2023-06-13"),
        (19044, "EnterpriseS", "Windows 10 LTSC 2021", "2027-01-12"),
        (19044, "EnterpriseSN", "Windows 10 LTSC 2021", "2027-01-12"),
        (19044, "IoTEnterpriseS", "Windows 10 IoT LTSC 2021", "2032-01-13"),
        (22631, "ProfessionalWorkstation", "Windows 11 23H2", "2025-11-11"),
        (22631, "Enterprise", "Windows 11 Enterprise 23H2", "2026-11-10"),
        (26100, "CoreSingleLanguage", "Windows 11 24H2", "2026-10-13"),
        (26100, "EnterpriseS", "Windows 11 LTSC 2024", "2029-10-09"),
        (26200, "ProfessionalEducation", "Windows 11 25H2", "2027-10-12"),
        (28000, "Professional", "Windows 11 26H1", "2028-03-14"),
        (26300, "Professional", "Windows 11 26H2", "2028-10-10"),
        (26300, "Enterprise", "Windows 11 Enterprise 26H2", "not_listed"),
        (27842, "Professional", "not_listed", "not_listed"),
        (26200, "CloudEdition", "not_listed", "not_listed"),
        (9600, "Professional", "not_listed", "not_listed"),
    ],
)
def test_build_and_edition_say_until_when(build: int, edition: str, name: str, ends: str) -> None:
    seen = system(windows(build, edition))

    assert [one.reason if isinstance(one, Unknown) else str(one) for one in (seen.name, seen.support_ends)] == [
        name,
        ends,
    ]


@pytest.mark.parametrize(
    ("build", "edition", "name"),
    [
        (14393, "ServerStandard", "Windows Server 2016"),
        (20348, "ServerDatacenter", "Windows Server 2022"),
        (26100, "ServerStandard", "Windows Server 2025"),
        (17763, "ServerStandardACor", "not_listed"),
        (19045, "Professional", "not_listed"),
    ],
)
def test_a_server_is_told_from_a_workstation_of_the_same_build(build: int, edition: str, name: str) -> None:
    seen = system(windows(build, edition, product_type=3, kind="Server")).name

    assert (seen.reason if isinstance(seen, Unknown) else seen) == name


@pytest.mark.parametrize(
    ("edition", "patch", "extended"),
    [
        ("Professional", 6456, None),
        ("Professional", 6466, None),  # the last for everyone, which repaired joining the extended updates
        ("Professional", 6575, "2027-10-12"),
        ("Enterprise", 6575, "2028-10-10"),
        ("Professional", None, "not_seen"),
    ],
)
def test_the_patch_level_says_if_extended_updates_come(edition: str, patch: int | None, extended: str | None) -> None:
    seen = system(windows(19045, edition, patch)).extended_ends

    assert (seen.reason if isinstance(seen, Unknown) else seen and str(seen)) == extended


@pytest.mark.parametrize(("product_type", "kind"), [(1, "Server"), (3, "Client"), (7, "Client")])
def test_what_contradicts_itself_is_unreadable(product_type: int, kind: str) -> None:
    seen = system(windows(26200, "Professional", product_type=product_type, kind=kind)).name

    assert isinstance(seen, Unknown)
    assert seen.reason == "unreadable"


def test_an_old_table_knows_nothing_of_the_days_ahead() -> None:
    machine = pc("good_11_pro")
    assert isinstance(machine, RecordedMachine)
    later = replace(machine.about, today=support_dates().as_at + timedelta(days=184))

    seen = system(RecordedMachine(later, machine.answers)).support_ends

    assert isinstance(seen, Unknown)
    assert seen.reason == "not_listed"
