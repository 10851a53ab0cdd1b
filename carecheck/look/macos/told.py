"""What the programs of macOS tell in words, which are English on every Mac."""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import PROGRAM_SECONDS, Machine, Output, Rights

SYSADMINCTL: Final = "/usr/sbin/sysadminctl"


def status_of(machine: Machine, switch: str, *, rights: Rights = "ours") -> str | Unknown:
    """What the tool for administrators tells of one switch, in small letters; it changes nothing here.

    It writes to the stream for errors, and its exit status tells nothing.
    """
    told = machine.run(SYSADMINCTL, f"-{switch}", "status", rights=rights)
    return told if isinstance(told, Unknown) else f"{told.text}\n{told.errors}".casefold()


def switch(machine: Machine, name: str) -> bool | Unknown:
    """Whether one of its switches is on, where it says "enabled" or "disabled"."""
    told = status_of(machine, name)
    if isinstance(told, Unknown):
        return told
    found = [word for word in told.replace(".", " ").split() if word in ("enabled", "disabled")]
    return found == ["enabled"] if len(found) == 1 else unclear(f"{SYSADMINCTL} -{name}")


def words_of(machine: Machine, *argv: str, seconds: float = PROGRAM_SECONDS) -> Output | Unknown:
    """What a program prints, where it ends well and prints something."""
    told = machine.run(*argv, seconds=seconds)
    if isinstance(told, Unknown):
        return told
    return told if told.exit == 0 and told.text.strip() else unclear(argv[0])


def unclear(program: str) -> Unknown:
    """The answer where a program said something that we do not know."""
    return Unknown("unreadable", f"{program} said something else than we know")
