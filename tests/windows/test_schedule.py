"""`carecheck schedule` on Windows. Wine's Task Scheduler takes and deletes tasks; it gives none back and runs none."""

from xml.etree import ElementTree

import pytest

from tests.schedule.reading import read_by_windows
from tests.schedule.test_task_scheduler import read
from tests.windows.pc import WindowsPc
from tests.windows.wine import windows_path

OPTIONS = ("--offline", "--only", "system.supported", "--results", "C:\\Ren\u00e9e's reports & more (100%)")


@pytest.fixture(scope="module")
def shown(pc: WindowsPc) -> str:
    """The task that is shown on a Windows computer."""
    ran = pc.carecheck("schedule", *OPTIONS)

    assert ran.code == 0, ran.err
    return ran.out


def test_it_is_for_the_login_that_typed_it_and_has_no_window(shown: str) -> None:
    assert (read(shown, "Principals/Principal/UserId") or "").startswith("S-1-5-21-")
    assert (read(shown, "Actions/Exec/Command") or "").endswith("\\pythonw.exe")


def test_the_task_scheduler_takes_the_task_and_deletes_it(pc: WindowsPc, shown: str) -> None:
    file = pc.here("C:\\task.xml")
    file.write_bytes(shown.encode("utf-16"))
    schtasks = pc.system32 / "schtasks.exe"

    made = pc.run(schtasks, "/Create", "/TN", "carecheck-test", "/XML", windows_path(file))
    deleted = [pc.run(schtasks, "/Delete", "/TN", "carecheck-test", "/F").code for _ in range(2)]

    assert (made.code, deleted) == (0, [0, 1])


def test_the_task_scheduler_refuses_what_is_no_task(pc: WindowsPc, shown: str) -> None:
    broken = ElementTree.fromstring(shown.encode("utf-16"))
    broken[:] = []
    file = pc.here("C:\\broken.xml")
    file.write_bytes(ElementTree.tostring(broken, encoding="utf-16")[:-10])

    made = pc.run(pc.system32 / "schtasks.exe", "/Create", "/TN", "carecheck-broken", "/XML", windows_path(file))

    assert made.code != 0


def test_what_the_task_starts_keeps_a_report(pc: WindowsPc, shown: str) -> None:
    command, line = (read(shown, f"Actions/Exec/{name}") or "" for name in ("Command", "Arguments"))

    ran = pc.run(command, *read_by_windows(line))

    assert ran.code == 0, ran.err
    assert len(list(pc.here(OPTIONS[-1]).rglob("*.json"))) == 1
