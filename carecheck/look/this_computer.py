"""The computer at hand, whatever system it has."""

import sys

from carecheck.look.machine import Machine


def this_computer() -> Machine:
    """The door to the computer on which carecheck runs."""
    if sys.platform == "win32":
        from carecheck.look.windows_door.machine import WindowsMachine

        return WindowsMachine()
    else:  # noqa: RET505 - type checkers see only one branch
        from carecheck.look.local_machine import LocalMachine

        return LocalMachine()
