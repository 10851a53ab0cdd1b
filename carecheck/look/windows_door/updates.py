"""What Windows Update tells through COM, from what it already knows; it is never told to search its servers."""

import sys

assert sys.platform == "win32"

from collections.abc import Callable, Mapping
from datetime import UTC
from typing import Any, Final

from carecheck.look.windows_door.com_object import ComObject
from carecheck.look.windows_questions import ComTopic

MOST_HISTORY: Final = 200
WAITING: Final = "IsInstalled=0 and IsHidden=0 and Type='Software'"


def _searcher() -> ComObject:
    searcher = ComObject.named("Microsoft.Update.Session").inner("CreateUpdateSearcher")
    searcher.set("Online", False)
    return searcher


def _waiting() -> dict[str, Any]:
    found = _searcher().inner("Search", WAITING)
    updates = found.inner("Updates")
    rows = [
        {
            "severity": str(update.get("MsrcSeverity") or ""),
            "classes": [
                str(one.get("CategoryID"))
                for one in update.inner("Categories").items()
                if one.get("Type") == "UpdateClassification"
            ],
            "optional": bool(update.get("BrowseOnly")),
        }
        for update in updates.items()
    ]
    return {"result": int(found.get("ResultCode")), "count": int(updates.get("Count")), "rows": rows}


def _history() -> dict[str, Any]:
    searcher = _searcher()
    count = min(int(searcher.get("GetTotalHistoryCount")), MOST_HISTORY)
    entries = searcher.inner("QueryHistory", 0, count).items() if count else []
    rows = [
        {
            "title": str(entry.get("Title") or ""),
            "operation": int(entry.get("Operation")),
            "result": int(entry.get("ResultCode")),
            "at": _time(entry.get("Date")) or "",
        }
        for entry in entries
    ]
    return {"count": count, "rows": rows}


def _last_search() -> dict[str, Any]:
    results = ComObject.named("Microsoft.Update.AutoUpdate").inner("Results")
    return {"at": _time(results.get("LastSearchSuccessDate"))}


def _automatic() -> dict[str, Any]:
    agent = ComObject.named("Microsoft.Update.AutoUpdate")
    level = agent.inner("Settings").get("NotificationLevel")
    return {"enabled": bool(agent.get("ServiceEnabled")), "level": int(level)}


def _restart() -> dict[str, Any]:
    return {"required": bool(ComObject.named("Microsoft.Update.SystemInfo").get("RebootRequired"))}


def _time(moment: Any) -> str | None:
    # The update agent gives UTC, and COM has no zone.
    return None if moment is None else str(moment.replace(tzinfo=UTC).isoformat())


TOPICS: Final[Mapping[ComTopic, Callable[[], dict[str, Any]]]] = {
    "update.automatic": _automatic,
    "update.history": _history,
    "update.last_search": _last_search,
    "update.restart": _restart,
    "update.waiting": _waiting,
}
