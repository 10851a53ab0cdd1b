"""What we hand to the Task Scheduler of Windows, read back as XML and by the rules of Windows programs."""

import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.errors import CannotRun, UsageError
from carecheck.schedule.task_scheduler import NAMESPACE, InTaskScheduler, arguments, task
from carecheck.schedule.wanted import MARK, Every, Wanted
from tests.schedule.reading import read_by_windows

SID = "S-1-5-21-1-2-3-1001"
TODAY = date(2026, 11, 26)
PYTHON = "C:\\Program Files\\carecheck & more\\python\\pythonw.exe"
LETTERS = st.characters(exclude_categories=["Cs"], min_codepoint=32, exclude_characters="%$\x7f\ufffe\uffff")
AWKWARD = st.text(st.sampled_from(" \\\"'&<>^|;()=,\u00e9a"), max_size=12)


def read(text: str, path: str) -> str | None:
    """The text of one element; None where it is not there."""
    root = ElementTree.fromstring(text.encode("utf-16"))
    return root.findtext("/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/")))


@given(st.lists(AWKWARD | st.text(LETTERS, max_size=20)))
def test_windows_reads_the_command_that_was_meant(rest: list[str]) -> None:
    text = task(Wanted((PYTHON, *rest)), SID, TODAY)

    assert read(text, "Actions/Exec/Command") == PYTHON
    assert read_by_windows(read(text, "Actions/Exec/Arguments") or "") == rest


@pytest.mark.parametrize("path", ["E:\\%TEMP%", "E:\\100% %", "E:\\$(Arg0)", "E:\\a\nb", "E:\\\ud800"])
def test_what_the_task_scheduler_would_read_in_another_way_is_refused(path: str) -> None:
    with pytest.raises(UsageError, match="ename it"):
        arguments(Wanted((PYTHON, "--results", path)))


def test_one_percent_sign_stays_as_it_is() -> None:
    assert arguments(Wanted((PYTHON, "E:\\100%"))) == "E:\\100%"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("Settings/StartWhenAvailable", "true"),
        ("Settings/WakeToRun", "false"),
        ("Settings/DisallowStartIfOnBatteries", "true"),
        ("Settings/Priority", "7"),
        ("Principals/Principal/RunLevel", "LeastPrivilege"),
        ("Principals/Principal/LogonType", "InteractiveToken"),
        ("Principals/Principal/UserId", SID),
        ("RegistrationInfo/Source", MARK),
        ("Triggers/CalendarTrigger/StartBoundary", "2026-11-26T12:30:00"),
        ("Triggers/CalendarTrigger/ScheduleByMonthDayOfWeek/Weeks/Week", "3"),
    ],
)
def test_it_runs_quietly_with_few_rights_and_makes_up_for_missed_runs(setting: str, value: str) -> None:
    assert read(task(Wanted((PYTHON,)), SID, TODAY), setting) == value


@pytest.mark.parametrize(("every", "kind"), [("week", "ScheduleByWeek"), ("month", "ScheduleByMonthDayOfWeek")])
def test_it_is_a_wednesday(every: Every, kind: str) -> None:
    text = task(Wanted((PYTHON,), every), SID, TODAY)

    assert read(text, f"Triggers/CalendarTrigger/{kind}/DaysOfWeek/Wednesday") == ""


# Knows the calls that we make, keeps one task in a file beside it, and asks nothing: a stand-in, since only Windows has
# the real one.
FAKE = """#!{python}
import sys
from pathlib import Path
kept = Path(__file__).with_name("kept.xml")
if Path(__file__).with_name("sick").exists():
    sys.exit("ERREUR : le service n'est pas disponible.")
match sys.argv[1:]:
    case ["/Query", "/FO", "CSV", "/NH"]:
        print('"\\\\OneDrive","N/A","Ready"')
    case ["/Query", "/TN", name, "/XML"]:
        print(kept.read_bytes().decode("utf-16") if kept.exists() else "ERROR: not found")
        sys.exit(not kept.exists())
    case ["/Create", "/TN", name, "/XML", file, *force]:
        if kept.exists() and force != ["/F"]:
            sys.exit("ERROR: it is there already")
        kept.write_bytes(Path(file).read_bytes())
    case ["/Delete", "/TN", name, "/F"]:
        kept.unlink()
    case _:
        sys.exit("ERROR: Invalid syntax.")
"""


@pytest.fixture
def scheduler(tmp_path: Path) -> InTaskScheduler:
    """A task for a stand-in of the Task Scheduler."""
    program = tmp_path / "schtasks"
    program.write_text(FAKE.format(python=sys.executable))
    program.chmod(0o755)
    return InTaskScheduler(Wanted((PYTHON,)), SID, TODAY, str(program))


@pytest.mark.linux
def test_it_is_added_replaced_and_taken_away(scheduler: InTaskScheduler) -> None:
    seen = [scheduler.whose()]
    for act in (scheduler.install, scheduler.install, scheduler.remove):
        act()
        seen.append(scheduler.whose())

    assert seen == ["nobody's", "ours", "ours", "nobody's"]


@pytest.mark.linux
def test_a_task_that_somebody_else_made_is_known_and_not_written_over(scheduler: InTaskScheduler) -> None:
    kept = Path(scheduler.schtasks).with_name("kept.xml")
    theirs = "<Task><RegistrationInfo/></Task>".encode("utf-16")
    kept.write_bytes(theirs)

    assert scheduler.whose() == "another's"
    with pytest.raises(CannotRun, match="it is there already"):
        scheduler.install()
    assert kept.read_bytes() == theirs


@pytest.mark.linux
def test_a_task_scheduler_that_gives_no_answer_is_not_taken_for_one_without_our_task(
    scheduler: InTaskScheduler,
) -> None:
    scheduler.install()
    Path(scheduler.schtasks).with_name("sick").touch()

    for act in (scheduler.whose, scheduler.install):
        with pytest.raises(CannotRun, match="We could not see if carecheck runs by itself here"):
            act()


@pytest.mark.linux
def test_a_task_that_is_listed_and_cannot_be_read_is_told(scheduler: InTaskScheduler) -> None:
    program = Path(scheduler.schtasks)
    program.write_text(program.read_text().replace("OneDrive", scheduler.name))

    with pytest.raises(CannotRun, match="We could not see"):
        scheduler.whose()
