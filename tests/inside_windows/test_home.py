"""A Windows that does not tell where the folder of the person who works here lies."""

# ruff: noqa: E402 - the assertion below is for type checkers
import sys
from dataclasses import replace
from typing import Final

assert sys.platform == "win32"  # elsewhere these tests are not collected

from carecheck.facts.model import Unknown
from carecheck.look.windows.addons import addons
from carecheck.look.windows_door.machine import WindowsMachine, about_this_windows

GAP: Final = Unknown("not_seen", "the home folder of the person who works here is not where it should be")


def test_no_browser_is_taken_for_unused_where_the_home_folder_is_not_known() -> None:
    here = about_this_windows()

    assert WindowsMachine(about=here).read("~/AppData/Local/Google/Chrome/User Data/Local State") is None
    assert addons(WindowsMachine(about=replace(here, home="C:/nonexistent"))).looked_everywhere == GAP
