"""Files that a Linux shares: by Samba, by NFS, and in the oldest way."""

from typing import Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.linux import nfs, samba
from carecheck.look.linux.shares import USERSHARES, shares
from carecheck.look.linux.smb1 import smb1
from carecheck.look.machine import Answer, Question, Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.recorded import computer
from tests.linux.test_ssh import ports

GLOBAL: Final = "# Global parameters\n[global]\n\tserver role = standalone server\n\n\n"
MOUNTS: Final = {
    "/proc/mounts": "/dev/vda1 / ext4 rw 0 0\n",
    "/proc/self/mountinfo": "28 1 254:1 / / rw - ext4 /dev/vda1 rw\n",
}
DPKG: Final = "Package: dpkg\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.21.22\n"


def waits_on(port: int) -> str:
    return (
        f"   0: 00000000:{port:04X} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 17261 1 0\n"
    )


def show(names: tuple[str, ...], *on: str) -> dict[str, str]:
    """What systemctl shows of services, of which some are on and the others are not there."""
    asked = "systemctl show --property Id,Names,LoadState,ActiveState,FragmentPath,UnitFileState,DropInPaths "
    states = {name: ("loaded", "active", "enabled") if name in on else ("not-found", "inactive", "") for name in names}
    blocks = [
        f"Id={name}\nNames={name}\nLoadState={load}\nActiveState={active}\nUnitFileState={file}\n"
        for name, (load, active, file) in states.items()
    ]
    return {asked + " ".join(names): "\n".join(blocks)}


def pc(
    *on: str,
    port: int | None = None,
    files: dict[str, str] | None = None,
    testparm: str = "",
    programs: dict[str, str] | None = None,
) -> RecordedMachine:
    return computer(
        {**ports("" if port is None else waits_on(port)), **MOUNTS, **(files or {})},
        folders=["/run/systemd/system"],
        programs={
            **show(samba.SERVICES, *on),
            **show(nfs.SERVICES, *on),
            **{" ".join(command): GLOBAL + testparm for command in samba.WHOLE if testparm},
            **(programs or {}),
        },
    )


@pytest.mark.parametrize(
    ("share", "writing", "reading"),
    [
        ("path = /srv", 0, 0),
        ("guest ok = Yes", 0, 1),
        ("guest ok = No\nread only = No", 0, 0),
        ("guest ok = Yes\nread only = No", 1, 0),
        ("guest ok = Yes\nread only = No\navailable = No", 0, 0),
        ("guest ok = Yes\nprintable = Yes", 0, 0),
        ("guest ok = Yes\nvalid users = alice", None, None),
    ],
)
def test_a_share_of_samba_is_open_where_guests_may_come_in(
    share: str, writing: int | None, reading: int | None
) -> None:
    seen = shares(pc("smbd.service", port=445, testparm=f"[rota]\n{share}\n"))

    told = [None if isinstance(one, Unknown) else one for one in (seen.open_for_writing, seen.open_for_reading)]
    assert told == [writing, reading]


def test_nothing_is_shared_where_neither_service_is_there() -> None:
    seen = shares(pc())

    assert (seen.open_for_writing, seen.open_for_reading) == (0, 0)


@pytest.mark.parametrize("port", [139, 445])
def test_something_unknown_that_shares_leaves_it_open(port: int) -> None:
    seen = shares(pc(port=port))

    assert isinstance(seen.open_for_writing, Unknown)


@pytest.mark.parametrize(
    ("acl", "guests", "writing", "reading"),
    [
        ("S-1-1-0:R,", "y", 0, 1),
        ("S-1-1-0:F,", "y", 1, 0),
        ("S-1-1-0:F,", "n", 0, 0),
        ("S-1-5-21-1-2-3-1001:F,S-1-1-0:R,", "y", 0, 1),
    ],
)
def test_a_folder_that_somebody_shared_themselves_counts(acl: str, guests: str, writing: int, reading: int) -> None:
    file = {f"{USERSHARES}/rota": f"#VERSION 2\npath=/srv\nusershare_acl={acl}\nguest_ok={guests}\n"}

    seen = shares(pc("smbd.service", port=445, files=file, testparm="[homes]\nbrowseable = No\n"))

    assert (seen.open_for_writing, seen.open_for_reading) == (writing, reading)


@pytest.mark.parametrize(
    ("exports", "writing", "reading"),
    [
        ("", 0, 0),
        ("# /srv *(rw)", 0, 0),
        ("/srv *(rw,sync)", 1, 0),
        ("/srv (rw)", 1, 0),
        ("/srv", 0, 1),
        ("/srv 10.0.0.0/8(ro)", 0, 1),
        ("/srv 10.0.0.7(rw) fileserver(rw)", 0, 0),
        ("/srv 10.0.0.7(rw) *(ro)", 0, 1),
        ("/srv \\\n  *.home(rw)", 1, 0),
        ('"/srv/my folder" *(rw)', 1, 0),
    ],
)
def test_a_share_of_nfs_is_open_where_a_network_may_come_in(exports: str, writing: int, reading: int) -> None:
    seen = shares(pc("nfs-server.service", port=2049, files={"/etc/exports": exports}))

    assert (seen.open_for_writing, seen.open_for_reading) == (writing, reading)


@pytest.mark.parametrize(
    ("version", "old"),
    [("NT1", True), ("LANMAN1", True), ("CORE", True), ("SMB2_02", False), ("SMB3_11", False), ("", None), ("?", None)],
)
def test_the_lowest_version_that_samba_lets_in_tells(version: str, old: bool | None) -> None:
    told = {f"testparm -s --parameter-name={side} min protocol": version for side in ("server", "client")}
    machine = computer(
        {**ports(waits_on(445)), **MOUNTS},
        folders=["/run/systemd/system"],
        programs=show(samba.SERVICES, "smbd.service"),
    )
    by_argv: dict[tuple[str, ...], str] = {
        ("testparm", "-s", command.partition("-s ")[2]): out for command, out in told.items()
    }
    machine = with_programs(machine, by_argv)

    seen = smb1(machine)

    assert (None if isinstance(seen.server_on, Unknown) else seen.server_on) is old
    assert (None if isinstance(seen.client_on, Unknown) else seen.client_on) is old


def with_programs(machine: RecordedMachine, outputs: dict[tuple[str, ...], str]) -> RecordedMachine:
    """The same computer with programs of which an argument has a space in it."""
    ran: dict[Question, Answer] = {RunProgram(argv, "nobody"): Ran(0, out.encode()) for argv, out in outputs.items()}
    return RecordedMachine(machine.about, {**machine.answers, **ran})


@pytest.mark.parametrize(
    ("packages", "config", "old"),
    [
        ("", None, False),
        ("2:4.19.5+dfsg-4ubuntu9", None, False),
        ("2:4.11.0", None, False),
        ("2:4.19.5", "[global]\nworkgroup = HOME\n", False),
        ("2:4.19.5", "[global]\nclient min protocol = NT1\n", None),
        ("2:4.7.6", None, None),
    ],
)
def test_without_samba_s_tool_the_library_tells(packages: str, config: str | None, old: bool | None) -> None:
    library = f"\nPackage: libsmbclient\nStatus: install ok installed\nArchitecture: amd64\nVersion: {packages}\n"
    files = {"/var/lib/dpkg/status": DPKG + (library if packages else "")}

    seen = smb1(pc(files=files if config is None else {**files, "/etc/samba/smb.conf": config}))

    assert seen.server_on is False
    assert (None if isinstance(seen.client_on, Unknown) else seen.client_on) is old


def test_a_folder_that_is_opened_in_the_old_way_counts() -> None:
    opened = {"/proc/mounts": "//nas/x /mnt cifs rw,vers=1.0 0 0\n"}

    assert smb1(pc(files=opened)).client_on is True
