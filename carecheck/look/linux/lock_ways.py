"""How a desktop locks the screen."""

from typing import Final, NamedTuple, Self

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine, Output

LOGIND: Final = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
BUSCTL: Final = ("busctl", "--allow-interactive-authorization=no")
IDLE_ACTION: Final = (*BUSCTL, "get-property", *LOGIND, "IdleAction")
CAN_SLEEP: Final = (*BUSCTL, "call", *LOGIND, "CanSuspend")

MAY_SLEEP: Final = Unknown("not_seen", "the desktop may lock the screen when the computer sleeps, if it sleeps")


class Ways(NamedTuple):
    """Seconds until it locks a screen that nobody uses, and until it does so as the computer sleeps; absent: never."""

    idle_seconds: int | None | Unknown
    asleep_seconds: int | None | Unknown
    asks_on_waking: bool | Unknown

    @classmethod
    def unknown(cls, gap: Unknown) -> Self:
        """The desktop of which nothing could be seen."""
        return cls(gap, gap, gap)


def can_sleep(machine: Machine) -> bool:
    """Whether the system says for certain that this computer can sleep, and may."""
    told = machine.run(*CAN_SLEEP)
    return isinstance(told, Output) and told.exit == 0 and told.text == 's "yes"\n'


def in_all(*times: int | Unknown) -> int | Unknown:
    """How long several times are together; with one of them unread, nobody knows."""
    gap = next((time for time in times if isinstance(time, Unknown)), None)
    return sum(time for time in times if isinstance(time, int)) if gap is None else gap
