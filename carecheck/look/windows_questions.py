"""The questions that only Windows can answer, and their answers as plain data; see `machine`.

`HKCU` is the registry of the person who works here, also when somebody else's password was typed to run carecheck as
an administrator. Names of keys and values have no case. Nothing here changes anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

Hive = Literal["HKLM", "HKCU"]
View = Literal[64, 32]
RegistryType = Literal["REG_SZ", "REG_EXPAND_SZ", "REG_MULTI_SZ", "REG_DWORD", "REG_QWORD", "REG_BINARY", "other"]
ServiceState = Literal["running", "stopped", "other"]

# What Windows tells through COM and WMI. Windows Update is asked only for what it knows already.
ComTopic = Literal[
    "defender",  # mode, on, watching, tamper (yes/no): the state of Microsoft Defender
    "disk.protection",  # count, rows of fixed drives: letter, protection (1 to 8; null where it is not told)
    "firewall",  # count, rows: profile (1 domain, 2 private, 4 public), on (yes/no), inbound (0 blocks, 1 allows)
    "licences",  # count, rows: id, status (1 = licensed), addon (yes/no) of what has a key here
    "networks",  # count, rows: category (0 public, 1 private, 2 domain), internet (yes/no) of what is connected now
    "security.antivirus",  # count, rows: name, state (productState), path of each antivirus that is registered
    "security.firewall",  # the same of each firewall besides that of Windows
    "update.automatic",  # enabled (yes/no), level (0 not set, 1 off, 2 asks before, 3 only downloads, 4 installs)
    "update.history",  # count, rows: title, operation (1 = install), result (2 = done), at
    "update.last_search",  # at: when Windows last searched; null where it never did
    "update.restart",  # required (yes/no)
    "update.waiting",  # result (2 = whole), count, rows: severity, classes (ids), optional (yes/no)
]

# What the Win32 API tells.
ApiTopic = Literal[
    "accounts",  # count, rows: sid, name, full_name, flags (UF_...), microsoft (yes/no, null where not told)
    "adapters",  # count, rows: type (IfType), up (yes/no), dns: of whom it asks for names, gateways: addresses
    "administrators",  # count, rows: sid, use (SID_NAME_USE) of the members of S-1-5-32-544
    "cloud_join",  # kind: DSREG_JOIN_TYPE, null where nothing has joined
    "domain_join",  # status: NETSETUP_JOIN_STATUS (3 = domain)
    "drives",  # count, rows: letter, type (GetDriveType), system (yes/no: Windows lies there), on (disk, path, other)
    "firmware",  # type (1 BIOS, 2 UEFI), can_uefi (yes/no, null where the maker's own table does not tell)
    "firewall_rules",  # count, rows: rule, the text of each rule of the firewall, also of an organisation's rules
    "form",  # role: POWER_PLATFORM_ROLE
    "listening",  # count, rows: protocol (TCP, UDP), port, loopback (yes/no), program (empty where it is hidden)
    "password_rules",  # of local logins: shortest; longest_age (seconds, null: for ever); tries (0: no end of them)
    "power",  # battery, modern_standby, can_sleep (yes/no), count, rows: setting, plugged_in, on_battery (null: none)
    # count, rows: name, version, publisher (null where not told), bits (64 or 32), for_person (yes: not for everyone)
    # of each program that is installed for everyone or for the person who works here
    "programs",
    "serial",  # serial: the number that the maker gave this computer, null where the maker's table does not tell
    # count, rows: kind (STYPE_ without its flags), own (made by Windows for itself), described (has rights of its own),
    # entries (sid, mask, kind: allow, deny or other; null: no list of rights) of each share, never its name or place
    "shares",
    "sign_ins",  # running (seconds), count, rows: sid, last (Unix seconds, 0 where not told), password_age (seconds)
    "space",  # total, free: bytes of the drive on which Windows lies
    "token",  # user: SID; groups: SIDs, those only for refusing included; count of the groups
    "version",  # major, build, product_type (1 workstation, 2 domain controller, 3 server)
    "wifi",  # shown (yes/no), count, rows: state (1 = connected), and of a connected one auth, cipher (DOT11_...)
]

# From Windows 11 24H2 on, the question for the Wi-Fi in use makes Windows ask the person: it is never put there.
FIRST_BUILD_THAT_ASKS_FOR_WIFI: Final = 26100

COM_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True)
class ReadValue:
    """Read a value of a registry key."""

    hive: Hive
    key: str
    name: str
    view: View = 64


@dataclass(frozen=True, slots=True)
class ListKey:
    """List a registry key: the names of its keys and values, never what the values hold."""

    hive: Hive
    key: str
    view: View = 64


@dataclass(frozen=True, slots=True)
class AskService:
    """Ask for the state of a service, by its own name, which is the same in every language."""

    name: str


@dataclass(frozen=True, slots=True)
class AskCom:
    """Ask a COM object of Windows; its answer is a `Told` with the entries that stand beside its `ComTopic`."""

    topic: ComTopic
    seconds: float = field(default=COM_SECONDS, compare=False)


@dataclass(frozen=True, slots=True)
class AskApi:
    """Ask a function of Windows; its answer is a `Told` with the entries that stand beside its `ApiTopic`."""

    topic: ApiTopic


WindowsQuestion = ReadValue | ListKey | AskService | AskCom | AskApi


@dataclass(frozen=True, slots=True)
class RegistryValue:
    """A registry value: a number for DWORD and QWORD, texts for MULTI_SZ, bytes for BINARY and what we do not know."""

    type: RegistryType
    data: str | int | bytes | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegistryKey:
    """A registry key, as it lists itself and as it counts itself; the time is that of its last change, in UTC."""

    keys: tuple[str, ...]
    values: tuple[str, ...]
    modified: datetime
    key_count: int
    value_count: int


@dataclass(frozen=True, slots=True)
class Service:
    """A service that is installed here."""

    state: ServiceState


@dataclass(frozen=True, slots=True)
class Told:
    """What COM or the API says: entries of plain data; a list named `rows` or `groups` comes with its `count`."""

    entries: Mapping[str, Any]


# A value, a key, a service and twice what was told answer the five questions in the order in which they stand above.
WindowsAnswer = RegistryValue | RegistryKey | Service | Told
