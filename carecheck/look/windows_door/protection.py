"""What Windows' security centre and Microsoft Defender tell through WMI."""

import sys

assert sys.platform == "win32"

from collections.abc import Callable, Mapping
from typing import Any, Final

from carecheck.look.windows_door.wmi import rows_of
from carecheck.look.windows_questions import ComTopic

SECURITY_CENTRE: Final = "root\\SecurityCenter2"
DEFENDER: Final = "root\\Microsoft\\Windows\\Defender"

_OF_A_PRODUCT: Final = ("displayName", "productState", "pathToSignedProductExe")
_OF_DEFENDER: Final = (
    "AMRunningMode",
    "AMServiceEnabled",
    "AntivirusEnabled",
    "RealTimeProtectionEnabled",
    "IsTamperProtected",
)


def _products(kind: str) -> dict[str, Any]:
    rows = [
        {
            "name": str(row["displayName"] or ""),
            "state": int(row["productState"]),
            "path": str(row["pathToSignedProductExe"] or ""),
        }
        for row in rows_of(SECURITY_CENTRE, kind, _OF_A_PRODUCT)
    ]
    return {"count": len(rows), "rows": rows}


def _defender() -> dict[str, Any]:
    (row,) = rows_of(DEFENDER, "MSFT_MpComputerStatus", _OF_DEFENDER)  # none, or several: the unpacking fails
    missing = [name for name in _OF_DEFENDER if row[name] is None]
    if missing:
        raise ValueError(f"Defender does not tell {missing[0]}")
    return {
        "mode": str(row["AMRunningMode"]),
        "on": bool(row["AMServiceEnabled"]) and bool(row["AntivirusEnabled"]),
        "watching": bool(row["RealTimeProtectionEnabled"]),
        "tamper": bool(row["IsTamperProtected"]),
    }


TOPICS: Final[Mapping[ComTopic, Callable[[], dict[str, Any]]]] = {
    "defender": _defender,
    "security.antivirus": lambda: _products("AntiVirusProduct"),
    "security.firewall": lambda: _products("FirewallProduct"),
}
