r"""COM objects in the place of Windows' own, inside its Windows: they answer from the rows of the made-up computer.

Windows finds them by the real class ids, and calls them through real COM. Each function here makes the object of a row in
`com_topics`, the inverse of a function in carecheck/look/windows_door.
"""

import sys

assert sys.platform == "win32"

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import pythoncom
from win32com.server.exception import COMException
from win32com.server.policy import DynamicPolicy
from win32com.server.util import NewEnum, wrap

from tests.windows.doubles.com_topics import WMI, Row, WmiClass
from tests.windows.doubles.told import topic

E_NOTIMPL, E_FAIL, E_ACCESSDENIED = -0x7FFFBFFF, -0x7FFFBFFB, -0x7FF8FFFB
DISP_E_MEMBERNOTFOUND: Final = -0x7FFDFFFD
WBEM_E_INVALID_NAMESPACE, WBEM_E_INVALID_CLASS, WBEM_E_INVALID_QUERY = -0x7FFBEFF2, -0x7FFBEFF0, -0x7FFBEFE9
RESULTS: Final = {"needs_admin": E_ACCESSDENIED, "blocked": E_ACCESSDENIED, "tool_missing": E_NOTIMPL}


class Object:
    """A COM object: its properties and methods by name, and what a collection holds. None of them has a case."""

    def __init__(self, items: "Sequence[Object] | None" = None, **members: Any) -> None:
        self._members = {name.lower(): member for name, member in members.items()}
        self._items = items
        if items is not None:
            self._members |= {"count": len(items), "item": lambda number: items[number]}

    def _dynamic_(self, name: str, _: int, how: int, arguments: tuple[Any, ...]) -> Any:
        if how & pythoncom.DISPATCH_PROPERTYPUT:
            self._members[name.lower()] = arguments[0]
            return None
        if name == "_NewEnum" and self._items is not None:
            return NewEnum([wrapped(item) for item in self._items])
        if name.lower() not in self._members:
            raise COMException(f"no {name} here", scode=DISP_E_MEMBERNOTFOUND)
        member = self._members[name.lower()]
        return wrapped(member(*arguments) if callable(member) else member)


def wrapped(plain: Any) -> Any:
    """A value as COM hands it over."""
    return wrap(plain, usePolicy=DynamicPolicy) if isinstance(plain, Object) else plain


def told(name: str) -> Row:
    """The entries of a topic; raises what Windows raises when it does not tell them."""
    found = topic(name)
    if "told" in found:
        entries: Row = found["told"]
        return entries
    raise COMException(found["unknown"], scode=RESULTS.get(found["unknown"], E_FAIL))


# Windows Update


def update_session() -> Object:
    """Microsoft.Update.Session."""
    return Object(CreateUpdateSearcher=_searcher)


def _searcher() -> Object:
    def search(_: str) -> Object:
        if found.asked("Online") is not False:
            raise COMException("a search that asks Microsoft's servers", scode=E_FAIL)
        row = told("update.waiting")
        return Object(ResultCode=row["result"], Updates=Object([_update(update) for update in row["rows"]]))

    def history(start: int, count: int) -> Object:
        return Object([_change(row) for row in told("update.history")["rows"]][start : start + count])

    found = _Searcher(
        Online=True,
        Search=search,
        GetTotalHistoryCount=lambda: told("update.history")["count"],
        QueryHistory=history,
    )
    return found


class _Searcher(Object):
    """IUpdateSearcher; asked without `Online` set to "no", the real one would ask Microsoft's servers."""

    def asked(self, name: str) -> Any:
        """What a property was set to."""
        return self._members[name.lower()]


def _update(row: Row) -> Object:
    classes = [Object(CategoryID=one, Type="UpdateClassification") for one in row["classes"]]
    product = Object(CategoryID="a product's", Type="Product")
    return Object(
        MsrcSeverity=row["severity"] or None, BrowseOnly=row["optional"], Categories=Object([product, *classes])
    )


def _change(row: Row) -> Object:
    return Object(Title=row["title"], Operation=row["operation"], ResultCode=row["result"], Date=_moment(row["at"]))


def automatic_updates() -> Object:
    """Microsoft.Update.AutoUpdate."""

    def results() -> Object:
        return Object(LastSearchSuccessDate=_moment(told("update.last_search")["at"]))

    def settings() -> Object:
        return Object(NotificationLevel=told("update.automatic")["level"])

    return Object(ServiceEnabled=lambda: told("update.automatic")["enabled"], Settings=settings, Results=results)


def update_system() -> Object:
    """Microsoft.Update.SystemInfo."""
    return Object(RebootRequired=lambda: told("update.restart")["required"])


def _moment(text: str | None) -> datetime | None:
    # A date of COM has no zone; the update agent means UTC.
    return datetime.fromisoformat(text).replace(tzinfo=None) if text else None


# The shell and the firewall


def shell() -> Object:
    """Shell.Application: what it shows of each drive."""

    def folder(place: str) -> Object | None:
        drives = {f"{row['letter']}:\\": row["protection"] for row in told("disk.protection")["rows"]}
        if place not in drives:
            return None
        return Object(Self=Object(ExtendedProperty=lambda _: drives[place]))

    return Object(NameSpace=folder)


def firewall() -> Object:
    """HNetCfg.FwPolicy2."""

    def profile(number: int) -> Row:
        rows: list[Row] = told("firewall")["rows"]
        return {row["profile"]: row for row in rows}[number]

    return Object(
        FirewallEnabled=lambda number: profile(number)["on"],
        DefaultInboundAction=lambda number: profile(number)["inbound"],
    )


# WMI


_QUERY: Final = re.compile(r"SELECT (?P<names>[\w, ]+) FROM (?P<kind>\w+)(?: WHERE .+)?", re.IGNORECASE)


def wmi() -> Object:
    """WbemScripting.SWbemLocator."""

    def connect(_: str, namespace: str) -> Object:
        inside = [one for one in WMI if one.namespace.lower() == namespace.lower()]
        if not inside:
            raise COMException(namespace, scode=WBEM_E_INVALID_NAMESPACE)
        return Object(ExecQuery=lambda query: _asked(inside, query))

    return Object(ConnectServer=connect)


def _asked(classes: list[WmiClass], query: str) -> Object:
    asked = _QUERY.fullmatch(query)
    if asked is None:
        raise COMException(query, scode=WBEM_E_INVALID_QUERY)
    for one in classes:
        if one.name.lower() == asked["kind"].lower():
            return Object([_row(row) for row in one.rows(told(one.topic))])
    raise COMException(asked["kind"], scode=WBEM_E_INVALID_CLASS)


def _row(row: Row) -> Object:
    return Object(Properties_=Object(Item=lambda name: Object(Value=row[name])))
