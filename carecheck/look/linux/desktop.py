"""Which desktop is in use: only a session on it tells."""

from typing import Final, Literal

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

Desktop = Literal["gnome", "cinnamon", "plasma", "mate", "xfce"]

# Names that GNOME's own session may have beside "GNOME". Others, such as Budgie, lock with other programs.
GNOME_NAMES: Final = frozenset({"GNOME", "GNOME-Classic", "ubuntu"})


def desktop_in_use(machine: Machine) -> Desktop | Unknown:
    """The desktop of the session in which carecheck runs."""
    names = set((machine.about.environment.get("XDG_CURRENT_DESKTOP") or "").split(":")) - {""}
    if not names or machine.about.person is None:
        return Unknown("wrong_login", "which desktop is in use shows only in a session on it")
    if "GNOME" in names and names <= GNOME_NAMES:
        return "gnome"
    for name, desktop in _OTHERS.items():
        if names == {name}:
            return desktop
    return Unknown("not_possible_here", "we do not know this desktop")


_OTHERS: Final[dict[str, Desktop]] = {"X-Cinnamon": "cinnamon", "KDE": "plasma", "MATE": "mate", "XFCE": "xfce"}
