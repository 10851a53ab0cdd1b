"""Whether a program runs on the computer itself, or in a container or sandbox that shows it something else."""

from collections.abc import Mapping
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.words import clean

# Each of these lies only in that kind of container (systemd's own test knows more kinds, and is asked too).
MARKS: Final[Mapping[str, str]] = {
    "/.dockerenv": "docker",
    "/run/.containerenv": "podman",
    "/.flatpak-info": "flatpak",
    "/dev/.cros_milestone": "ChromeOS",
}


def not_this_computer(machine: Machine) -> Unknown | None:
    """Why what can be seen from here is not this computer's own; None: it is its own.

    A container has its own system, updates, logins and settings: they say nothing about the computer around it.
    """
    for name, inside in {"SNAP": "snap", "container": "a container"}.items():
        if name in machine.about.environment:
            return _inside(inside)
    for mark, name in MARKS.items():
        there = machine.exists(mark)
        if isinstance(there, Unknown):
            return there
        if there:
            return _inside(name)
    detected = machine.run("systemd-detect-virt", "--container")
    match detected:
        case Unknown("tool_missing") if machine.exists("/run/systemd/system") is False:
            return None  # a system without systemd: the marks have to do
        case Unknown():
            return detected
        case _ if detected.text.strip() == "none":
            return None
        case _ if detected.exit == 0 and detected.text.strip():
            return _inside(clean(detected.text, 20))
        case _:
            return Unknown("unreadable", "systemd-detect-virt gave no answer")


def _inside(name: str) -> Unknown:
    return Unknown("not_possible_here", f"carecheck runs inside {name}, not on the computer itself")
