"""What Windows Update tells through COM, from what it already knows; it is never told to search its servers.

Each question has a thread of its own: on a sick computer COM may never answer.
"""

import sys

assert sys.platform == "win32"

from collections.abc import Callable, Mapping
from datetime import UTC
from threading import Thread
from typing import Any, Final, cast

from carecheck.facts.model import Unknown
from carecheck.look.machine import About, Answer, refused
from carecheck.look.windows_questions import ComTopic, Told

MOST_HISTORY: Final = 200
WAITING: Final = "IsInstalled=0 and IsHidden=0 and Type='Software'"

_ACCESS_DENIED: Final = 0x80070005
_NOT_HERE: Final = frozenset(
    {
        0x80004001,  # E_NOTIMPL
        0x80020003,  # DISP_E_MEMBERNOTFOUND
        0x80020006,  # DISP_E_UNKNOWNNAME
        0x80040154,  # REGDB_E_CLASSNOTREG
        0x800401F3,  # CO_E_CLASSSTRING
    }
)


def ask_com(about: About, topic: ComTopic, seconds: float) -> Answer:
    """Ask within a limit of time."""
    answers: list[Answer] = []
    thread = Thread(target=_ask, args=(about, topic, answers), name=f"COM {topic}", daemon=True)
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else Unknown("timed_out", f"{topic} took more than {seconds:g} s")


def _ask(about: About, topic: ComTopic, answers: list[Answer]) -> None:
    import pythoncom
    import pywintypes

    pythoncom.CoInitialize()
    try:
        answers.append(Told(_TOPICS[topic]()))
    except pywintypes.com_error as error:
        answers.append(_gap(about, topic, error))
    except (AttributeError, TypeError, ValueError):
        answers.append(Unknown("unreadable", f"{topic} came back in another form"))
    finally:
        pythoncom.CoUninitialize()


def _gap(about: About, topic: str, error: Any) -> Unknown:
    inner = error.excepinfo[5] if error.excepinfo and len(error.excepinfo) > 5 else 0
    code = (inner or error.hresult) & 0xFFFFFFFF
    if code == _ACCESS_DENIED:
        return refused(about, f"{topic}: access is denied")
    if code in _NOT_HERE:
        return Unknown("tool_missing", f"{topic} is not told by this Windows")
    return Unknown("unreadable", f"{topic}: error {code:#010x}")


class _Object:
    """A COM object, asked by name. pywin32's own way would write a cache into the folder for temporary files."""

    def __init__(self, dispatch: Any) -> None:
        self._dispatch = dispatch

    @classmethod
    def named(cls, name: str) -> "_Object":
        import pythoncom

        where = pythoncom.CLSCTX_INPROC_SERVER | pythoncom.CLSCTX_LOCAL_SERVER
        found: Any = pythoncom.CoCreateInstance(cast(Any, name), None, where, pythoncom.IID_IDispatch)
        return cls(found)

    def get(self, name: str, *arguments: object) -> Any:
        """A property, or what a method gives back."""
        import pythoncom

        wanted = pythoncom.DISPATCH_PROPERTYGET | pythoncom.DISPATCH_METHOD
        return self._dispatch.Invoke(self._dispatch.GetIDsOfNames(0, name), 0, wanted, True, *arguments)

    def inner(self, name: str, *arguments: object) -> "_Object":
        """An object within this one."""
        return _Object(self.get(name, *arguments))

    def set(self, name: str, value: object) -> None:
        """Set a property of this object alone, which nothing outside of carecheck sees."""
        import pythoncom

        self._dispatch.Invoke(self._dispatch.GetIDsOfNames(0, name), 0, pythoncom.DISPATCH_PROPERTYPUT, False, value)

    def items(self) -> list["_Object"]:
        """The objects in a collection."""
        return [self.inner("Item", number) for number in range(int(self.get("Count")))]


def _searcher() -> _Object:
    searcher = _Object.named("Microsoft.Update.Session").inner("CreateUpdateSearcher")
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
    results = _Object.named("Microsoft.Update.AutoUpdate").inner("Results")
    return {"at": _time(results.get("LastSearchSuccessDate"))}


def _automatic() -> dict[str, Any]:
    agent = _Object.named("Microsoft.Update.AutoUpdate")
    level = agent.inner("Settings").get("NotificationLevel")
    return {"enabled": bool(agent.get("ServiceEnabled")), "level": int(level)}


def _restart() -> dict[str, Any]:
    return {"required": bool(_Object.named("Microsoft.Update.SystemInfo").get("RebootRequired"))}


def _time(moment: Any) -> str | None:
    # The update agent gives UTC, and COM has no zone.
    return None if moment is None else str(moment.replace(tzinfo=UTC).isoformat())


_TOPICS: Final[Mapping[ComTopic, Callable[[], dict[str, Any]]]] = {
    "update.automatic": _automatic,
    "update.history": _history,
    "update.last_search": _last_search,
    "update.restart": _restart,
    "update.waiting": _waiting,
}
