"""A scan changes nothing on a Windows computer but its own results: registry and disk, before and after."""

from tests.windows.pc import WindowsPc, changed


def test_a_scan_changes_nothing_but_its_results(pc: WindowsPc) -> None:
    pc.warm_up()
    before = pc.state()

    ran = pc.carecheck("scan", "--results", r"C:\results", "--domain", "good.example", "--offline")

    assert ran.err == ""
    assert [name for name in changed(before, pc.state()) if not name.startswith("results")] == []


def test_a_change_would_be_seen(pc: WindowsPc) -> None:
    before = pc.state()

    pc.seed({r"HKCU\Software\carecheck tests": {"it": "changed"}})
    pc.here(r"C:\changed.txt").touch()

    assert changed(before, pc.state()) == [r"HKEY_CURRENT_USER\Software\carecheck tests", "changed.txt"]
