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
    "/run/systemd/container": "a container",
    "/dev/.cros_milestone": "ChromeOS",
    "/proc/sys/fs/binfmt_misc/WSLInterop": "Windows",
    "/run/WSL": "Windows",
}


# The namespaces in which the kernel itself starts have fixed numbers (include/linux/proc_ns.h). Containers get others.
FIRST_NAMESPACES: Final[Mapping[str, str]] = {
    "/proc/self/ns/cgroup": "cgroup:[4026531835]",
    "/proc/self/ns/ipc": "ipc:[4026531839]",
    "/proc/self/ns/pid": "pid:[4026531836]",
    "/proc/self/ns/uts": "uts:[4026531838]",
}


def not_this_computer(machine: Machine) -> Unknown | None:
    """Why what can be seen from here is not this computer's own; None: it is its own.

    A container has its own system, updates, logins and settings: they say nothing about the computer around it.
    """
    for name, inside in {"SNAP": "snap", "container": "a container"}.items():
        if name in machine.about.environment:
            return _inside(inside)
    if _in_first_namespaces(machine):
        return None  # a mark can be left over: disks of virtual machines are often made from container images
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


def _in_first_namespaces(machine: Machine) -> bool:
    """Whether nothing stands between us and the kernel of a whole machine. Windows runs its Linux as a guest."""
    kernel = machine.read_live("/proc/sys/kernel/osrelease")
    if not isinstance(kernel, str) or not kernel.strip() or "microsoft" in kernel.lower():
        return False
    return all(machine.read_link(path) == first for path, first in FIRST_NAMESPACES.items())


def _inside(name: str) -> Unknown:
    return Unknown("not_possible_here", f"carecheck runs inside {name}, not on the computer itself")
