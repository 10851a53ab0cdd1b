"""COM objects are asked without anything being written."""

import sys
import tempfile
from pathlib import Path

assert sys.platform == "win32"  # for type checkers; elsewhere these tests are not collected

from typing import Any  # noqa: E402 - after the assertion

import pytest  # noqa: E402 - after the assertion

from carecheck.look.windows_door import com_object  # noqa: E402 - after the assertion
from carecheck.look.windows_door.com_object import ComObject  # noqa: E402 - after the assertion
from carecheck.look.windows_door.wmi import rows_of  # noqa: E402 - after the assertion


def test_rows_of_wmi_are_read_and_no_cache_is_written() -> None:
    import pythoncom

    cache = Path(tempfile.gettempdir()) / "gen_py"
    assert not cache.exists()
    pythoncom.CoInitialize()

    rows = rows_of("root\\cimv2", "Win32_OperatingSystem", ["BuildNumber"])

    assert len(rows) == 1
    assert str(rows[0]["BuildNumber"]).isdecimal()
    assert not cache.exists()


class Endless(ComObject):
    """Stands in for a collection that says it has a thousand million rows."""

    def get(self, name: str, *_: object) -> Any:
        return {"Count": 10**9}[name]


def test_a_collection_without_an_end_is_not_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(com_object, "MOST_ROWS", 0)

    with pytest.raises(ValueError, match="more than"):
        Endless(None).items()
    with pytest.raises(ValueError, match="more than"):
        rows_of("root\\cimv2", "Win32_OperatingSystem", ["BuildNumber"])
