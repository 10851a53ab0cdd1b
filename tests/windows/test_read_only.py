"""A scan changes nothing on a Windows computer but its own results: registry and disk, before and after."""

from collections.abc import Mapping

from tests.windows.pc import WindowsPc

# Wine itself writes about the display whenever a program starts, and once when one first uses COM.
OF_WINE = "\\Control\\Video\\"
FIRST_COM = """
import pythoncom
pythoncom.CoCreateInstance("WbemScripting.SWbemLocator", None, pythoncom.CLSCTX_INPROC_SERVER, pythoncom.IID_IDispatch)
"""


def test_a_scan_changes_nothing_but_its_results(pc: WindowsPc) -> None:
    pc.python("-c", FIRST_COM)  # whatever Wine does once is done
    before = state(pc)

    ran = pc.carecheck("scan", "--results", r"C:\results", "--domain", "good.example", "--offline")

    assert ran.err == ""
    assert [name for name in changed(before, state(pc)) if not name.startswith("results")] == []


def test_a_change_would_be_seen(pc: WindowsPc) -> None:
    before = state(pc)

    pc.seed({r"HKCU\Software\carecheck tests": {"it": "changed"}})
    pc.here(r"C:\changed.txt").touch()

    assert changed(before, state(pc)) == [r"HKEY_CURRENT_USER\Software\carecheck tests", "changed.txt"]


def state(pc: WindowsPc) -> dict[str, object]:
    """Every key of the registry with its values, and every file with its size and time."""
    registry = pc.registry("HKLM") | pc.registry("HKCU")
    return {**{name: values for name, values in registry.items() if OF_WINE not in name}, **pc.files()}


def changed(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """The names that came, went or have another value."""
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
