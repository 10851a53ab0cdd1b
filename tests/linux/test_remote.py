"""Remote-control programs on Linux: where they show, and which of them let others in while nobody is there."""

from datetime import date
from typing import Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.linux.remote import STARTED, remote
from carecheck.look.machine import Answer, Question, Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.remote_tools import remote_tools
from tests.linux.recorded import TODAY, computer
from tests.linux.test_shared_folders import show

ONE_BY_ONE: Final = tuple(name for tool in remote_tools().linux for name in tool.services if "*" not in name)
DEBIAN: Final = {"/etc/os-release": "ID=debian\n", "/var/lib/dpkg/arch": "amd64\n"}
FEDORA: Final = {"/etc/os-release": "ID=fedora\n"}


def dpkg(*names: str) -> dict[str, str]:
    stanzas = [f"Package: {name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n" for name in names]
    return {"/var/lib/dpkg/status": "\n".join(stanzas)}


def pc(
    *packages: str,
    on: tuple[str, ...] = (),
    started: tuple[str, ...] = (),
    folders: tuple[str, ...] = (),
    today: date = TODAY,
) -> RecordedMachine:
    return computer(
        {**DEBIAN, **dpkg("dpkg", *packages), **{f"{STARTED[0]}/{name}": "x" for name in started}},
        folders=["/run/systemd/system", *folders],
        programs=show(ONE_BY_ONE, *on),
        today=today,
    )


@pytest.mark.parametrize(
    ("machine", "tools", "unattended"),
    [
        (pc(), (), ()),
        (pc("openssh-client", "anydesk-extra"), (), ()),
        (pc("anydesk", on=("anydesk.service",)), ("AnyDesk",), ("AnyDesk",)),
        (pc("anydesk"), ("AnyDesk",), ()),
        (pc(on=("rustdesk.service",)), ("RustDesk",), ("RustDesk",)),
        (pc("teamviewer", on=("teamviewerd.service",)), ("TeamViewer",), ()),
        (pc("teamviewer-host"), ("TeamViewer",), ("TeamViewer",)),
        (pc(started=("chrome-remote-desktop@bob.service",)), ("Chrome Remote Desktop",), ("Chrome Remote Desktop",)),
        (pc(folders=("/opt", "/opt/connectwisecontrol-0123")), ("ScreenConnect",), ()),
        (pc(folders=("/var/lib/flatpak/app/com.rustdesk.RustDesk",)), ("RustDesk",), ()),
        (pc(folders=("~/.local/share/flatpak/app/com.anydesk.Anydesk",)), ("AnyDesk",), ()),
        (pc("tigervnc-standalone-server"), ("TigerVNC",), ()),
        (pc("tigervnc-viewer"), (), ()),
        (pc("x11vnc", "anydesk"), ("AnyDesk", "x11vnc"), ()),
    ],
)
def test_a_tool_shows_in_each_of_the_places(
    machine: RecordedMachine, tools: tuple[str, ...], unattended: tuple[str, ...]
) -> None:
    seen = remote(machine)

    assert (seen.tools_seen, seen.unattended_seen, seen.looked_everywhere) == (tools, unattended, True)


def test_a_linux_whose_packages_we_cannot_read_is_never_free_of_tools() -> None:
    seen = remote(computer({"/etc/os-release": "ID=arch\n"}, folders=["/opt"]))

    assert seen.tools_seen == Unknown("not_possible_here", "we do not know the packages of arch")
    assert isinstance(seen.tools(TODAY), Unknown)


def test_what_is_seen_counts_beside_a_gap() -> None:
    seen = remote(computer({"/etc/os-release": "ID=arch\n"}, folders=["/opt/teamviewer"]))

    assert seen.tools_seen == ("TeamViewer",)
    assert isinstance(seen.looked_everywhere, Unknown)


def test_without_systemd_a_tool_may_start_in_another_way() -> None:
    seen = remote(computer({**DEBIAN, **dpkg("dpkg", "anydesk")}))

    assert seen.tools_seen == ("AnyDesk",)
    assert isinstance(seen.unattended_seen, Unknown)


@pytest.mark.parametrize(
    ("names", "whole"),
    [("filesystem\nglibc\nrpm\nsystemd\nanydesk\n", True), ("filesystem\nglibc\nanydesk\n", False)],
)
def test_fedora_tells_its_packages(names: str, whole: bool) -> None:
    machine = computer(FEDORA, folders=["/run/systemd/system"], programs=show(ONE_BY_ONE))
    asked = ("rpm", "--query", "--all", "--queryformat")
    rows = {"%{NAME}\\n": names, "%{NAME} %{VERSION}\\n": names.replace("\n", " 1.0\n")}
    told: dict[Question, Answer] = {
        RunProgram((*asked, form), "nobody"): Ran(0, text.encode()) for form, text in rows.items()
    }
    seen = remote(RecordedMachine(machine.about, {**machine.answers, **told}))

    assert (seen.tools_seen == ("AnyDesk",)) is whole
    assert isinstance(seen.looked_everywhere, Unknown) is not whole


def test_an_old_list_does_not_say_none() -> None:
    assert isinstance(remote(pc(today=date(2030, 1, 1))).looked_everywhere, Unknown)


def test_names_in_the_list_stand_once_and_every_tool_shows_somewhere() -> None:
    names = [tool.name for tool in remote_tools().linux]

    assert sorted(set(names), key=str.casefold) == names
    for tool in remote_tools().linux:
        assert tool.packages or tool.services or tool.places
