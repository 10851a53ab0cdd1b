"""Microsoft Office on a Windows: which versions are here, when their updates end, and what they do with macros."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.faulty_machine import FaultyMachine
from carecheck.look.machine import Machine
from carecheck.look.windows.macros import macros
from carecheck.look.windows.office import office, office_versions, version_of_id, version_of_name
from tests.windows_facts.pcs import changed

CLICK_TO_RUN: Final = "HKLM\\SOFTWARE\\Microsoft\\Office\\ClickToRun\\Configuration"
CLICK_TO_RUN_2013: Final = "HKLM\\SOFTWARE\\Microsoft\\Office\\15.0\\ClickToRun\\Configuration"
UPDATE_RULES: Final = "HKLM\\SOFTWARE\\Policies\\Microsoft\\office\\16.0\\common\\officeupdate"
RULES: Final = "HKCU\\Software\\Policies\\Microsoft\\Office"
CLOUD: Final = "HKCU\\Software\\Policies\\Microsoft\\Cloud\\Office"
OWN: Final = "HKCU\\Software\\Microsoft\\Office"
BLOCK: Final = "blockcontentexecutionfrominternet"
NEW, OLD = "16.0.20326.20124", "16.0.10417.20012"


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


def programs(*names: str) -> dict[str, Any]:
    return {"api": "programs", "told": {"count": len(names), "rows": [{"name": name} for name in names]}}


def click_to_run(products: str, version: str = NEW, **values: object) -> dict[str, Any]:
    return {"key": CLICK_TO_RUN, "values": {"ProductReleaseIds": products, "VersionToReport": version, **values}}


def computer(*rows: dict[str, Any], listed: tuple[str, ...] = ()) -> Machine:
    """A computer without Office but for these rows."""
    rows = (*rows, programs(*listed))
    if not any(row.get("key") == CLICK_TO_RUN for row in rows):
        rows = (*rows, {"key": CLICK_TO_RUN, "there": False})
    return changed("good_11_pro", *rows)


@pytest.mark.parametrize(
    ("product", "version"),
    [
        ("O365BusinessRetail", "Microsoft 365"),
        ("O365HomePremRetail", "Microsoft 365"),
        ("O365ProPlusRetail", "Microsoft 365"),
        ("O365ProPlusEEANoTeamsRetail", "Microsoft 365"),
        ("OneNoteFreeRetail", "OneNote"),
        ("AccessRuntimeRetail", "Access Runtime"),
        ("ProPlus2024Volume", "2024"),
        ("Home2024Retail", "2024"),
        ("HomeBusiness2021Retail", "2021"),
        ("HomeStudent2019Retail", "2019"),
        ("ProPlus2019Volume", "2019"),
        ("VisioProXVolume", "2016"),
        ("ProPlusRetail", "2016"),
        ("HomeBusinessRetail", "2016"),
        ("StandardRetail", "2016"),
        ("proplusretail", "2016"),
        ("ProPlus2027Retail", "not_listed"),
        ("CopilotRetail", "not_listed"),
        ("ProPlus", "not_listed"),
        ("2021Retail", "not_listed"),
        ("", "not_listed"),
    ],
)
def test_an_id_tells_its_version(product: str, version: str) -> None:
    assert told(version_of_id(product, plain="2016")) == version


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("Microsoft Office Professional Plus 2016", "2016"),
        ("Microsoft Office Famille et Petite Entreprise 2016", "2016"),
        ("Microsoft Office Home and Student 2010", "2010"),
        ("Microsoft Office Enterprise 2007", "2007"),
        ("Microsoft Office Professional Edition 2003", "2003"),
        ("Microsoft Word 2013", "2013"),
        ("Microsoft Visio LTSC Professional 2021 - en-us", "2021"),
        ("Microsoft Office 2027 Standard", "not_listed"),
        ("Microsoft Office Proofing Tools 2016 - English", None),
        ("Microsoft Office Excel Viewer 2007", None),
        ("Microsoft Access database engine 2016 (English)", None),
        ("Microsoft Office File Validation Add-In", None),
        ("Microsoft OneNote - en-gb", None),
        ("Microsoft Visual Studio 2010 Tools for Office Runtime (x64)", None),
        ("Microsoft SQL Server 2016 (64-bit)", None),
        ("LibreOffice 2016", None),
    ],
)
def test_a_name_in_the_list_of_programs_tells_its_version(name: str, version: str | None) -> None:
    assert told(version_of_name(name)) == version


@pytest.mark.parametrize(
    ("rows", "listed", "names", "ends"),
    [
        ([click_to_run("O365BusinessRetail")], (), ("Microsoft 365",), None),
        ([click_to_run("HomeBusiness2024Retail")], (), ("Office 2024",), date(2029, 10, 9)),
        (
            [click_to_run("O365ProPlusRetail,VisioPro2021Volume")],
            (),
            ("Microsoft 365", "Office 2021"),
            date(2026, 10, 13),
        ),
        ([], ("Microsoft Office Standard 2016",), ("Office 2016",), date(2025, 10, 14)),
        (
            [click_to_run("O365BusinessRetail")],
            ("Microsoft Office Enterprise 2007",),
            ("Microsoft 365", "Office 2007"),
            date(2017, 10, 10),
        ),
        (
            [{"key": CLICK_TO_RUN_2013, "values": {"ProductReleaseIds": "HomeBusinessRetail"}}],
            (),
            ("Office 2013",),
            date(2023, 4, 11),
        ),
        # what is not listed might end earlier, which no longer matters when another has ended
        ([click_to_run("NewThingRetail,Standard2019Volume")], (), ("Office 2019",), date(2025, 10, 14)),
        ([click_to_run("NewThingRetail,Standard2024Volume")], (), ("Office 2024",), "not_listed"),
    ],
)
def test_the_earliest_end_counts(
    rows: list[dict[str, Any]], listed: tuple[str, ...], names: object, ends: object
) -> None:
    seen = office(computer(*rows, listed=listed))

    assert (told(seen.installed), told(seen.names), told(seen.support_ends)) == (True, names, ends)


@pytest.mark.parametrize(
    ("rows", "listed", "installed"),
    [
        ([], (), False),
        ([], ("LibreOffice 26.2.5.2",), False),
        ([click_to_run("NewThingRetail")], (), "not_listed"),
        ([], ("Microsoft 365 - en-us",), "not_seen"),  # in the list, and nothing tells its ids
        (
            [
                {
                    "key": "HKLM\\SOFTWARE\\Microsoft\\Office\\14.0\\Common\\InstallRoot",
                    "view": 32,
                    "values": {"Path": "C:\\"},
                }
            ],
            (),
            "not_seen",
        ),
        ([{"key": CLICK_TO_RUN, "values": {"ProductReleaseIds": 1}}], (), "unreadable"),
    ],
)
def test_office_is_only_absent_when_no_sign_of_it_is_left(
    rows: list[dict[str, Any]], listed: tuple[str, ...], installed: object
) -> None:
    assert told(office(computer(*rows, listed=listed)).installed) == installed


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2027, 2, 20), date(2029, 10, 9)),
        (date(2027, 3, 20), "not_listed"),  # the list is too old to know what became of that day
        (date(2026, 8, 1), "unreadable"),  # a clock that is behind
    ],
)
def test_a_coming_end_is_believed_for_half_a_year(day: date, ends: object) -> None:
    machine = FaultyMachine(computer(click_to_run("Standard2024Volume")), 0, "raises")
    machine.about = replace(machine.about, today=day)

    assert office_versions().as_at == date(2026, 8, 22)
    assert told(office(machine).support_ends) == ends


@pytest.mark.parametrize(
    ("rows", "updates"),
    [
        ([click_to_run("O365BusinessRetail")], True),
        ([click_to_run("O365BusinessRetail", UpdatesEnabled="True")], True),
        ([click_to_run("O365BusinessRetail", UpdatesEnabled="False")], False),
        ([click_to_run("O365BusinessRetail", UpdatesEnabled="perhaps")], "unreadable"),
        ([click_to_run("O365BusinessRetail"), {"key": UPDATE_RULES, "values": {"enableautomaticupdates": 0}}], False),
        (
            [
                click_to_run("O365BusinessRetail", UpdatesEnabled="False"),
                {"key": UPDATE_RULES, "values": {"enableautomaticupdates": 1}},
            ],
            True,
        ),
        (
            [click_to_run("O365BusinessRetail"), {"key": UPDATE_RULES, "values": {"enableautomaticupdates": 7}}],
            "unreadable",
        ),
    ],
)
def test_a_rule_for_updates_of_office_beats_its_own_setting(rows: list[dict[str, Any]], updates: object) -> None:
    assert told(office(computer(*rows)).updates_itself) == updates


def security(
    place: str, app: str = "Word", number: str = "16.0", *, block: int | None = None, warnings: int | None = None
) -> dict[str, Any]:
    values = {BLOCK: block, "VBAWarnings": warnings}
    told_values = {name: value for name, value in values.items() if value is not None}
    return {"key": f"{place}\\{number}\\{app}\\Security", "values": told_values}


M365: Final = click_to_run("O365BusinessRetail")
OLD_2019: Final = click_to_run("Standard2019Volume", OLD)


@pytest.mark.parametrize(
    ("rows", "internet_runs", "internet_asks", "others_run"),
    [
        ([M365], False, False, False),
        ([M365, security(OWN, warnings=1)], False, False, True),
        ([M365, security(OWN, warnings=1), security(RULES, warnings=3)], False, False, False),  # rules win
        ([M365, security(RULES, warnings=3), security(CLOUD, warnings=1)], False, False, True),
        ([M365, security(RULES, block=0)], False, True, False),
        ([M365, security(RULES, block=0), security(CLOUD, block=1)], False, False, False),
        ([M365, security(OWN, block=0)], False, True, False),
        ([M365, security(RULES, "Access", block=0), security(OWN, "Access", warnings=1)], True, False, True),
        ([M365, security(RULES, "Excel", block=0), security(OWN, "Word", warnings=1)], False, True, True),
        ([M365, security(RULES, block=0), security(OWN, warnings=3)], False, False, False),
        ([M365, security(RULES, block=0), security(OWN, warnings=4)], False, False, False),
        ([M365, security(RULES, block=2)], False, "unreadable", False),
        ([M365, security(OWN, warnings=9)], False, False, "unreadable"),
        # Office 2019 of a volume licence may or may not block by itself
        ([OLD_2019], False, "not_seen", False),
        ([OLD_2019, security(OWN, block=1)], False, "not_seen", False),  # a person's own "on" is no proof
        ([OLD_2019, security(OWN, warnings=1)], "not_seen", "not_seen", True),
        (
            [OLD_2019, *(security(RULES, app, block=1) for app in ("Word", "Excel", "PowerPoint", "Access"))],
            False,
            False,
            False,
        ),
        ([click_to_run("O365BusinessRetail", "16.0.15600.1")], False, "not_seen", False),
        ([click_to_run("O365BusinessRetail", "16.0.15601.1")], False, False, False),
        ([click_to_run("O365BusinessRetail", "new")], False, "not_seen", False),
    ],
)
def test_rules_beat_settings_for_macros_and_the_worst_program_counts(
    rows: list[dict[str, Any]], internet_runs: object, internet_asks: object, others_run: object
) -> None:
    seen = macros(computer(*rows))

    assert (told(seen.internet_runs), told(seen.internet_asks), told(seen.others_run)) == (
        internet_runs,
        internet_asks,
        others_run,
    )


@pytest.mark.parametrize(
    ("name", "number", "asks"),
    [
        ("Microsoft Office Standard 2016", "16.0", "not_seen"),
        ("Microsoft Office Standard 2013", "15.0", "not_seen"),
        ("Microsoft Office Standard 2010", "14.0", True),  # it never learned to block
        ("Microsoft Office Standard 2007", "12.0", True),
    ],
)
def test_older_office_keeps_its_settings_under_its_own_number(name: str, number: str, asks: object) -> None:
    plain = computer(listed=(name,))
    set_to_run = computer(security(OWN, "Excel", number, warnings=1), listed=(name,))

    assert told(macros(plain).internet_asks) == asks
    assert macros(plain).others_run is False
    assert macros(set_to_run).others_run is True


def test_without_office_nothing_is_said_about_macros() -> None:
    assert told(macros(computer()).internet_runs) == "not_seen"


def test_an_office_that_nobody_knows_leaves_macros_open() -> None:
    machine = computer(click_to_run("NewThingRetail,O365BusinessRetail"))

    assert told(macros(machine).internet_asks) == "not_listed"
