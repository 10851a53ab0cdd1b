"""Waiting security updates, worked out from apt's own lists and dpkg's own database."""

import bz2
import gzip
import lzma
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from carecheck.facts.model import Unknown
from carecheck.facts.updates import Updates
from carecheck.look.faulty_machine import FAULTS, Fault, FaultyMachine
from carecheck.look.linux.apt import apt_updates
from carecheck.look.machine import ListFolder, Machine, Question, Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.archives import DEBIAN, LISTS, SOURCE, archive, packages, status
from tests.linux.recorded import TODAY, computer

Files = Mapping[str, str | bytes]
MAIN = "main/binary-amd64"
BEGINS = f"{LISTS}/deb.example_debian-security_dists_bookworm-security_"
BASH_WAITS = {
    **DEBIAN,
    "/etc/apt/sources.list": SOURCE,
    "/var/lib/dpkg/status": status("bash 5.2-1", "zip 3.0-1"),
    **archive({MAIN: packages("bash 5.2-1+deb12u1", "zip 3.0-1")}),
}
ESM = archive(
    {MAIN: packages("zip 3.0-1+esm1")},
    "noble-infra-security",
    place="esm.ubuntu.com_infra_ubuntu",
    header="Codename: noble",
)


def without(files: Files, *begins: str) -> dict[str, str | bytes]:
    return {name: content for name, content in files.items() if not name.startswith(begins)}


def look(machine: Machine) -> Updates:
    return apt_updates(machine, mint=False)


def waiting(files: Files) -> int | str:
    """The number of security updates that wait, or why it is not known."""
    found = look(computer(files)).security_waiting
    return found.reason if isinstance(found, Unknown) else found


@pytest.mark.parametrize(
    ("installed", "listed", "count"),
    [
        (["bash 5.2-1"], ["bash 5.2-1+deb12u1"], 1),
        (["bash 5.2-1"], ["bash 5.2-1"], 0),
        (["bash 5.2-1+deb12u2"], ["bash 5.2-1+deb12u1"], 0),
        (["bash 5.2-9"], ["bash 5.2-10"], 1),
        (["bash 1:5.2-1"], ["bash 5.3-1"], 0),
        (["bash 5.2-1"], ["bash 5.2-1+deb12u1", "bash 5.2-1+deb12u2", "bash 5.2-1"], 1),
        (["bash 5.2-1", "zip 3"], ["bash 5.2-2", "zip 4", "zsh 5"], 2),
        (["bash-doc 5.2-1"], ["bash 5.2-2"], 0),
        (["tzdata 1 all"], ["tzdata 2 all"], 1),
        (["tzdata 1"], ["tzdata 2 all"], 1),
        (["tzdata 1 all"], ["tzdata 2"], 1),
        (["bash 5.2-1"], [], 0),
    ],
)
def test_an_update_waits_when_the_list_has_a_newer_version(installed: list[str], listed: list[str], count: int) -> None:
    lists = archive({MAIN: packages(*listed) if listed else ""})

    assert waiting({**without(BASH_WAITS, LISTS), **lists, "/var/lib/dpkg/status": status(*installed)}) == count


@pytest.mark.parametrize(
    ("state", "count"),
    [
        ("install ok installed", 1),
        ("hold ok installed", 1),
        ("install ok half-configured", 1),
        ("deinstall ok config-files", 0),
        ("purge ok not-installed", 0),
    ],
)
def test_what_is_removed_needs_no_update_and_what_is_held_back_does(state: str, count: int) -> None:
    assert waiting({**BASH_WAITS, "/var/lib/dpkg/status": status("bash 5.2-1", state=state)}) == count


def test_a_package_of_each_architecture_counts_by_itself() -> None:
    files = {
        **BASH_WAITS,
        "/var/lib/dpkg/arch": "amd64\ni386\n",
        "/var/lib/dpkg/status": status("libc6 1", "libc6 2 i386", "zlib1g 1", "zlib1g 1 i386"),
        **archive(
            {MAIN: packages("libc6 2", "zlib1g 2"), "main/binary-i386": packages("libc6 2 i386", "zlib1g 2 i386")}
        ),
    }

    assert waiting(files) == 3


def test_a_package_that_was_forced_in_needs_no_list_of_its_architecture() -> None:
    assert waiting({**BASH_WAITS, "/var/lib/dpkg/status": status("bash 5.2-1", "printer 1 i386")}) == 1
    assert waiting({**BASH_WAITS, "/var/lib/dpkg/status": status("printer 1 i386")}) == 0


def test_newer_versions_from_anywhere_else_do_not_count() -> None:
    others = archive({MAIN: packages("zip 9")}, "stable", place="packages.other.example", header="Origin: Other")
    others |= archive({MAIN: packages("zip 3.0-2", "bash 5.2-9")}, "bookworm-updates", place="deb.example_debian")

    assert waiting({**BASH_WAITS, **others}) == 1


def test_lists_of_extended_security_updates_count_where_they_are() -> None:
    assert waiting({**BASH_WAITS, **ESM}) == 2


@pytest.mark.parametrize(
    "header", ["Suite: oldstable-security", "Suite: oldstable\nCodename: bookworm\nLabel: Debian-Security"]
)
def test_an_archive_of_security_updates_is_known_by_what_it_says_of_itself(header: str) -> None:
    assert waiting({**BASH_WAITS, **archive({MAIN: packages("bash 6")}, header=header)}) == 1


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress)])
def test_packed_lists_are_unpacked(ending: str, pack: Callable[[bytes], bytes]) -> None:
    lists = archive({MAIN: packages("bash 6", "zip 9")}, pack=pack, ending=ending)
    whole = without(BASH_WAITS, LISTS) | lists
    cut = {name: content[:-9] if name.endswith(ending) else content for name, content in whole.items()}

    assert waiting(whole) == 2
    assert waiting(cut) == "unreadable"


@pytest.mark.parametrize("ending", [".lz4", ".zst", ".lzma"])
def test_apt_unpacks_what_python_cannot(ending: str) -> None:
    machine = packed_by_apt(ending)

    assert look(machine).security_waiting == 1
    machine.answers = {asked: found for asked, found in machine.answers.items() if "apt-helper" not in repr(asked)}
    assert look(machine).security_waiting == Unknown("tool_missing", "/usr/lib/apt/apt-helper is not in the recording")


def packed_by_apt(ending: str = ".lz4") -> RecordedMachine:
    path = f"{BEGINS}main_binary-amd64_Packages"
    machine = computer(without(BASH_WAITS, path) | {path + ending: "packed"})
    unpack = RunProgram(("/usr/lib/apt/apt-helper", "cat-file", path + ending), "nobody")
    machine.answers[unpack] = Ran(0, packages("bash 5.2-1+deb12u1", "zip 3.0-1").encode())
    return machine


@pytest.mark.parametrize("content", [b"", b"<html>Log in</html>", packages("zip 3.0-1").encode(), b"Package: bash\n"])
def test_a_list_that_is_not_as_its_archive_says_never_means_that_none_waits(content: bytes) -> None:
    assert waiting({**BASH_WAITS, f"{BEGINS}main_binary-amd64_Packages": content}) == "unreadable"


@pytest.mark.parametrize("release", [b"", b"Suite: bookworm-security\nCodename: bookworm-security\nDate: x\n"])
def test_an_archive_that_does_not_seal_its_lists_never_means_that_none_waits(release: bytes) -> None:
    assert waiting({**BASH_WAITS, f"{BEGINS}InRelease": release}) in ("not_seen", "too_old")


def test_updates_that_are_certain_wait_although_another_list_cannot_be_read() -> None:
    broken = {name: b"" if name.endswith("_Packages") else content for name, content in ESM.items()}

    assert waiting({**BASH_WAITS, **broken}) == 1


NOTHING_WAITS = {**BASH_WAITS, "/var/lib/dpkg/status": status("bash 9")}
TWO_PARTS = archive({MAIN: packages("bash 2"), "contrib/binary-amd64": packages("zip 9")})
TWO_WANTED = {"/etc/apt/sources.list": SOURCE.replace("main", "main contrib")}
ESM_SOURCE = {"/etc/apt/sources.list.d/esm.list": "deb https://esm.ubuntu.com/infra/ubuntu noble-infra-security main"}
LACKING: Mapping[str, tuple[Files, str]] = {
    "apt never searched": (without(NOTHING_WAITS, LISTS), "too_old"),
    "a list is gone": (without(NOTHING_WAITS, f"{BEGINS}main"), "too_old"),
    "a component is new": (without(NOTHING_WAITS | TWO_PARTS | TWO_WANTED, f"{BEGINS}contrib"), "too_old"),
    "a source is new": (NOTHING_WAITS | ESM_SOURCE, "too_old"),
    "a component is misspelt": (NOTHING_WAITS | {"/etc/apt/sources.list": SOURCE.replace("main", "mian")}, "not_seen"),
    "another architecture": (
        NOTHING_WAITS | {"/etc/apt/sources.list": SOURCE.replace("deb", "deb [arch=arm64]", 1)},
        "not_seen",
    ),
    "the source is off": (NOTHING_WAITS | {"/etc/apt/sources.list": "# " + SOURCE}, "not_seen"),
    "no sources": (without(NOTHING_WAITS, "/etc/apt"), "not_seen"),
    "only extended updates": (without(NOTHING_WAITS, "/etc/apt", LISTS) | ESM | ESM_SOURCE, "not_seen"),
    "of another release": (NOTHING_WAITS | {"/etc/os-release": "ID=debian\nVERSION_CODENAME=trixie\n"}, "not_seen"),
    "of no known release": (NOTHING_WAITS | {"/etc/os-release": "ID=debian\n"}, "not_seen"),
    "no database": (without(NOTHING_WAITS, "/var/lib/dpkg"), "unreadable"),
    "half a database": (NOTHING_WAITS | {"/var/lib/dpkg/status": "Package: bash\nVersion: 9\n"}, "unreadable"),
    "a source that is none": (NOTHING_WAITS | {"/etc/apt/sources.list.d/x.list": "deb nothing"}, "unreadable"),
}


def test_nothing_waits_when_each_list_was_read_and_has_nothing_newer() -> None:
    seen = look(computer(NOTHING_WAITS | TWO_WANTED | archive({MAIN: packages("bash 2"), "contrib/binary-amd64": ""})))

    assert (seen.security_waiting, seen.some_wait(TODAY)) == (0, False)


@pytest.mark.parametrize("what", LACKING)
def test_where_a_list_could_be_lacking_it_is_not_known_that_none_waits(what: str) -> None:
    files, reason = LACKING[what]

    assert waiting(files) == reason


def test_a_list_for_all_architectures_is_wanted_where_the_archive_has_one_apart() -> None:
    lists = archive(
        {MAIN: packages("bash 2"), "main/binary-all": packages("zip 9 all")}, header="Architectures: all amd64"
    )

    assert waiting(without(NOTHING_WAITS | lists, f"{BEGINS}main_binary-all")) == "too_old"
    assert waiting({**BASH_WAITS, **lists}) == 1


def test_the_date_of_the_oldest_list_of_security_updates_counts() -> None:
    older = archive({MAIN: ""}, "noble-infra-security", place="e", header="Date: Mon, 02 Nov 2026 08:00:00 +0000")

    assert look(computer(BASH_WAITS)).list_fetched == date(2026, 11, 20)
    assert look(computer({**BASH_WAITS, **older})).list_fetched == date(2026, 11, 2)
    assert look(computer(without(BASH_WAITS, LISTS))).list_fetched is None


MACHINES: Mapping[str, RecordedMachine] = {
    "one waits": computer(BASH_WAITS),
    "two wait": computer({**BASH_WAITS, **ESM, **ESM_SOURCE}),
    "packed by apt": packed_by_apt(),
    "packed": computer(
        without(BASH_WAITS, LISTS) | archive({MAIN: packages("bash 6")}, pack=lzma.compress, ending=".xz")
    ),
    "signature apart": computer(without(BASH_WAITS, LISTS) | archive({MAIN: packages("bash 6")}, signed="Release")),
    **{what: computer(files) for what, (files, _) in LACKING.items()},
}
# Nothing else tells that a file is in this folder, and the kernel lists a folder whole or not at all.
NO_OTHER_SIGN = (ListFolder("/etc/apt/sources.list.d"), ("a source is new", "a source that is none"))


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "raises"])
@pytest.mark.parametrize("what", MACHINES)
def test_no_bad_answer_makes_waiting_updates_go_away(what: str, fault: Fault) -> None:
    machine = MACHINES[what]
    true = look(machine).security_waiting
    most = 0 if isinstance(true, Unknown) else true

    for nth, question in enumerate(questions(machine), 1):
        told = look(FaultyMachine(machine, nth, fault)).security_waiting

        harmless = isinstance(told, Unknown) or 0 < told <= most
        assert harmless or (question == NO_OTHER_SIGN[0] and what in NO_OTHER_SIGN[1]), question


def questions(machine: Machine) -> list[Question]:
    faultless = FaultyMachine(machine, 0, "raises")
    look(faultless)
    return faultless.asked
