"""Programs of a Windows whose makers have given them up, of those on our list."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.dead_software import dead_software
from carecheck.look.faulty_machine import FaultyMachine
from carecheck.look.windows.installed import Program
from carecheck.look.windows.programs import programs
from tests.windows_facts.pcs import changed

TODAY: Final = date(2026, 11, 24)


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


def listed(*rows: tuple[str, str | None]) -> dict[str, Any]:
    found = [{"name": name, "version": version} for name, version in rows]
    return {"api": "programs", "told": {"count": len(found), "rows": found}}


@pytest.mark.parametrize(
    ("name", "version", "ended"),
    [
        ("Adobe Flash Player 32 ActiveX", None, "Adobe Flash Player"),
        ("ADOBE FLASH PLAYER 32 NPAPI", None, "Adobe Flash Player"),
        ("Adobe Reader X (10.1.16)", "10.1.16", "Adobe Reader X"),
        ("Adobe Reader XI (11.0.23) - Deutsch", "11.0.23", "Adobe Reader XI"),
        ("Adobe Acrobat Reader 2020 MUI", "20.005.30793", "Adobe Acrobat Reader 2020"),
        ("Adobe Acrobat (64-bit)", "26.001.20100", None),
        ("Adobe Acrobat Reader", "26.001.20100", None),
        ("Java 7 Update 80", "7.0.800", "Java 7"),
        ("Java(TM) 6 Update 45", "6.0.450", "Java 6"),
        ("Java 8 Update 202 (64-bit)", "8.0.2020.8", "an old Java 8"),
        ("Java SE Development Kit 8 Update 144 (64-bit)", "8.0.1440.1", "an old Java 8"),
        ("Java 8 Update 211", "8.0.2110.12", None),
        ("Java 8 Update 501 (64-bit)", "8.0.5010.9", None),
        ("Java 80 for Children", "80.1", None),
        ("Microsoft Silverlight", "5.1.50918.0", "Microsoft Silverlight"),
        ("Microsoft Windows Desktop Runtime - 8.0.22 (x64)", "8.0.22.35214", ".NET 8"),
        ("Microsoft .NET Runtime - 6.0.36 (x64)", "48.144.23141", ".NET 6"),
        ("Microsoft .NET Runtime - 10.0.1 (x64)", "10.0.1", None),
        ("Microsoft SQL Server 2014 (64-bit)", None, "SQL Server 2014"),
        ("Microsoft SQL Server 2012 Native Client", "11.4.7001.0", None),
        ("Python 2.7.18 (64-bit)", "2.7.18150", "Python 2"),
        ("Python 3.1.5", "3.1.5150", None),  # not on the list, and no Python 3.10 either
        ("Python 3.10.11 (64-bit)", "3.10.11150.0", "Python 3.10"),
        ("Python 3.14.0 (64-bit)", "3.14.150.0", None),
        ("LibreOffice 7.6.7.2", "7.6.7.2", "LibreOffice 7"),
        ("LibreOffice 26.8.1.2", "26.8.1.2", None),
        ("Skype version 8.119", "8.119", "Skype"),
        ("Skype for Business 2016", "16.0", None),
        ("QuickTime 7", "7.79.80.95", "QuickTime"),
    ],
)
def test_a_program_is_known_by_how_its_name_begins(name: str, version: str | None, ended: str | None) -> None:
    seen = programs(changed("good_11_pro", listed((name, version))))

    assert seen.ended == ((ended,) if ended else ())


def test_a_program_that_tells_no_version_is_left_open_where_versions_decide() -> None:
    seen = programs(changed("good_11_pro", listed(("Java 8 Update 1", None), ("QuickTime 7", None))))

    assert seen.ended == ("QuickTime",)
    assert told(seen.next_end) == "not_seen"
    assert told(programs(changed("good_11_pro", listed(("Java 8 Update 1", "new")))).ended) == "not_seen"


def test_the_end_that_comes_next_is_named() -> None:
    machine = changed(
        "good_11_pro", listed(("Python 3.11.9", "3.11.9"), ("Microsoft .NET Runtime - 10.0.1 (x64)", "1"))
    )

    seen = programs(machine)

    assert (seen.first_to_end, seen.next_end) == ("Python 3.11", date(2027, 10, 31))
    assert seen.next_end_days_left(TODAY) == 341


@pytest.mark.parametrize(
    ("today", "ended", "next_end"),
    [
        (date(2027, 2, 21), (".NET 8", "QuickTime"), date(2027, 10, 31)),
        (date(2027, 2, 22), ("QuickTime",), "not_listed"),  # too old to know what became of ends that lay ahead
        (date(2028, 6, 1), ("QuickTime",), "not_listed"),
        (date(2026, 8, 1), ("QuickTime",), "unreadable"),  # a clock that is behind
    ],
)
def test_an_old_list_still_finds_what_had_ended_before_it(today: date, ended: object, next_end: object) -> None:
    rows = listed(("QuickTime 7", "7.7"), ("Microsoft .NET Runtime - 8.0.22 (x64)", "8"), ("Python 3.11.9", "3.11.9"))
    machine = FaultyMachine(changed("good_11_pro", rows), 0, "raises")
    machine.about = replace(machine.about, today=today)

    seen = programs(machine)

    assert dead_software().as_at == date(2026, 8, 22)
    assert (seen.ended, told(seen.next_end)) == (ended, next_end)


@pytest.mark.parametrize(
    "row",
    [
        {"api": "programs", "told": {"count": 2, "rows": [{"name": "QuickTime 7"}]}},
        {"api": "programs", "told": {"count": 1, "rows": [{"name": "Quick\ufffdTime 7"}]}},
        {"api": "programs", "told": {"count": 1, "rows": [{"name": 7}]}},
    ],
)
def test_a_list_that_is_not_whole_shows_no_absence(row: dict[str, Any]) -> None:
    assert told(programs(changed("good_11_pro", row)).ended) == "unreadable"


@pytest.mark.parametrize(
    ("name", "words", "begins"),
    [
        ("Java 7 Update 80", "Java 7", True),
        ("Java 70", "Java 7", False),
        ("java 7", "Java 7", True),
        ("Adobe Reader XI", "Adobe Reader X", False),
        ("Python 3.10.1", "Python 3.1", False),
        ("Python 3.1.1", "Python 3.1", True),
    ],
)
def test_a_name_begins_with_whole_words(name: str, words: str, begins: bool) -> None:
    assert Program(name).begins_with(words) is begins


def test_no_row_of_the_list_stands_there_twice() -> None:
    starts = [row.starts for row in dead_software().programs]

    assert len(starts) == len(set(starts))
