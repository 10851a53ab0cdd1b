"""How the Wi-Fi in use is protected. macOS hides its name from programs, but not this."""

from typing import Final, Literal

from carecheck.facts.model import Unknown
from carecheck.facts.wifi import Wifi
from carecheck.look.machine import Machine
from carecheck.look.macos.plists import Plist
from carecheck.look.macos.reports import SYSTEM_PROFILER, report
from carecheck.look.macos.told import unclear
from carecheck.look.probes import probe

REPORT: Final = "SPAirPortDataType"
INTERFACES: Final = "spairport_airport_interfaces"
STATE: Final = "spairport_status_information"
CONNECTED: Final = "spairport_status_connected"
NOT_CONNECTED: Final = ("spairport_status_inactive", "spairport_status_off")
NETWORK: Final = "spairport_current_network_information"
MODE: Final = "spairport_security_mode"

# Apple drops the first letter of one of them, so only what stands after this counts.
BEFORE: Final = "pairport_security_mode_"

Security = Literal["open", "wep", "wpa", "wpa2", "wpa3"]

# A network that takes two kinds is as weak as the weaker one.
KINDS: Final[dict[str, Security]] = {
    "none": "open",
    "open": "open",
    "wep": "wep",
    "dynamic_wep": "wep",
    "wpa_personal": "wpa",
    "wpa_enterprise": "wpa",
    "wpa_personal_mixed": "wpa",
    "wpa_enterprise_mixed": "wpa",
    "wpa2_personal_mixed": "wpa",
    "wpa2_enterprise_mixed": "wpa",
    "wpa2_personal": "wpa2",
    "wpa2_enterprise": "wpa2",
    "wpa3_transition": "wpa2",
    "wpa3_personal": "wpa3",
    "wpa3_enterprise": "wpa3",
}


OTHER_KIND: Final = Unknown("unreadable", "the Wi-Fi is protected in a way that we do not know")


@probe(Wifi, on="macos")
def wifi(machine: Machine) -> Wifi:
    """Look at the interface that is connected; none is, on a Mac with a cable."""
    interfaces = wifi_interfaces(machine)
    if isinstance(interfaces, Unknown):
        return Wifi.all_unknown(interfaces)
    network = next((one for one in interfaces if one.text(STATE) == CONNECTED), None)
    if network is not None:
        return _protection(_mode(network))
    if all(one.text(STATE) in NOT_CONNECTED for one in interfaces):
        return Wifi(in_use=False, security=None, seen_open=False, seen_old=False, seen_protected=False)
    return Wifi.all_unknown(unclear(SYSTEM_PROFILER))


def wifi_interfaces(machine: Machine) -> tuple[Plist, ...] | Unknown:
    """The interfaces for Wi-Fi, connected or not; the one that only serves AirDrop has no state."""
    found = report(machine, REPORT)
    if isinstance(found, Unknown):
        return found
    rows: list[Plist] = []
    for one in found:
        interfaces = one.rows(INTERFACES)
        if isinstance(interfaces, Unknown):
            return interfaces
        rows += interfaces or ()
    with_state = tuple(row for row in rows if STATE in row.values)
    return with_state if with_state or not found else unclear(SYSTEM_PROFILER)


def _mode(interface: Plist) -> Security | Unknown:
    network = interface.inner(NETWORK)
    mode = network.text(MODE) if isinstance(network, Plist) else None
    if not isinstance(mode, str) or BEFORE not in mode:
        return unclear(SYSTEM_PROFILER)
    return KINDS.get(mode.partition(BEFORE)[2]) or OTHER_KIND


def _protection(security: Security | Unknown) -> Wifi:
    if isinstance(security, Unknown):
        return Wifi.all_unknown(security).with_facts(in_use=True)
    return Wifi(
        in_use=True,
        security=security,
        seen_open=security in ("open", "wep"),
        seen_old=security == "wpa",
        seen_protected=security in ("wpa2", "wpa3"),
    )
