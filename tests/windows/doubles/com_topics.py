"""Which COM object of ours tells which topic: to add one, put it in a table here.

An object of its own: its class id, the function in `com` that makes it, and the topics that it tells. Rows of WMI need no
function there: where the class is, the topic, and how its entries become rows again, the inverse of the function in
carecheck/look/windows_door.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

Row = dict[str, Any]


class ComClass(NamedTuple):
    """A class of Windows in whose place we stand."""

    make: str
    topics: tuple[str, ...]


class WmiClass(NamedTuple):
    """A class of WMI: a row is its properties."""

    namespace: str
    name: str
    topic: str
    rows: Callable[[Row], list[Row]]


CLASSES: Final[Mapping[str, ComClass]] = {
    "{4CB43D7F-7EEE-4906-8698-60DA1C38F2FE}": ComClass("update_session", ("update.history", "update.waiting")),
    "{13709620-C279-11CE-A49E-444553540000}": ComClass("shell", ("disk.protection",)),  # Shell.Application
    "{BFE18E9C-6D87-4450-B37C-E02F0B373803}": ComClass("automatic_updates", ("update.automatic", "update.last_search")),
    "{C01B9BA0-BEA7-41BA-B604-D0A36F469133}": ComClass("update_system", ("update.restart",)),
    "{76A64158-CB41-11D1-8B02-00600806D9B6}": ComClass("wmi", ()),  # WbemScripting.SWbemLocator
    "{E2B3C97F-6AE1-41AC-817A-F6F92166D7DD}": ComClass("firewall", ("firewall",)),  # HNetCfg.FwPolicy2
}


def _products(told: Row) -> list[Row]:
    return [
        {"displayName": row["name"], "productState": row["state"], "pathToSignedProductExe": row["path"]}
        for row in told["rows"]
    ]


def _defender(told: Row) -> list[Row]:
    on = {"AMServiceEnabled": told["on"], "AntivirusEnabled": told["on"]}
    watching = {"RealTimeProtectionEnabled": told["watching"], "IsTamperProtected": told["tamper"]}
    return [{"AMRunningMode": told["mode"], **on, **watching}]


def _networks(told: Row) -> list[Row]:
    return [
        {"NetworkCategory": row["category"], "IPv4Connectivity": 4 if row["internet"] else 1, "IPv6Connectivity": 0}
        for row in told["rows"]
    ]


def _licences(told: Row) -> list[Row]:
    return [{"ID": row["id"], "LicenseStatus": row["status"], "LicenseIsAddon": row["addon"]} for row in told["rows"]]


WMI: Final[tuple[WmiClass, ...]] = (
    WmiClass("root\\Microsoft\\Windows\\Defender", "MSFT_MpComputerStatus", "defender", _defender),
    WmiClass("root\\SecurityCenter2", "AntiVirusProduct", "security.antivirus", _products),
    WmiClass("root\\SecurityCenter2", "FirewallProduct", "security.firewall", _products),
    WmiClass("root\\StandardCimv2", "MSFT_NetConnectionProfile", "networks", _networks),
    WmiClass("root\\cimv2", "SoftwareLicensingProduct", "licences", _licences),
)


def topics_of_com() -> set[str]:
    """The topics for which there is an object."""
    return {topic for one in CLASSES.values() for topic in one.topics} | {one.topic for one in WMI}
