"""Which Linux this is, and until when it gets updates."""

from datetime import date, timedelta

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.linux.system import system
from carecheck.look.machine import LookAt, Ran, RunProgram
from carecheck.look.support_dates import support_dates
from tests.linux.recorded import LONG_AGO, computer

JAMMY = 'PRETTY_NAME="Ubuntu 22.04.5 LTS"\nID=ubuntu\nID_LIKE=debian\nVERSION_ID="22.04"\nUBUNTU_CODENAME=jammy\n'
ESM = "/etc/apt/sources.list.d/ubuntu-esm-infra.list"
PRO = "/var/lib/ubuntu-advantage/status.json"
UBUNTU_DESKTOP = {"/var/lib/dpkg/info/ubuntu-desktop.list": "/.\n"}


def reason(fact: object) -> str:
    return fact.reason if isinstance(fact, Unknown) else f"known: {fact}"


@pytest.mark.parametrize(
    ("os_release", "name", "ends", "extended"),
    [
        ("ID=debian\nVERSION_ID=12\n", "Debian 12", date(2026, 7, 11), date(2028, 6, 30)),
        ("ID=debian\nVERSION_ID=13\n", "Debian 13", date(2028, 8, 9), date(2030, 6, 30)),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID="22.3"\n', "Linux Mint 22.3", date(2029, 4, 30), None),
        ("ID=linuxmint\nID_LIKE=debian\nVERSION_ID=6\n", "Linux Mint Debian Edition 6", date(2026, 1, 1), None),
        ("ID=fedora\nVERSION_ID=43\n", "Fedora 43", date(2026, 12, 9), None),
        ('ID=pop\nID_LIKE="ubuntu debian"\nVERSION_ID="22.04"\n', "Pop!_OS 22.04", date(2027, 4, 25), None),
    ],
)
def test_a_system_in_the_table_has_its_dates(os_release: str, name: str, ends: date, extended: date | None) -> None:
    seen = system(computer({"/etc/os-release": os_release}))

    assert (seen.name, seen.support_ends, seen.extended_ends) == (name, ends, extended)


@pytest.mark.parametrize(
    "os_release",
    [
        "ID=debian\nVERSION_ID=99\n",  # newer than the table
        "ID=debian\nPRETTY_NAME='Debian GNU/Linux forky/sid'\n",  # testing and sid have no version
        "ID=linuxmint\nID_LIKE=debian\nVERSION_ID=7\n",  # no last day has been named
        "ID=linuxmint\nID_LIKE=debian\nVERSION_ID=22.3\n",  # LMDE never had such a version
        "ID=arch\n",
        "ID=zorin\nID_LIKE='ubuntu debian'\nVERSION_ID=18\nUBUNTU_CODENAME=noble\n",  # its base is cared for
        "ID=zorin\nID_LIKE='ubuntu debian'\nVERSION_ID=18\nUBUNTU_CODENAME=nobody\n",
    ],
)
def test_a_system_that_the_table_does_not_know_is_not_listed(os_release: str) -> None:
    seen = system(computer({"/etc/os-release": os_release}))

    assert reason(seen.support_ends) == reason(seen.extended_ends) == "not_listed"


def test_a_system_made_from_one_that_has_ended_has_ended() -> None:
    zorin = "PRETTY_NAME='Zorin OS 15'\nID=zorin\nID_LIKE='ubuntu debian'\nVERSION_ID=15\nUBUNTU_CODENAME=hirsute\n"

    seen = system(computer({"/etc/os-release": zorin}))

    assert (seen.name, seen.support_ends) == ("Zorin OS 15 (based on Ubuntu 21.04)", date(2022, 1, 20))


@pytest.mark.parametrize("text", ["", "VERSION_ID=12\n", 'ID="debian\nVERSION_ID=12\n', "\ufffd"])
def test_an_os_release_without_sense_is_unreadable(text: str) -> None:
    seen = system(computer({"/etc/os-release": text}))

    assert reason(seen.name) == reason(seen.support_ends) == "unreadable"


def test_half_an_os_release_is_unreadable() -> None:
    machine = computer({"/etc/os-release": "ID=debian\nVERSION_ID=12\n"})
    whole = machine.answers[LookAt("/etc/os-release")]
    machine = computer({"/etc/os-release": "ID=debian\n"})
    machine.answers[LookAt("/etc/os-release")] = whole

    assert reason(system(machine).support_ends) == "unreadable"


def test_an_old_table_is_not_believed_about_days_ahead() -> None:
    later = support_dates().as_at + timedelta(days=184)

    seen = system(computer({"/etc/os-release": "ID=debian\nVERSION_ID=13\n"}, today=later))

    assert reason(seen.support_ends) == "not_listed"


def test_an_old_table_still_knows_what_had_ended() -> None:
    later = support_dates().as_at + timedelta(days=1000)

    seen = system(computer({"/etc/os-release": "ID=debian\nVERSION_ID=10\n"}, today=later))

    assert (seen.support_ends, seen.extended_ends) == (date(2022, 9, 10), date(2024, 6, 30))


def test_a_clock_that_is_behind_the_table_makes_the_days_unreadable() -> None:
    seen = system(computer({"/etc/os-release": "ID=fedora\nVERSION_ID=41\n"}, today=date(2024, 1, 1)))

    assert reason(seen.support_ends) == "unreadable"


@pytest.mark.parametrize(
    ("packages", "ends"),
    [
        (["ubuntu-desktop"], date(2027, 6, 1)),
        (["ubuntu-desktop-minimal", "kubuntu-desktop"], date(2027, 6, 1)),
        (["xubuntu-desktop"], date(2025, 4, 21)),
    ],
)
def test_a_flavour_of_ubuntu_ends_after_three_years(packages: list[str], ends: date) -> None:
    lists = {f"/var/lib/dpkg/info/{package}.list": "/.\n" for package in packages}

    seen = system(computer({"/etc/os-release": JAMMY, **lists}))

    assert seen.support_ends == ends


def test_an_ubuntu_of_which_no_edition_is_seen_is_unknown() -> None:
    seen = system(computer({"/etc/os-release": JAMMY}))

    assert reason(seen.support_ends) == reason(seen.extended_ends) == "not_seen"


@pytest.mark.parametrize(
    ("pro", "extended"),
    [
        ('{"attached": true, "services": [{"name": "esm-infra", "status": "enabled"}]}', date(2032, 4, 21)),
        ('{"attached": true, "services": [{"name": "esm-infra", "status": "disabled"}]}', None),
        ('{"attached": false, "services": []}', None),
        ('{"attached": true, "services": []}', Unknown),
        ("not JSON", Unknown),
    ],
)
def test_extended_updates_of_ubuntu_come_only_with_a_subscription(pro: str, extended: object) -> None:
    seen = system(computer({"/etc/os-release": JAMMY, **UBUNTU_DESKTOP, ESM: "deb\n", PRO: pro}))

    assert extended in (seen.extended_ends, type(seen.extended_ends))


def test_without_ubuntu_pro_there_are_no_extended_updates() -> None:
    seen = system(computer({"/etc/os-release": JAMMY, **UBUNTU_DESKTOP}, folders=["/etc/apt/sources.list.d"]))

    assert seen.extended_ends is None


@pytest.mark.parametrize("mark", ["/.dockerenv", "/run/.containerenv", "/.flatpak-info", "/dev/.cros_milestone"])
def test_a_container_says_nothing_about_the_computer_around_it(mark: str) -> None:
    seen = system(computer({"/etc/os-release": "ID=debian\nVERSION_ID=12\n", mark: "x"}))

    assert reason(seen.name) == reason(seen.support_ends) == "not_possible_here"


@pytest.mark.parametrize(
    ("answer", "because"),
    [
        (Ran(0, b"lxc\n"), "not_possible_here"),
        (Ran(1, b""), "unreadable"),
        (Unknown("timed_out"), "timed_out"),
    ],
)
def test_what_systemd_detects_counts(answer: Ran | Unknown, because: str) -> None:
    machine = computer({"/etc/os-release": "ID=debian\nVERSION_ID=12\n"})
    machine.answers[RunProgram(("systemd-detect-virt", "--container"))] = answer

    assert reason(system(machine).support_ends) == because


@pytest.mark.parametrize(
    ("systemd", "because"), [((), "known: 2028-08-09"), (("/run/systemd/system",), "tool_missing")]
)
def test_only_a_system_without_systemd_does_without_its_detector(systemd: tuple[str, ...], because: str) -> None:
    machine = computer({"/etc/os-release": "ID=debian\nVERSION_ID=13\n"}, folders=systemd)
    del machine.answers[RunProgram(("systemd-detect-virt", "--container"))]

    assert reason(system(machine).support_ends) == because


def test_every_line_of_the_table_has_its_dates_in_order() -> None:
    table = support_dates()

    for line in table.systems.values():
        for release in line.releases.values():
            days = [day for day in (release.flavours_end, release.ends, release.extended) if day]
            assert days == sorted(days)
    assert LONG_AGO.date() < table.as_at
