"""SSH on Linux: whether it is on, and what its settings say about passwords."""

from typing import Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.linux.ports import AFTER, BEFORE, TABLES
from carecheck.look.linux.ssh import DROPBEAR, OPENSSH, ssh
from carecheck.look.linux.sshd_config import CONFIG, SshRules, ssh_rules
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.recorded import computer

HEAD: Final = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
PORT_22: Final = (
    "   0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 17261 1 0\n"
)
STATES: Final = {
    "on": ("loaded", "active", "enabled"),
    "off": ("loaded", "inactive", "disabled"),
    "absent": ("not-found", "inactive", ""),
    "running": ("loaded", "active", "disabled"),
    "starts": ("loaded", "inactive", "enabled"),
    "broken": ("error", "inactive", ""),
}


def states(**units: str) -> dict[str, str]:
    """What systemctl shows, by the first half of each unit's name (`_socket` for the second)."""
    blocks: list[str] = []
    for name in (*OPENSSH, *DROPBEAR):
        load, active, file = STATES[units.get(name.removesuffix(".service").replace(".", "_"), "absent")]
        blocks.append(
            f"Id={name}\nNames={name}\nLoadState={load}\nActiveState={active}\nFragmentPath=\nUnitFileState={file}\nDropInPaths=\n"
        )
    asked = "systemctl show --property Id,Names,LoadState,ActiveState,FragmentPath,UnitFileState,DropInPaths "
    return {asked + " ".join((*OPENSSH, *DROPBEAR)): "\n".join(blocks)}


def ports(rows: str = "") -> dict[str, str]:
    tables = {f"{way}/{table}": HEAD + (rows if table == "tcp" else "") for way in (BEFORE, AFTER) for table in TABLES}
    return {
        **tables,
        "/proc/net/sockstat": f"TCP: inuse {rows.count(': ')} orphan 0\nUDP: inuse 0 mem 0\n",
        "/proc/net/sockstat6": "TCP6: inuse 0\nUDP6: inuse 0\n",
    }


def pc(config: str = "", *, rows: str = "", **units: str) -> RecordedMachine:
    files = {**ports(rows), CONFIG: config}
    return computer(files, folders=["/run/systemd/system"], programs=states(**units))


@pytest.mark.parametrize(
    ("units", "rows", "on"),
    [
        ({}, "", False),
        ({"ssh": "off", "ssh_socket": "off"}, "", False),
        ({"ssh": "on"}, PORT_22, True),
        ({"sshd": "on"}, PORT_22, True),
        ({"ssh": "off", "ssh_socket": "on"}, PORT_22, True),
        ({"ssh": "running"}, PORT_22, True),
        ({"ssh": "starts"}, "", True),
        ({"dropbear": "on"}, PORT_22, True),
        ({"ssh": "broken"}, "", Unknown("unreadable", "a service is in no state that we know")),
        (
            {},
            PORT_22,
            Unknown("not_seen", "something waits where SSH does, and no SSH server that we know is on"),
        ),
    ],
)
def test_ssh_is_on_by_a_service_or_a_socket(units: dict[str, str], rows: str, on: bool | Unknown) -> None:
    assert ssh(pc(rows=rows, **units)).on == on


def test_another_server_leaves_passwords_open() -> None:
    seen = ssh(pc(rows=PORT_22, dropbear="on"))

    assert seen.on is True
    assert isinstance(seen.passwords, Unknown)


@pytest.mark.parametrize(
    ("programs", "rows", "on"),
    [
        ((), "", False),
        (("/usr/sbin/sshd",), PORT_22, True),
        (("/usr/sbin/dropbear",), PORT_22, True),
        (("/usr/sbin/sshd",), "", None),
        ((), PORT_22, None),
        (("/usr/sbin/sshd", "/usr/sbin/dropbear"), PORT_22, None),
    ],
)
def test_without_systemd_the_port_and_the_programs_tell(programs: tuple[str, ...], rows: str, on: bool | None) -> None:
    seen = ssh(computer({**ports(rows), **dict.fromkeys(programs, "ELF")}))

    assert (None if isinstance(seen.on, Unknown) else seen.on) is on


@pytest.mark.parametrize(
    ("config", "anyone", "root"),
    [
        ("", True, False),
        ("PasswordAuthentication yes", True, False),
        ("PasswordAuthentication no", False, False),
        ("passwordauthentication = NO", False, False),
        ("PasswordAuthentication no # keys only", False, False),
        ("#PasswordAuthentication no", True, False),
        ("PasswordAuthentication no\nPasswordAuthentication yes", False, False),
        ("PasswordAuthentication yes\nPasswordAuthentication no", True, False),
        # The system asks for the password in its own way.
        ("PasswordAuthentication no\nUsePAM yes", True, False),
        ("PasswordAuthentication no\nUsePAM yes\nKbdInteractiveAuthentication no", False, False),
        ("PasswordAuthentication no\nUsePAM yes\nChallengeResponseAuthentication no", False, False),
        ("PermitRootLogin yes", True, True),
        ("PermitRootLogin prohibit-password", True, False),
        ("PermitRootLogin yes\nPasswordAuthentication no", False, False),
        # A block for some logins.
        ("PasswordAuthentication no\nMatch User office\n  PasswordAuthentication yes", True, False),
        ("PasswordAuthentication no\nMatch all\nPasswordAuthentication yes", False, False),
        (
            "PasswordAuthentication no\nMatch Address 10.0.0.1\nPasswordAuthentication yes\nPermitRootLogin yes",
            True,
            True,
        ),
        # A key and a password, or one of the two.
        ("AuthenticationMethods publickey,password", False, False),
        ("AuthenticationMethods publickey,password password", True, False),
        ("AuthenticationMethods any", True, False),
        ("AuthenticationMethods keyboard-interactive:pam", True, False),
    ],
)
def test_the_settings_tell_for_whom_a_password_is_enough(config: str, anyone: bool, root: bool) -> None:
    rules = ssh_rules(computer({CONFIG: config}))

    assert isinstance(rules, SshRules)
    assert (rules.anyone, rules.root) == (anyone, root)


@pytest.mark.parametrize(
    ("config", "files", "anyone"),
    [
        (
            "Include /etc/ssh/sshd_config.d/*.conf\nPasswordAuthentication no",
            {"50.conf": "PasswordAuthentication yes"},
            True,
        ),
        (
            "PasswordAuthentication no\nInclude /etc/ssh/sshd_config.d/*.conf",
            {"50.conf": "PasswordAuthentication yes"},
            False,
        ),
        (
            "Include sshd_config.d/*.conf",
            {"20.conf": "PasswordAuthentication no", "10.conf": "PasswordAuthentication yes"},
            True,
        ),
        ("Include sshd_config.d/*.conf", {"50.txt": "PasswordAuthentication no"}, True),
        # What is inside a block of a file ends with the file.
        (
            "Include sshd_config.d/*.conf\nPasswordAuthentication no",
            {"50.conf": "Match User office\nX11Forwarding no"},
            False,
        ),
        ("Include /etc/ssh/*/a.conf", {}, Unknown("not_seen", "the settings of the SSH server go on in other files")),
        (
            "Include sshd_config.d/a.conf",
            {"a.conf": "Include /etc/ssh/sshd_config"},
            Unknown("not_seen", "settings of the SSH server are not there"),
        ),
        (
            "Include sshd_config.d/a.conf\n",
            {"a.conf": "?"},
            Unknown("unreadable", "the settings of the SSH server have a line of another form"),
        ),
    ],
)
def test_files_that_are_taken_in_stand_where_they_are_named(
    config: str, files: dict[str, str], anyone: bool | Unknown
) -> None:
    rules = ssh_rules(computer({CONFIG: config, **{f"/etc/ssh/sshd_config.d/{name}": files[name] for name in files}}))

    assert (rules if isinstance(rules, Unknown) else rules.anyone) == anyone


def test_a_server_that_is_given_settings_at_its_start_is_not_judged_by_its_file() -> None:
    given = {**ports(PORT_22), CONFIG: "PasswordAuthentication no", "/etc/default/ssh": 'SSHD_OPTS="-f /x"\n'}

    seen = ssh(computer(given, folders=["/run/systemd/system"], programs=states(ssh="on")))

    assert seen.passwords == Unknown("not_seen", "the SSH server is given settings when it starts")
