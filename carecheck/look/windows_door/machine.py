"""The Windows that carecheck runs on: it is only ever read.

No program is run. Each question goes to the registry, to the list of services, to files, to COM or to the Win32 API.
"""

import sys

assert sys.platform == "win32"

import socket
from datetime import date, datetime
from pathlib import PurePath
from typing import NamedTuple

import psutil
import pywintypes
import win32security
import win32ts

from carecheck.facts.model import Unknown
from carecheck.look.evidence import shown_place
from carecheck.look.knock import KNOCKS_NOT, Knock
from carecheck.look.local_files import list_folder, look_at, not_there, read_file
from carecheck.look.machine import (
    About,
    Answer,
    ListFolder,
    LookAt,
    Machine,
    Question,
    ReadFile,
    ReadLink,
    RunProgram,
    refused,
)
from carecheck.look.whole_letters import in_whole_letters
from carecheck.look.windows_door.api import ask_api
from carecheck.look.windows_door.com import ask_com
from carecheck.look.windows_door.programs import installed_programs
from carecheck.look.windows_door.registry import (
    Root,
    TooLargeError,
    list_key,
    local_machine,
    person_root,
    read_value,
)
from carecheck.look.windows_door.token import is_elevated, our_sid
from carecheck.look.windows_questions import AskApi, AskCom, AskService, ListKey, ReadValue, Service, Told
from carecheck.systems import windows_release

_PROFILES = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList"


class WindowsMachine(Machine):
    """The Windows at hand; `today` is the day for which facts are collected, else today by the computer's own clock."""

    def __init__(self, *, today: date | None = None, about: About | None = None) -> None:
        self.about = about or about_this_windows(today)

    def ask(self, question: Question) -> Answer:
        """Answer one question; never raises for what the computer does."""
        try:
            return in_whole_letters(self._answer(question))
        except (FileNotFoundError, NotADirectoryError):
            return not_there(question, self._real("~"))
        except PermissionError:
            return refused(self.about, f"{self._named(question)}: access is denied")
        except OSError as error:
            return Unknown("unreadable", f"{self._named(question)}: error {error.winerror or error.errno}")
        except pywintypes.error as error:
            return Unknown("unreadable", f"{self._named(question)}: error {error.winerror}")
        except TooLargeError as error:
            return Unknown("unreadable", f"{self._named(question)}: {error}")
        except ValueError:  # a zero byte in a path
            return Unknown("unreadable", "nothing can have such a name")

    def _answer(self, question: Question) -> Answer:
        match question:
            case ReadValue(hive, key, name, view):
                root = self._root(hive)
                return root if isinstance(root, Unknown) else read_value(root, key, name, view)
            case ListKey(hive, key, view):
                root = self._root(hive)
                return root if isinstance(root, Unknown) else list_key(root, key, view)
            case AskService(name):
                return self._service(name)
            case AskCom(topic, seconds):
                return ask_com(self.about, topic, seconds)
            case AskApi("programs"):
                root = self._root("HKCU")
                return root if isinstance(root, Unknown) else Told(installed_programs(root))
            case AskApi(topic):
                return ask_api(self.about, topic)
            case ReadFile(path, most_bytes):
                return read_file(self._real(path), most_bytes)
            case ListFolder(path, most_entries):
                return list_folder(self._real(path), most_entries)
            case LookAt(path):
                return look_at(self._real(path), PurePath(path).name)
            case Knock():
                return KNOCKS_NOT
            case RunProgram() | ReadLink():
                return Unknown("not_possible_here", "on Windows, no program is run and no link followed")

    def _root(self, hive: str) -> Root | Unknown:
        return local_machine() if hive == "HKLM" else person_root(self.about.person, our_sid())

    def _service(self, name: str) -> Answer:
        try:
            state = psutil.win_service_get(name).status()
        except psutil.NoSuchProcess:
            return None
        except psutil.AccessDenied:
            return refused(self.about, f"service {name}: access is denied")
        return Service("running" if state == "running" else "stopped" if state == "stopped" else "other")

    def _real(self, path: str) -> str:
        return self.about.home + path[1:] if path == "~" or path.startswith("~/") else path

    def _named(self, question: Question) -> str:
        match question:
            case ReadFile(path) | ListFolder(path) | LookAt(path):
                return shown_place(path, self.about.login)[0]
            case AskService(name):
                return name
            case AskCom(topic) | AskApi(topic):
                return topic
            case _:
                return type(question).__name__


def about_this_windows(today: date | None = None) -> About:
    """What is known of this computer before anything is asked."""
    person = _person()
    return About(
        system="windows",
        today=today or datetime.now().astimezone().date(),
        home=_home(person.sid),
        release=windows_release(sys.getwindowsversion().build),
        elevated=is_elevated(),
        person=person.sid,
        login=person.login,
        host_name=_host_name(),
        machine_id=_text("SOFTWARE\\Microsoft\\Cryptography", "MachineGuid"),
    )


class _Person(NamedTuple):
    """Who works here."""

    sid: str | None
    login: str


def _person() -> _Person:
    """Whose session this is: not always whose rights we have, for a password of somebody else may have been typed."""
    ours = our_sid()
    try:
        our_login, our_domain, _ = win32security.LookupAccountSid(None, win32security.ConvertStringSidToSid(ours))
    except pywintypes.error:
        our_login, our_domain = "", ""
    try:
        login = _of_session(win32ts.WTSUserName)
        domain = _of_session(win32ts.WTSDomainName)
    except pywintypes.error:
        login, domain = "", ""
    if (login.casefold(), domain.casefold()) == (our_login.casefold(), our_domain.casefold()):
        return _Person(ours, our_login)
    if not login:
        return _Person(None if is_elevated() else ours, our_login)
    try:
        sid, _, _ = win32security.LookupAccountName(None, f"{domain}\\{login}")
    except pywintypes.error:
        return _Person(None, login)
    return _Person(str(win32security.ConvertSidToStringSid(sid)), login)


def _of_session(what: int) -> str:
    return str(win32ts.WTSQuerySessionInformation(win32ts.WTS_CURRENT_SERVER_HANDLE, win32ts.WTS_CURRENT_SESSION, what))


def _home(sid: str | None) -> str:
    """The home folder of the person, with slashes; a place that nothing is at where nobody is known."""
    folder = _text(f"{_PROFILES}\\{sid}", "ProfileImagePath") if sid else ""
    return (folder or "C:\\nonexistent").replace("\\", "/")


def _host_name() -> str:
    """The name of the computer, which Windows reads from its registry; empty where it may not."""
    try:
        return socket.gethostname()
    except OSError:
        return ""


def _text(key: str, name: str) -> str:
    import winreg

    try:
        data = read_value(local_machine(), key, name, 64).data
    except (OSError, TooLargeError):
        return ""
    return winreg.ExpandEnvironmentStrings(data) if isinstance(data, str) else ""
