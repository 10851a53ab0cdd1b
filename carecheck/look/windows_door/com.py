"""Asking COM: each question has a thread of its own, for on a sick computer COM may never answer."""

import sys

assert sys.platform == "win32"

from collections.abc import Callable, Mapping
from threading import Thread
from typing import Any, Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import About, Answer, refused
from carecheck.look.windows_door import disks, firewall, licences, protection, updates
from carecheck.look.windows_questions import ComTopic, Told

_ACCESS_DENIED: Final = frozenset({0x80070005, 0x80041003})  # E_ACCESSDENIED, WBEM_E_ACCESS_DENIED
_WIN32_ACCESS_DENIED: Final = 5
_NOT_HERE: Final = frozenset(
    {
        0x80004001,  # E_NOTIMPL
        0x80020003,  # DISP_E_MEMBERNOTFOUND
        0x80020006,  # DISP_E_UNKNOWNNAME
        0x80040154,  # REGDB_E_CLASSNOTREG
        0x8004100E,  # WBEM_E_INVALID_NAMESPACE
        0x80041010,  # WBEM_E_INVALID_CLASS
        0x800401F3,  # CO_E_CLASSSTRING
    }
)

_TOPICS: Final[Mapping[ComTopic, Callable[[], dict[str, Any]]]] = {
    **disks.COM_TOPICS,
    **licences.TOPICS,
    **firewall.COM_TOPICS,
    **protection.TOPICS,
    **updates.TOPICS,
}


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
    except OSError as error:  # of a function of Windows that is asked as well
        denied = error.winerror == _WIN32_ACCESS_DENIED
        gap = Unknown("unreadable", f"{topic}: error {error.winerror or error.errno}")
        answers.append(refused(about, f"{topic}: access is denied") if denied else gap)
    except (AttributeError, TypeError, ValueError):
        answers.append(Unknown("unreadable", f"{topic} came back in another form"))
    finally:
        pythoncom.CoUninitialize()


def _gap(about: About, topic: str, error: Any) -> Unknown:
    inner = error.excepinfo[5] if error.excepinfo and len(error.excepinfo) > 5 else 0
    code = (inner or error.hresult) & 0xFFFFFFFF
    if code in _ACCESS_DENIED:
        return refused(about, f"{topic}: access is denied")
    if code in _NOT_HERE:
        return Unknown("tool_missing", f"{topic} is not told by this Windows")
    return Unknown("unreadable", f"{topic}: error {code:#010x}")
