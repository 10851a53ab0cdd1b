"""Rows of WMI, asked for through its scripting object; one that Windows does not have is an error of COM."""

import sys

assert sys.platform == "win32"

from collections.abc import Sequence
from typing import Any

from carecheck.look.windows_door.com_object import ComObject


def rows_of(namespace: str, kind: str, names: Sequence[str], where: str = "") -> list[dict[str, Any]]:
    """The rows of a class, each with these properties; `where` is the condition that WMI itself applies."""
    server = ComObject.named("WbemScripting.SWbemLocator").inner("ConnectServer", ".", namespace)
    found = server.inner("ExecQuery", f"SELECT {', '.join(names)} FROM {kind}{f' WHERE {where}' if where else ''}")
    # Always by name: a row that is asked for all of its properties does not answer everywhere.
    return [{name: row.inner("Properties_").inner("Item", name).get("Value") for name in names} for row in found.each()]
