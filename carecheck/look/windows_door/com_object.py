"""COM objects, asked by name (late binding), so that tests can put others in their place."""

import sys

assert sys.platform == "win32"

from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final, cast

MOST_ROWS: Final = 10_000  # in one collection; no honest one has as many


class _Variant:
    """Stands for pywin32's own class of values with a type, of which we make none."""


# To tell such values, pywin32 loads its module for clients, which writes a cache into the folder for temporary files
# as soon as it is loaded. So it finds this one.
_clients: Any = ModuleType("win32com.client")
_clients.VARIANT = _Variant
sys.modules.setdefault("win32com.client", _clients)


class ComObject:
    """A COM object, asked by name. pywin32's own way would write a cache into the folder for temporary files."""

    def __init__(self, dispatch: Any) -> None:
        self._dispatch = dispatch

    @classmethod
    def named(cls, name: str) -> "ComObject":
        """A new object of the class with this name (ProgID) or id."""
        import pythoncom

        where = pythoncom.CLSCTX_INPROC_SERVER | pythoncom.CLSCTX_LOCAL_SERVER
        found: Any = pythoncom.CoCreateInstance(cast(Any, name), None, where, pythoncom.IID_IDispatch)
        return cls(found)

    def get(self, name: str, *arguments: object) -> Any:
        """A property, or what a method gives back."""
        import pythoncom

        wanted = pythoncom.DISPATCH_PROPERTYGET | pythoncom.DISPATCH_METHOD
        return self._dispatch.Invoke(self._dispatch.GetIDsOfNames(0, name), 0, wanted, True, *arguments)

    def inner(self, name: str, *arguments: object) -> "ComObject":
        """An object within this one."""
        return ComObject(self.get(name, *arguments))

    def set(self, name: str, value: object) -> None:
        """Set a property of this object alone, which nothing outside of carecheck sees."""
        import pythoncom

        self._dispatch.Invoke(self._dispatch.GetIDsOfNames(0, name), 0, pythoncom.DISPATCH_PROPERTYPUT, False, value)

    def items(self) -> list["ComObject"]:
        """The objects in a collection. Raises ValueError where there are too many."""
        count = int(self.get("Count"))
        if count > MOST_ROWS:
            raise ValueError(f"more than {MOST_ROWS:,} rows")
        return [self.inner("Item", number) for number in range(count)]

    def each(self) -> Iterator["ComObject"]:
        """The objects in a collection that can only be gone through. Raises ValueError where there are too many."""
        import pythoncom

        wanted = pythoncom.DISPATCH_PROPERTYGET | pythoncom.DISPATCH_METHOD
        found = self._dispatch.Invoke(pythoncom.DISPID_NEWENUM, 0, wanted, True)
        through: Any = found.QueryInterface(pythoncom.IID_IEnumVARIANT)
        left = MOST_ROWS
        while row := through.Next(1):
            left -= 1
            if left < 0:
                raise ValueError(f"more than {MOST_ROWS:,} rows")
            yield ComObject(row[0].QueryInterface(pythoncom.IID_IDispatch))
