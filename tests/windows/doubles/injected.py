"""What cannot be put into a Wine, put into its Python before carecheck starts; carecheck knows nothing of it.

A token of Wine is always an administrator's, and its login always Wine's own. So these answers of pywin32 are replaced:
who runs carecheck (`GetTokenInformation`: user, groups, elevation), who signed in (`WTSQuerySessionInformation`), and
the names of these two (`LookupAccountSid`, `LookupAccountName`). The ports on which programs wait are those of the real
computer, so two answers of psutil are replaced where the made-up one tells its own (`net_connections`, and the names of
`Process`). And libraries that are opened with `ctypes.WinDLL` have
the functions of our own win32.dll in front of Windows' own.
"""

import sys

assert sys.platform == "win32"

import ctypes
from typing import Any, Final

import pywintypes
import win32security
import win32ts

from tests.windows.doubles.told import folder, pc, topic

ACCESS_DENIED, NOT_MAPPED = 5, 1332
DOMAIN: Final = "PC"
OF_OTHERS: Final = "another"
FIRST_PROGRAM: Final = 1_000_000


def inject() -> None:
    """Put everything in its place."""
    _inject_token()
    _inject_names()
    if topic("listening").get("unknown") != "tool_missing":
        _inject_ports()
    _inject_libraries()


def _inject_ports() -> None:
    import socket
    from types import SimpleNamespace

    import psutil

    ports: Any = psutil
    real = ports.Process
    rows = topic("listening").get("told", {}).get("rows")
    names = {FIRST_PROGRAM + number: row["program"] for number, row in enumerate(rows or []) if row["program"]}

    class Program:
        """A program of which we know the name alone."""

        def __init__(self, number: int) -> None:
            self.name = lambda: names[number]

    def connections(_: str = "inet") -> list[Any]:
        if rows is None:
            raise psutil.AccessDenied
        found: list[Any] = []
        for number, row in enumerate(rows, FIRST_PROGRAM):
            kind = socket.SOCK_STREAM if row["protocol"] == "TCP" else socket.SOCK_DGRAM
            place = SimpleNamespace(ip="127.0.0.1" if row["loopback"] else "0.0.0.0", port=row["port"])
            state = "LISTEN" if row["protocol"] == "TCP" else "NONE"
            program = number if number in names else None
            found.append(SimpleNamespace(type=kind, laddr=place, raddr=(), status=state, pid=program))
        return found

    ports.net_connections = connections
    ports.Process = lambda number=None: Program(number) if number in names else real(number)


def _inject_token() -> None:
    security: Any = win32security
    real, person, token = security.GetTokenInformation, pc()["person"], topic("token")
    user = security.ConvertStringSidToSid(token.get("told", {}).get("user", person["sid"]))

    def told(handle: Any, what: int) -> Any:
        if what == security.TokenUser:
            return (user, 0)
        if what == security.TokenElevation:
            return int(person["elevated"])
        if what == security.TokenGroups:
            if "told" not in token:
                raise pywintypes.error(ACCESS_DENIED, "GetTokenInformation", "Access is denied.")
            return [(security.ConvertStringSidToSid(sid), 7) for sid in token["told"]["groups"]]
        return real(handle, what)

    security.GetTokenInformation = told


def _inject_names() -> None:
    """The person who signed in and, where it is another, the login whose rights carecheck has."""
    security: Any = win32security
    session: Any = win32ts
    person = pc()["person"]
    user = topic("token").get("told", {}).get("user", person["sid"])
    names = {user: OF_OTHERS, person["sid"]: person["login"]}
    real_name, real_sid, real_session = (
        security.LookupAccountSid,
        security.LookupAccountName,
        session.WTSQuerySessionInformation,
    )

    def name_of(system: Any, sid: Any) -> Any:
        name = names.get(security.ConvertSidToStringSid(sid))
        return (name, DOMAIN, 1) if name is not None else real_name(system, sid)

    def sid_of(system: Any, whole: str) -> Any:
        domain, _, name = whole.rpartition("\\")
        found = [sid for sid, one in names.items() if one.casefold() == name.casefold()] if domain == DOMAIN else []
        return (security.ConvertStringSidToSid(found[0]), DOMAIN, 1) if found else real_sid(system, whole)

    def of_session(server: Any, number: int, what: int) -> Any:
        told = {session.WTSUserName: person["login"], session.WTSDomainName: DOMAIN}
        return told[what] if what in told else real_session(server, number, what)

    security.LookupAccountSid, security.LookupAccountName = name_of, sid_of
    session.WTSQuerySessionInformation = of_session


def _inject_libraries() -> None:
    real: Any = ctypes.WinDLL
    ours = real(str(folder() / "win32.dll"), use_last_error=True)

    class Library(real):  # type: ignore[misc]
        """A library of Windows with our functions in front of its own."""

        def __getattr__(self, name: str) -> Any:
            try:
                return getattr(ours, name)
            except AttributeError:
                return super().__getattr__(name)

    ctypes.WinDLL = Library  # type: ignore[misc]
