"""What a Windows shares with others: folders, the oldest way of sharing, and ports on which programs wait."""

from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.windows.listening import listening
from carecheck.look.windows.shares import shares
from carecheck.look.windows.smb1 import smb1
from carecheck.look.windows_ports import windows_ports
from tests.windows_facts.pcs import changed

Row = dict[str, Any]

SERVICES: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Services"
SERVER: Final = f"{SERVICES}\\LanmanServer"

EVERYONE, GUESTS, ANONYMOUS, USERS = "S-1-1-0", "S-1-5-32-546", "S-1-5-7", "S-1-5-32-545"
GUEST: Final = "S-1-5-21-1004336348-1177238915-682003330-501"
READ, CHANGE, FULL = 0x1200A9, 0x1301BF, 0x1F01FF

PIPES: Final[Row] = {"kind": 3, "own": True, "described": False, "entries": []}
ADMIN: Final[Row] = {"kind": 0, "own": True, "described": True, "entries": None}


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


def folder(*entries: tuple[str, int, str], kind: int = 0) -> Row:
    lines = [{"sid": sid, "mask": mask, "kind": form} for sid, mask, form in entries]
    return {"kind": kind, "own": False, "described": True, "entries": lines}


def told_shares(*rows: Row, count: int | None = None) -> Row:
    return {"api": "shares", "told": {"count": len(rows) if count is None else count, "rows": list(rows)}}


def open_folders(*rows: Row) -> tuple[object, object]:
    found = shares(changed("good_11_pro", *rows))
    return told(found.open_for_writing), told(found.open_for_reading)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (ADMIN, (0, 0)),  # C$ and the like are for administrators
        (folder((USERS, FULL, "allow")), (0, 0)),
        (folder((EVERYONE, READ, "allow")), (0, 1)),
        (folder((EVERYONE, CHANGE, "allow")), (1, 0)),
        (folder((EVERYONE, FULL, "allow")), (1, 0)),
        (folder((EVERYONE, 0x10000000, "allow")), (1, 0)),  # everything, in one bit
        (folder((EVERYONE, 0x80000000, "allow")), (0, 1)),
        (folder((GUESTS, CHANGE, "allow")), (1, 0)),
        (folder((GUEST, READ, "allow")), (0, 1)),
        (folder((GUEST.replace("-501", "-514"), READ, "allow")), (0, 1)),  # guests of a domain
        (folder((GUEST.replace("-501", "-513"), FULL, "allow")), (0, 0)),  # people of a domain
        (folder((ANONYMOUS, READ, "allow"), (EVERYONE, CHANGE, "allow")), (1, 0)),
        (folder((EVERYONE, FULL, "deny"), (EVERYONE, FULL, "allow")), (0, 0)),
        (folder((EVERYONE, CHANGE & ~READ, "deny"), (EVERYONE, CHANGE, "allow")), (0, 1)),
        (folder((GUESTS, FULL, "deny"), (EVERYONE, FULL, "allow")), (1, 0)),  # guests alone are kept out
        (folder(), (0, 0)),  # an empty list lets nobody in
        (folder((EVERYONE, FULL, "allow"), kind=1), (0, 0)),  # a printer
        ({"kind": 0, "own": False, "described": True, "entries": None}, (1, 0)),  # no list: everyone, everything
        ({"kind": 0, "own": False, "described": False, "entries": []}, (0, 1)),  # Windows lets everyone read
        (folder(("", 0, "other")), ("unreadable", "unreadable")),
        (folder(("S-1-\ufffd-0", FULL, "allow")), ("unreadable", "unreadable")),
        (folder(("", 0, "other"), (EVERYONE, FULL, "allow")), (1, 0)),  # certain whatever the other line says
    ],
)
def test_a_folder_is_open_where_everyone_or_a_guest_may_use_it(share: Row, expected: tuple[object, object]) -> None:
    assert open_folders(told_shares(PIPES, share)) == expected


def test_open_folders_that_are_certain_count_beside_one_that_could_not_be_read() -> None:
    rows = (PIPES, folder((EVERYONE, CHANGE, "allow")), folder(("", 0, "other")))

    assert open_folders(told_shares(*rows)) == (1, "unreadable")


@pytest.mark.parametrize(
    "row",
    [
        told_shares(),  # Windows has a share for pipes as long as it shares anything
        told_shares(ADMIN),
        told_shares(PIPES, count=2),
        {"api": "shares", "told": {"rows": []}},
    ],
)
def test_a_list_of_shares_that_is_not_whole_shows_nothing(row: Row) -> None:
    assert open_folders(row) == ("unreadable", "unreadable")


@pytest.mark.parametrize(
    ("start", "kept", "expected"),
    [
        (4, {"Office": ["Type=0"]}, (0, 0)),
        (2, {}, (0, 0)),
        (2, {"Office": ["Type=0"]}, ("not_seen", "not_seen")),  # shared again as soon as the service starts
    ],
)
def test_nothing_is_shared_while_the_service_is_stopped_for_good(
    start: int, kept: dict[str, list[str]], expected: tuple[object, object]
) -> None:
    stopped: list[Row] = [{"key": SERVER, "values": {"Start": start}}, {"service": "LanmanServer", "state": "stopped"}]

    assert open_folders(*stopped, {"key": f"{SERVER}\\Shares", "values": kept}) == expected


def test_no_name_of_a_share_is_asked_for() -> None:
    machine = changed("good_11_pro", {"key": f"{SERVER}\\Shares", "values": {"Mrs Jones": ["Type=0"]}})

    assert "Jones" not in repr(shares(machine))


def drivers(**starts: int) -> list[Row]:
    return [{"key": f"{SERVICES}\\{name}", "values": {"Start": start}} for name, start in starts.items()]


@pytest.mark.parametrize(
    ("rows", "server", "client"),
    [
        ([], False, False),  # the old feature is not installed
        (drivers(srv=3, mrxsmb10=2), True, True),  # a switch that was never set is on
        (drivers(srv=4, mrxsmb10=4), False, False),
        (drivers(srv=3), True, False),
        (drivers(mrxsmb10=3), False, True),
        ([*drivers(srv=3, mrxsmb10=2), {"key": f"{SERVER}\\Parameters", "values": {"SMB1": 0}}], False, True),
        ([*drivers(srv=3), {"key": f"{SERVER}\\Parameters", "values": {"SMB1": 1}}], True, False),
        ([{"key": f"{SERVER}\\Parameters", "values": {"SMB1": 1}}], False, False),  # a switch for nothing
        ([{"key": f"{SERVICES}\\srv", "values": {}}], "not_seen", False),
    ],
)
def test_the_oldest_way_of_sharing_is_on_where_its_driver_can_start(
    rows: list[Row], server: object, client: object
) -> None:
    found = smb1(changed("good_11_pro", *rows))

    assert (told(found.server_on), told(found.client_on)) == (server, client)


def port(protocol: str, number: int, program: str = "", *, loopback: bool = False) -> Row:
    return {"protocol": protocol, "port": number, "loopback": loopback, "program": program}


def waiting(*rows: Row) -> Row:
    listed = [port("TCP", 135, "svchost.exe"), *rows]
    return {"api": "listening", "told": {"count": len(listed), "rows": listed}}


@pytest.mark.parametrize(
    ("row", "others", "programs"),
    [
        (port("TCP", 445, "System"), (), ()),
        (port("TCP", 445), (), ()),  # hidden, and judged by its port
        (port("TCP", 8080, "server.exe"), ("TCP 8080",), ("server.exe",)),
        (port("TCP", 8080, "server.exe", loopback=True), (), ()),
        (port("TCP", 8080), ("TCP 8080",), ()),
        (port("TCP", 22, "sshd.exe"), (), ()),
        (port("TCP", 22, "other.exe"), ("TCP 22",), ("other.exe",)),  # where Windows itself would be
        (port("TCP", 3389, "svchost.exe"), (), ()),
        (port("TCP", 5353, "chrome.exe"), ("TCP 5353",), ("chrome.exe",)),
        (port("UDP", 5353, "chrome.exe"), (), ()),
        (port("UDP", 161, "snmp.exe"), ("UDP 161",), ("snmp.exe",)),
        (port("UDP", 49151), ("UDP 49151",), ()),
        (port("UDP", 49152, "zoom.exe"), (), ()),
        (port("TCP", 49663), ("TCP 49663",), ()),
        (port("TCP", 49664), (), ()),
        (port("TCP", 49699), (), ()),
        (port("TCP", 49700), ("TCP 49700",), ()),
        (port("TCP", 51000, "lsass.exe"), (), ()),
        (port("TCP", 49665, "other.exe"), ("TCP 49665",), ("other.exe",)),
        (port("TCP", 88, "lsass.exe"), ("TCP 88",), ("lsass.exe",)),  # only a server does that
    ],
)
def test_a_port_is_another_s_unless_windows_itself_waits_there(
    row: Row, others: tuple[str, ...], programs: tuple[str, ...]
) -> None:
    found = listening(changed("good_11_pro", waiting(row)))

    assert (found.others, found.programs) == (others, programs)


def test_a_server_waits_on_ports_of_its_own() -> None:
    assert listening(changed("server_2019", waiting(port("TCP", 88, "lsass.exe")))).others == ()


@pytest.mark.parametrize(
    "row",
    [
        {"api": "listening", "told": {"count": 0, "rows": []}},
        {"api": "listening", "told": {"count": 1, "rows": [port("TCP", 445)]}},  # every Windows waits on 135
        {"api": "listening", "told": {"count": 3, "rows": [port("TCP", 135), port("TCP", 445)]}},
        waiting(port("TCP", 8080, "ser\ufffdver.exe")),
        waiting(port("SCTP", 8080)),
    ],
)
def test_a_list_of_ports_that_is_not_whole_shows_nothing(row: Row) -> None:
    found = listening(changed("good_11_pro", row))

    assert {told(found.others), told(found.programs)} == {"unreadable"}


def test_each_port_of_windows_stands_once_in_its_list() -> None:
    places = [(one.protocol, one.port, one.on) for one in windows_ports().ports]

    assert len(places) == len(set(places))
