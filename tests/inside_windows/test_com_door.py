"""COM objects are asked without anything being written."""

import sys
import tempfile
from pathlib import Path

assert sys.platform == "win32"  # for type checkers; elsewhere these tests are not collected

from carecheck.look.windows_door.wmi import rows_of  # noqa: E402


def test_rows_of_wmi_are_read_and_no_cache_is_written() -> None:
    import pythoncom

    cache = Path(tempfile.gettempdir()) / "gen_py"
    assert not cache.exists()
    pythoncom.CoInitialize()

    rows = rows_of("root\\cimv2", "Win32_OperatingSystem", ["BuildNumber"])

    assert len(rows) == 1
    assert str(rows[0]["BuildNumber"]).isdecimal()
    assert not cache.exists()
