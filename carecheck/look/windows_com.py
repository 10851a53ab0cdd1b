"""What Windows Update tells through COM, from what it already knows; it is never told to search its servers.

Each question has a thread of its own: on a sick computer COM may never answer.
"""

import sys

assert sys.platform == "win32"

from collections.abc import Callable, Mapping
from datetime import UTC
from threading import Thread
from typing import Any, Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import About, Answer, refused
from carecheck.look.windows_questions import ComTopic, Told

MOST_HISTORY: Final = 200
WAITING: Final = "IsInstalled=0 and IsHidden=0 and Type='Software'"

_ACCESS_DENIED: Final = 0x80070005
_NOT_HERE: Final = frozenset(
    {
        0x80004001,  # E_NOTIMPL
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
    except AttributeError:
        answers.append(Unknown("tool_missing", f"{topic} is not told by this Windows"))
    except (TypeError, ValueError):
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


def _object(name: str) -> Any:
    from win32com.client import dynamic

    return dynamic.Dispatch(name)  # late binding: nothing is generated, and nothing written


def _searcher() -> Any:
    searcher = _object("Microsoft.Update.Session").CreateUpdateSearcher()
    searcher.Online = False
    return searcher


def _waiting() -> dict[str, Any]:
    found = _searcher().Search(WAITING)
    updates = found.Updates
    rows = [
        {
            "severity": str(update.MsrcSeverity or ""),
            "classes": [str(one.CategoryID) for one in _each(update.Categories) if one.Type == "UpdateClassification"],
            "optional": bool(getattr(update, "BrowseOnly", False)),
        }
        for update in _each(updates)
    ]
    return {"result": int(found.ResultCode), "count": int(updates.Count), "rows": rows}


def _history() -> dict[str, Any]:
    searcher = _searcher()
    count = min(int(searcher.GetTotalHistoryCount()), MOST_HISTORY)
    rows = [
        {
            "title": str(entry.Title or ""),
            "operation": int(entry.Operation),
            "result": int(entry.ResultCode),
            "at": _time(entry.Date) or "",
        }
        for entry in (_each(searcher.QueryHistory(0, count)) if count else [])
    ]
    return {"count": count, "rows": rows}


def _last_search() -> dict[str, Any]:
    return {"at": _time(_object("Microsoft.Update.AutoUpdate").Results.LastSearchSuccessDate)}


def _automatic() -> dict[str, Any]:
    agent = _object("Microsoft.Update.AutoUpdate")
    return {"enabled": bool(agent.ServiceEnabled), "level": int(agent.Settings.NotificationLevel)}


def _restart() -> dict[str, Any]:
    return {"required": bool(_object("Microsoft.Update.SystemInfo").RebootRequired)}


def _each(collection: Any) -> list[Any]:
    return [collection.Item(number) for number in range(int(collection.Count))]


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
