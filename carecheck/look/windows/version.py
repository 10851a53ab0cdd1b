"""Which Windows this is: by its build and edition, for its own name for itself is often wrong."""

from dataclasses import dataclass

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.windows.registry import read_text
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi
from carecheck.systems import windows_release

CURRENT = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
FIRST_BUILD = 10240

WORKSTATION, DOMAIN_CONTROLLER, SERVER = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Windows:
    """A Windows; `edition` is its EditionID, such as Core for Home."""

    build: int
    edition: str
    is_server: bool
    is_domain_controller: bool = False

    @property
    def is_home(self) -> bool:
        """Whether this is a Home edition, which knows no rules of an organisation."""
        return not self.is_server and self.edition.startswith("Core")

    @property
    def family(self) -> str:
        """The name without version: Windows 10, Windows 11 or Windows Server."""
        if self.is_server:
            return "Windows Server"
        return "Windows 11" if windows_release(self.build) == "windows_11" else "Windows 10"


def obeys_rules(machine: Machine) -> bool:
    """Whether this is an edition that surely obeys the rules of an organisation; a Home edition may ignore them."""
    windows = windows_version(machine)
    return not isinstance(windows, Unknown) and not windows.is_home


class _Version(msgspec.Struct):
    """RtlGetVersion, which no setting for old programs changes."""

    major: int
    build: int
    product_type: int


def windows_version(machine: Machine) -> Windows | Unknown:
    """Which Windows this is; the registry and the system itself must agree."""
    version = ask(machine, AskApi("version"), _Version)
    if isinstance(version, Unknown):
        return version
    told = {name: read_text(machine, "HKLM", CURRENT, name) for name in ("CurrentBuild", "InstallationType")}
    edition = read_text(machine, "HKLM", CURRENT, "EditionID")
    if edition is None or isinstance(edition, Unknown):
        return Unknown("not_seen", "this Windows does not name its edition") if edition is None else edition
    for value in told.values():
        if isinstance(value, Unknown):
            return value
    is_server = version.product_type in (DOMAIN_CONTROLLER, SERVER)
    kind = "Server" if is_server else "Client"
    agree = told["CurrentBuild"] == str(version.build) and str(told["InstallationType"]).startswith(kind)
    if not agree or version.product_type not in (WORKSTATION, DOMAIN_CONTROLLER, SERVER):
        return Unknown("unreadable", "Windows and its registry do not agree on its version")
    return Windows(version.build, edition, is_server, version.product_type == DOMAIN_CONTROLLER)
