"""The licences of this Windows, through WMI; keys are never read."""

import sys

assert sys.platform == "win32"

from collections.abc import Callable, Mapping
from typing import Any, Final

from carecheck.look.windows_door.wmi import rows_of
from carecheck.look.windows_questions import ComTopic

WINDOWS: Final = "55c92734-d682-4d71-983e-d6ec3f16059f"  # the id of Windows among all that can be licensed
# Without this condition, Windows works out the state of hundreds of licences.
WITH_A_KEY: Final = f"ApplicationID = '{WINDOWS}' AND PartialProductKey IS NOT NULL"


def _licences() -> dict[str, Any]:
    found = rows_of("root\\cimv2", "SoftwareLicensingProduct", ("ID", "LicenseStatus", "LicenseIsAddon"), WITH_A_KEY)
    rows = [{"id": row["ID"], "status": row["LicenseStatus"], "addon": row["LicenseIsAddon"]} for row in found]
    return {"count": len(rows), "rows": rows}


TOPICS: Final[Mapping[ComTopic, Callable[[], dict[str, Any]]]] = {"licences": _licences}
