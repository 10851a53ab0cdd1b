"""Ways into a Windows from afar: Remote Desktop, Remote Assistance, remote-control programs, SSH and management."""

from datetime import date
from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.remote_tools import remote_tools
from carecheck.look.windows.invitations import invitations
from carecheck.look.windows.rdp import rdp
from carecheck.look.windows.remote import remote
from carecheck.look.windows.remote_admin import remote_admin
from carecheck.look.windows.ssh import ssh
from carecheck.look.windows.sshd_config import passwords_allowed
from tests.windows_facts.pcs import changed

Row = dict[str, Any]

SERVICES: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Services"
TERMINAL: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server"
LISTENER: Final = f"{TERMINAL}\\WinStations\\RDP-Tcp"
BY_RULE: Final = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services"
ASSISTANCE: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Remote Assistance"
WINRM_RULE: Final = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service"
WINRM_LISTENERS: Final = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN\\Listener"
FIREWALL: Final = f"{SERVICES}\\SharedAccess\\Parameters\\FirewallPolicy"

ALLOWED: Final = {"fDenyTSConnections": 0}
REFUSED: Final = {"fDenyTSConnections": 1}


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


def key(place: str, **values: object) -> Row:
    return {"key": place, "values": values}


def service(name: str, start: int, state: str, **values: object) -> list[Row]:
    return [key(f"{SERVICES}\\{name}", Start=start, **values), {"service": name, "state": state}]


def public_firewall(on: int = 1, *rules: str, **more: int) -> list[Row]:
    listed = [{"rule": f"v2.31|Action=Allow|Active=TRUE|Dir=In|{rule}|Name=It|"} for rule in rules]
    return [
        key(f"{FIREWALL}\\PublicProfile", EnableFirewall=on, **more),
        {"api": "firewall_rules", "told": {"count": len(listed), "rows": listed}},
    ]


def with_rdp(*rows: Row) -> Machine:
    running: Row = {"service": "TermService", "state": "running"}
    return changed("good_11_pro", key(TERMINAL, **ALLOWED), running, *rows)


@pytest.mark.parametrize(
    ("rows", "on"),
    [
        ([key(TERMINAL, **REFUSED)], False),
        ([key(TERMINAL, **ALLOWED), *service("TermService", 3, "running")], True),
        ([key(TERMINAL, **ALLOWED), *service("TermService", 3, "stopped")], True),  # starts when it is needed
        ([key(TERMINAL, **ALLOWED), *service("TermService", 4, "stopped")], False),
        ([key(TERMINAL)], False),  # not set: refused
        ([key(TERMINAL, fDenyTSConnections=2)], "unreadable"),
        ([key(BY_RULE, **ALLOWED), key(TERMINAL, **REFUSED), *service("TermService", 2, "running")], True),
        ([key(BY_RULE, **REFUSED), key(TERMINAL, **ALLOWED), *service("TermService", 2, "running")], False),
        ([key(TERMINAL, **ALLOWED), *service("TermService", 3, "other")], "unreadable"),
    ],
)
def test_remote_desktop_is_on_where_a_rule_or_else_the_setting_allows_it(rows: list[Row], on: object) -> None:
    assert told(rdp(changed("good_11_pro", *rows)).on) == on


@pytest.mark.parametrize(
    ("library", "setting", "on"),
    [
        (None, REFUSED, False),
        (None, ALLOWED, "not_seen"),  # allowed on an edition that cannot: something may have been changed
        ("%SystemRoot%\\System32\\termsrv.dll", ALLOWED, "not_seen"),
        ("%ProgramFiles%\\RDP Wrapper\\rdpwrap.dll", ALLOWED, True),
        ("%ProgramFiles%\\RDP Wrapper\\rdpwrap.dll", REFUSED, False),
    ],
)
def test_a_home_edition_lets_nobody_in_unless_its_library_was_replaced(
    library: str | None, setting: dict[str, int], on: object
) -> None:
    values = {} if library is None else {"ServiceDll": {"type": "REG_EXPAND_SZ", "data": library}}
    rows = [key(f"{SERVICES}\\TermService\\Parameters", **values), *service("TermService", 3, "running")]

    assert told(rdp(changed("home_11", key(TERMINAL, **setting), *rows)).on) == on


def test_a_rule_that_a_home_edition_may_ignore_settles_nothing() -> None:
    machine = changed("home_11", key(BY_RULE, **REFUSED), key(TERMINAL, **ALLOWED))

    assert told(rdp(machine).on) == "not_seen"


@pytest.mark.parametrize(
    ("by_rule", "local", "first"),
    [
        ({}, {"UserAuthentication": 1}, True),
        ({}, {"UserAuthentication": 0}, False),
        ({"UserAuthentication": 0}, {"UserAuthentication": 1}, False),
        ({"UserAuthentication": 1}, {"UserAuthentication": 0}, True),
        ({}, {}, "not_seen"),
        ({}, {"UserAuthentication": "1"}, "unreadable"),
    ],
)
def test_a_password_is_asked_for_first_where_a_rule_or_else_the_setting_says_so(
    by_rule: dict[str, object], local: dict[str, object], first: object
) -> None:
    machine = changed("good_11_pro", key(BY_RULE, **by_rule), key(LISTENER, **local))

    assert told(rdp(machine).asks_password_first) == first


@pytest.mark.parametrize(
    ("firewall", "is_open"),
    [
        (public_firewall(1, "Protocol=6|LPort=3389"), True),
        (public_firewall(1, "Protocol=6|Profile=Private|LPort=3389"), False),
        (public_firewall(1, "Protocol=17|LPort=3389"), False),
        (public_firewall(0, "Protocol=17|LPort=3389"), "not_seen"),  # who decides then is not known
        (public_firewall(0, "Protocol=6|LPort=3389"), True),
        (public_firewall(1, "Protocol=17|LPort=1", DefaultInboundAction=0), True),  # lets in whatever comes
        (public_firewall(1), "not_seen"),  # every firewall of Windows has rules
    ],
)
def test_remote_desktop_is_open_where_the_firewall_lets_public_networks_in(
    firewall: list[Row], is_open: object
) -> None:
    assert told(rdp(with_rdp(*firewall)).open_to_any_network) == is_open


def test_the_port_to_which_remote_desktop_was_moved_counts() -> None:
    moved = key(LISTENER, UserAuthentication=1, PortNumber=3390)
    firewall = public_firewall(1, "Protocol=6|LPort=3390")

    assert rdp(with_rdp(moved, *firewall)).open_to_any_network is True


def test_where_remote_desktop_is_off_nothing_is_open_and_the_firewall_is_not_asked() -> None:
    machine = changed("good_11_pro", *public_firewall(1, "Protocol=6|LPort=3389"))

    assert rdp(machine).open_to_any_network is False


@pytest.mark.parametrize(
    ("rows", "on"),
    [
        ([key(ASSISTANCE, fAllowToGetHelp=0)], False),
        ([key(ASSISTANCE, fAllowToGetHelp=1)], True),
        ([key(ASSISTANCE)], "not_seen"),
        ([key(ASSISTANCE, fAllowToGetHelp=1), key(BY_RULE, fAllowToGetHelp=0)], False),
        ([key(ASSISTANCE, fAllowToGetHelp=0), key(BY_RULE, fAllowToGetHelp=1)], True),
        ([key(ASSISTANCE, fAllowToGetHelp=0), key(BY_RULE, fAllowUnsolicited=1)], True),  # help that is offered
        ([key(ASSISTANCE), key(BY_RULE, fAllowUnsolicited=1)], True),
    ],
)
def test_remote_help_is_on_where_it_may_be_asked_for_or_offered(rows: list[Row], on: object) -> None:
    assert told(invitations(changed("good_11_pro", *rows)).on) == on


def programs(*names: str) -> Row:
    rows = [{"name": name} for name in ("Microsoft Edge", *names)]
    return {"api": "programs", "told": {"count": len(rows), "rows": rows}}


@pytest.mark.parametrize(
    ("rows", "seen", "unattended"),
    [
        ([programs()], (), ()),
        ([programs("AnyDesk")], ("AnyDesk",), ()),  # without its service, somebody must start it
        (service("AnyDesk", 2, "running"), ("AnyDesk",), ("AnyDesk",)),
        (service("AnyDesk", 3, "stopped"), ("AnyDesk",), ()),
        (service("AnyDesk", 3, "running"), ("AnyDesk",), ("AnyDesk",)),
        (service("ScreenConnect Client (0a1b2c3d)", 2, "stopped"), ("ScreenConnect",), ("ScreenConnect",)),
        ([*service("TeamViewer", 2, "running"), programs("TeamViewer")], ("TeamViewer",), ()),
        ([*service("TeamViewer", 2, "running"), programs("TeamViewer Host")], ("TeamViewer",), ("TeamViewer",)),
        ([programs("LogMeIn Hamachi", "VNC Viewer 7")], (), ()),  # lets nobody in
        ([programs("rustdesk 1.3", "UltraViewer version 6")], ("RustDesk", "UltraViewer"), ()),
    ],
)
def test_a_remote_control_program_is_seen_by_its_service_or_its_name(
    rows: list[Row], seen: tuple[str, ...], unattended: tuple[str, ...]
) -> None:
    found = remote(changed("good_11_pro", *rows))

    assert (found.tools_seen, found.unattended_seen, found.looked_everywhere) == (seen, unattended, True)


def test_what_is_certain_is_told_beside_a_list_that_could_not_be_read() -> None:
    refused: Row = {"api": "programs", "unknown": "wrong_login"}

    found_on = date(2026, 11, 24)
    found = remote(changed("good_11_pro", refused, *service("AnyDesk", 2, "running")))

    assert (found.tools_seen, found.unattended_seen) == (("AnyDesk",), ("AnyDesk",))
    assert told(found.looked_everywhere) == "wrong_login"
    assert told(found.tools(found_on)) == "wrong_login"


def test_none_is_never_seen_in_a_list_that_could_not_be_read() -> None:
    found = remote(changed("good_11_pro", {"api": "programs", "unknown": "wrong_login"}))

    assert {told(found.tools_seen), told(found.unattended_seen), told(found.looked_everywhere)} == {"wrong_login"}


def test_each_name_on_the_list_of_remote_control_programs_stands_once() -> None:
    names = [tool.name for tool in remote_tools().tools]

    assert names == sorted(set(names), key=str.casefold)


CONFIG: Final = "C:/ProgramData/ssh/sshd_config"
SSHD: Final = {"ImagePath": {"type": "REG_EXPAND_SZ", "data": "C:\\Windows\\System32\\OpenSSH\\sshd.exe"}}


def with_ssh(text: str, *rows: Row) -> Machine:
    return changed("good_11_pro", *service("sshd", 2, "running", **SSHD), {"read": CONFIG, "text": text}, *rows)


@pytest.mark.parametrize(
    ("rows", "on"),
    [
        ([], False),
        (service("sshd", 2, "running", **SSHD), True),
        (service("sshd", 2, "stopped", **SSHD), True),  # starts with the computer
        (service("sshd", 3, "stopped", **SSHD), False),
        (service("BvSshServer", 2, "running"), True),
        ([{"service": "sshd", "state": "running"}], "unreadable"),  # runs, and the list of services does not have it
    ],
)
def test_ssh_is_on_where_a_server_for_it_runs_or_starts_with_the_computer(rows: list[Row], on: object) -> None:
    assert told(ssh(changed("good_11_pro", *rows)).on) == on


@pytest.mark.parametrize(
    ("machine", "passwords", "administrators"),
    [
        (with_ssh("Port 22\n"), True, True),
        (with_ssh("PasswordAuthentication no\n"), False, False),
        (with_ssh(""), "unreadable", "unreadable"),
        (changed("good_11_pro", *service("sshd", 2, "running", **SSHD)), "not_seen", "not_seen"),
        (
            changed(
                "good_11_pro",
                *service("sshd", 2, "running", **SSHD),
                {"read": CONFIG, "unknown": "needs_admin"},
                {"look_at": CONFIG, "kind": "file", "size": 9},
            ),
            "needs_admin",
            "needs_admin",
        ),
        (with_ssh("PasswordAuthentication no\n", *service("BvSshServer", 2, "running")), "not_seen", "not_seen"),
        (
            with_ssh("PasswordAuthentication no\n", key(f"{SERVICES}\\sshd", Start=2, ImagePath="sshd.exe -f D:\\x")),
            "not_seen",
            "not_seen",
        ),
    ],
)
def test_what_the_server_for_ssh_lets_in_stands_in_its_settings(
    machine: Machine, passwords: object, administrators: object
) -> None:
    found = ssh(machine)

    assert (told(found.passwords), told(found.admin_passwords)) == (passwords, administrators)


@pytest.mark.parametrize(
    ("text", "anyone", "administrators"),
    [
        ("", True, True),
        ("PasswordAuthentication yes", True, True),
        ("passwordauthentication\tNO", False, False),
        ("PasswordAuthentication=no", False, False),
        ("# PasswordAuthentication no", True, True),
        ("PasswordAuthentication yes\nPasswordAuthentication no", True, True),  # the first counts
        ("PasswordAuthentication no\nMatch User anna\n PasswordAuthentication yes", True, "not_seen"),
        ("PasswordAuthentication no\nMatch all\nPasswordAuthentication yes", False, False),
        ("Match Group administrators\n  AuthorizedKeysFile keys", True, True),  # so the file comes with Windows
        ("Match Group administrators\n  PasswordAuthentication no", True, False),
        ("Match Group nurses\n  PasswordAuthentication no", True, "not_seen"),
        ("DenyGroups administrators", True, False),
        ("DenyGroups guests", True, True),
        ("AllowGroups nurses", True, "not_seen"),
        ("PasswordAuthentication no\nInclude more.conf", "not_seen", "not_seen"),
    ],
)
def test_the_settings_of_ssh_say_for_whom_a_password_is_enough(
    text: str, anyone: object, administrators: object
) -> None:
    found = passwords_allowed(text, frozenset({"administrators"}))

    assert (told(found.anyone), told(found.administrators)) == (anyone, administrators)


WINRM_ON: Final = [*service("WinRM", 2, "running"), {"key": WINRM_LISTENERS, "keys": ["*+HTTP"]}]
REGISTRY_ON: Final = service("RemoteRegistry", 2, "stopped")


@pytest.mark.parametrize(
    ("rows", "on", "is_open"),
    [
        ([], False, False),
        ([*WINRM_ON, *public_firewall(1, "Protocol=6|LPort=5985|App=System")], True, True),
        ([*WINRM_ON, *public_firewall(1, "Protocol=6|LPort=5985|App=System|RA4=LocalSubnet")], True, False),
        ([*WINRM_ON, *public_firewall(1, "Protocol=6|LPort=445|App=System")], True, False),
        ([*service("WinRM", 2, "running")], False, False),  # listens nowhere
        ([*service("WinRM", 3, "stopped"), key(WINRM_RULE, AllowAutoConfig=1)], False, False),
        (
            [
                *service("WinRM", 2, "running"),
                key(WINRM_RULE, AllowAutoConfig=1),
                *public_firewall(1, "Protocol=17|LPort=1"),
            ],
            True,
            False,
        ),
        ([*REGISTRY_ON, *public_firewall(1, "Protocol=6|LPort=445|App=System")], True, True),
        ([*REGISTRY_ON, *public_firewall(1, "Protocol=6|LPort=5985|App=System")], True, False),
        ([{"key": WINRM_LISTENERS, "unknown": "needs_admin"}], False, False),  # its service is off anyway
        (
            [*service("WinRM", 2, "running"), {"key": WINRM_LISTENERS, "unknown": "needs_admin"}],
            "needs_admin",
            "needs_admin",
        ),
    ],
)
def test_a_computer_can_be_managed_where_winrm_listens_or_the_remote_registry_starts(
    rows: list[Row], on: object, is_open: object
) -> None:
    found = remote_admin(changed("good_11_pro", *rows))

    assert (told(found.on), told(found.open_to_any_network)) == (on, is_open)
