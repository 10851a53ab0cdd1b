"""The computer at hand, whatever system it has."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carecheck.look.machine import Machine


def this_computer() -> "Machine":
    """The door to the computer on which carecheck runs."""
    if sys.platform == "win32":
        from carecheck.look.windows_door.machine import WindowsMachine

        return WindowsMachine()
    else:  # noqa: RET505 - type checkers see only one branch
        from carecheck.look.local_machine import LocalMachine

        return LocalMachine()


def are_we_elevated() -> bool:
    """Whether carecheck has an administrator's rights now; nothing else of the computer is looked at."""
    if sys.platform == "win32":
        from carecheck.look.windows_door.token import is_elevated

        return is_elevated()
    else:  # noqa: RET505 - type checkers see only one branch
        return os.geteuid() == 0
