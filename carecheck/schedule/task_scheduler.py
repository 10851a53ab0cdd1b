"""Windows: a task of the Task Scheduler, for one login."""

import subprocess
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from carecheck.errors import CannotRun, UsageError
from carecheck.schedule import says
from carecheck.schedule.steps import Step, answer_of, run_all
from carecheck.schedule.wanted import AT, MARK, MEANS, MOST_MINUTES, MOST_SPREAD_MINUTES, NO_XML, Wanted, Whose

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE: Final = "http://schemas.microsoft.com/windows/2004/02/mit/task"
LOCAL_SYSTEM: Final = "S-1-5-18"
BELOW_NORMAL: Final = "7"
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class InTaskScheduler:
    """The task of the login with this id, in the Task Scheduler that is asked by this program."""

    wanted: Wanted
    sid: str
    today: date
    schtasks: str

    @property
    def text(self) -> str:
        """The task as XML."""
        return task(self.wanted, self.sid, self.today)

    @property
    def name(self) -> str:
        """The task's name: one computer has one folder of tasks for all logins."""
        return f"carecheck-{self.sid}"

    @property
    def to_install(self) -> tuple[str, ...]:
        """The one command; its file is gone afterwards."""
        return (f"run   {self._create('FILE', again=False)}",)

    @property
    def to_remove(self) -> tuple[str, ...]:
        """The one command."""
        return (f"run   {self._delete}",)

    def whose(self) -> Whose:
        """By the mark in the task, as the Task Scheduler gives it back. Raises CannotRun where it does not say."""
        code, told = answer_of([self.schtasks, "/Query", "/TN", self.name, "/XML"])
        if code == 0:
            return "ours" if _is_in(told, MARK) else "another's"
        # It has one code for "not there" and for "I could not look", with words in each person's language. Only a list
        # that is whole tells the two apart.
        code, told = answer_of([self.schtasks, "/Query", "/FO", "CSV", "/NH"])
        if code != 0 or _is_in(told, self.name):
            raise CannotRun(says.NOT_SEEN)
        return "nobody's"

    def install(self) -> None:
        """Hand the task over in a file."""
        again = self.whose() == "ours"
        with tempfile.TemporaryDirectory(prefix="carecheck-") as folder:
            file = Path(folder) / "task.xml"
            file.write_bytes(self.text.encode("utf-16"))
            run_all([self._create(str(file), again=again)])

    def remove(self) -> None:
        """Take the task away."""
        run_all([self._delete])

    def _create(self, file: str, *, again: bool) -> Step:
        return Step((self.schtasks, "/Create", "/TN", self.name, "/XML", file, *(["/F"] if again else [])))

    @property
    def _delete(self) -> Step:
        return Step((self.schtasks, "/Delete", "/TN", self.name, "/F"))


def _is_in(told: bytes, text: str) -> bool:
    return any(text.encode(form) in told for form in ("ascii", "utf-16-le"))


def task(wanted: Wanted, sid: str, today: date) -> str:
    """The task as XML, to be saved as UTF-16. Raises UsageError for what a task cannot hold."""
    from xml.etree import ElementTree

    root = ElementTree.Element("Task", {"version": "1.2", "xmlns": NAMESPACE})
    _add(root, "RegistrationInfo", {"Source": MARK, "Description": MEANS})
    trigger = _add(_add(root, "Triggers"), "CalendarTrigger", _starts(today))
    _add_days(trigger, wanted)
    login = _add(_add(root, "Principals"), "Principal", _LOGIN | {"UserId": sid})
    login.set("id", "Author")
    _add(root, "Settings", _SETTINGS)
    actions = _add(root, "Actions")
    actions.set("Context", "Author")
    _add(actions, "Exec", {"Command": wanted.command[0], "Arguments": arguments(wanted)})
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def arguments(wanted: Wanted) -> str:
    """All but the program itself, on one line, as Windows programs take it apart again."""
    wanted.must_be_without(NO_XML)
    line = subprocess.list2cmdline(wanted.command[1:])
    # The Task Scheduler puts something else in the place of %NAME% and $(Arg0), and has no way to say that it must not.
    if any(text.count("%") > 1 or "$(" in text for text in (line, wanted.command[0])):
        raise UsageError("a path has two % or a $( in it, which a task of Windows reads in another way: rename it")
    return line


_LOGIN: Final = {"UserId": "", "LogonType": "InteractiveToken", "RunLevel": "LeastPrivilege"}
_SETTINGS: Final = {
    "MultipleInstancesPolicy": "IgnoreNew",
    "DisallowStartIfOnBatteries": "true",
    "StopIfGoingOnBatteries": "false",
    "StartWhenAvailable": "true",
    "WakeToRun": "false",
    "ExecutionTimeLimit": f"PT{MOST_MINUTES}M",
    "Priority": BELOW_NORMAL,
}


def _starts(today: date) -> dict[str, str]:
    return {"StartBoundary": f"{today.isoformat()}T{AT:%H:%M:%S}", "RandomDelay": f"PT{MOST_SPREAD_MINUTES}M"}


def _add_days(trigger: "Element", wanted: Wanted) -> None:
    if wanted.every == "week":
        weekly = _add(trigger, "ScheduleByWeek")
        _add(_add(weekly, "DaysOfWeek"), "Wednesday")
        _add(weekly, "WeeksInterval", text="1")
        return
    monthly = _add(trigger, "ScheduleByMonthDayOfWeek")
    _add(monthly, "Weeks", {"Week": "3"})
    _add(_add(monthly, "DaysOfWeek"), "Wednesday")
    _add(monthly, "Months", dict.fromkeys(MONTHS))


def _add(
    parent: "Element", name: str, inside: "dict[str, str] | dict[str, None] | None" = None, text: str | None = None
) -> "Element":
    from xml.etree.ElementTree import SubElement

    made = SubElement(parent, name)
    made.text = text
    for child, words in (inside or {}).items():
        SubElement(made, child).text = words
    return made
