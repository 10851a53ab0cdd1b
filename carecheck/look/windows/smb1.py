"""SMB version 1 on this Windows: its two drivers, which are there only where the old feature is installed."""

from typing import Final

from carecheck.facts.model import Unknown, all_of
from carecheck.facts.smb1 import Smb1
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.registry import read_number
from carecheck.look.windows.services import DISABLED, SERVICES, Installed, installed_services, start_of

SERVER: Final = f"{SERVICES}\\LanmanServer\\Parameters"
SERVER_DRIVER, CLIENT_DRIVER = "srv", "mrxsmb10"


@probe(Smb1, on="windows")
def smb1(machine: Machine) -> Smb1:
    """The driver decides; the server has a switch besides, and one that was never set is on."""
    installed = installed_services(machine)
    switch = read_number(machine, "HKLM", SERVER, "SMB1")
    allowed: bool | Unknown = switch if isinstance(switch, Unknown) else switch != 0
    return Smb1(
        server_on=all_of([_can_start(machine, SERVER_DRIVER, installed), allowed]),
        client_on=_can_start(machine, CLIENT_DRIVER, installed),
    )


def _can_start(machine: Machine, driver: str, installed: Installed | Unknown) -> bool | Unknown:
    if isinstance(installed, Unknown):
        return installed
    if driver not in installed:
        return False
    start = start_of(machine, driver)
    return start if isinstance(start, Unknown) else start != DISABLED
