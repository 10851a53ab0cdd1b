"""Browsers and given-up programs on Linux: as packages, from its shops, and by hand."""

from datetime import date

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.dead_software import dead_software
from carecheck.look.linux.browsers import browsers
from carecheck.look.linux.packages import package_versions
from carecheck.look.linux.programs import programs
from carecheck.look.machine import Answer, Question, Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.archives import DEBIAN, status
from tests.linux.recorded import computer

METAINFO = '<component><releases><release date=\'x\' version="157.0"/><release version="156.0"/></releases></component>'


def pc(*packages: str, folders: tuple[str, ...] = (), **files: str) -> RecordedMachine:
    more = {path.replace("_", "/").replace("//", "_"): text for path, text in files.items()}
    return computer(
        {**DEBIAN, "/var/lib/dpkg/arch": "amd64\n", "/var/lib/dpkg/status": status(*packages), **more}, folders=folders
    )


@pytest.mark.parametrize(
    ("package", "name", "replaced"),
    [
        ("google-chrome-stable 157.0.7444.175-1", "Chrome", None),
        ("google-chrome-stable 155.0.7300.10-1", "Chrome", date(2026, 10, 20)),
        ("microsoft-edge-stable 156.0.1.1-1", "Edge", date(2026, 11, 5)),
        ("chromium 156.0.7400.10-1~deb12u1", "Chromium", date(2026, 11, 3)),
        ("firefox 160.0+linuxmint1+faye", "Firefox", None),
        ("firefox 1:158.0~build2", "Firefox", date(2026, 10, 27)),
        ("firefox-esr 128.14.0esr-1~deb12u1", "Firefox ESR", date(2025, 9, 16)),
        ("firefox-esr 153.4.0esr-1~deb12u1", "Firefox ESR", None),
    ],
)
def test_a_browser_is_held_against_the_list_by_its_package(package: str, name: str, replaced: date | None) -> None:
    told = browsers(pc(package))

    assert (told.most_behind, told.replaced_on) == (name, replaced)


def test_the_empty_packages_of_ubuntu_stand_for_the_snap() -> None:
    snap = {"/snap/firefox/current/meta/snap.yaml": "name: firefox\nversion: '158.0-1'\n"}
    machine = pc("firefox 1:1snap1-0ubuntu5", folders=("/snap/firefox/current",))
    machine = RecordedMachine(machine.about, {**machine.answers, **computer(snap).answers})

    assert browsers(machine).replaced_on == date(2026, 10, 27)


def test_a_flatpak_tells_its_newest_release() -> None:
    place = "/var/lib/flatpak/app/org.mozilla.firefox/current"
    metainfo = {f"{place}/active/files/share/metainfo/org.mozilla.firefox.metainfo.xml": METAINFO}
    machine = pc(folders=(place,))
    machine = RecordedMachine(machine.about, {**machine.answers, **computer(metainfo).answers})

    assert browsers(machine).replaced_on == date(2026, 10, 13)


def test_a_browser_that_does_not_tell_its_version_leaves_no_green() -> None:
    told = browsers(pc("google-chrome-stable 157.0.1-1", folders=("/snap/firefox/current",)))

    assert isinstance(told.names, Unknown)
    assert isinstance(told.may_be_replaced_on, Unknown)


def test_no_browser_that_we_know_is_no_answer() -> None:
    assert browsers(pc()).most_behind == Unknown("not_seen", "none of the browsers that we know")


def test_a_browser_that_our_list_does_not_have_leaves_no_green() -> None:
    told = browsers(pc("brave-browser 1.84.135", "firefox 160.0-1"))

    assert told.most_behind == "Firefox"
    assert told.may_be_replaced_on == Unknown("not_listed", "our list has no versions of Brave")


@pytest.mark.parametrize(
    ("package", "ended"),
    [
        ("libreoffice7.6 7.6.7.2-2", ("LibreOffice 7",)),
        ("libreoffice25.2-ure 25.2.1-1", ("LibreOffice 25.2",)),
        ("libreoffice 4:7.4.7-1+deb12u8", ()),  # Debian's own, which Debian mends
        ("skypeforlinux 8.1", ("Skype",)),
        ("python2.7-minimal 2.7.18-8", ("Python 2",)),
        ("python3.11-minimal 3.11.2-6", ()),
    ],
)
def test_programs_that_were_given_up_are_found_by_their_packages(package: str, ended: tuple[str, ...]) -> None:
    assert programs(pc(package)).ended == ended


def test_a_program_of_a_shop_is_found_also_where_packages_are_unread() -> None:
    told = programs(computer({"/etc/os-release": "ID=other\n"}, folders=["/snap/skype/current"]))

    assert told.ended == ("Skype",)
    assert isinstance(told.next_end, Unknown)


def test_each_row_of_the_list_for_linux_can_be_found_somewhere() -> None:
    rows = dead_software().linux

    assert all(row.packages or row.snaps or row.flatpaks or row.places for row in rows)


@pytest.mark.parametrize("id_like", ["fedora", "suse opensuse", "rhel fedora"])
@pytest.mark.parametrize(
    ("names", "whole"), [("filesystem glibc rpm systemd", True), ("glibc rpm systemd", False), ("", False)]
)
def test_rpm_is_asked_twice_and_must_tell_the_same(id_like: str, names: str, whole: bool) -> None:
    machine = computer({"/etc/os-release": f'ID=x\nID_LIKE="{id_like}"\n'})
    rows = "".join(f"{name} 1.0\n" for name in ["filesystem", "glibc", "rpm", "systemd"])
    asked = ("rpm", "--query", "--all", "--queryformat")
    told = {"%{NAME} %{VERSION}\\n": rows, "%{NAME}\\n": names.replace(" ", "\n")}
    answers: dict[Question, Answer] = {
        RunProgram((*asked, form), "nobody"): Ran(0, text.encode()) for form, text in told.items()
    }

    assert (
        isinstance(package_versions(RecordedMachine(machine.about, {**machine.answers, **answers})), Unknown)
        is not whole
    )
