"""The rules of PAM, by which Linux lets people sign in and change passwords: the lines that count for a service."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

FOLDERS: Final = ("/etc/pam.d", "/usr/lib/pam.d")
MOST_DEEP: Final = 8  # files that take in files

_TAKES_IN: Final = re.compile(r"@include\s+(\S+)")
_LINE: Final = re.compile(r"-?(auth|account|password|session)\s+(\[[^\]]*\]|\S+)\s+(\S+)\s*(.*)")


class Line(NamedTuple):
    """One line: what happens on success and failure, the module that decides, and what it is told."""

    control: str
    module: str
    options: tuple[str, ...]

    def option(self, name: str) -> str | None:
        """The value of an option such as `minlen=12`; the last one wins."""
        return next((one.partition("=")[2] for one in reversed(self.options) if one.startswith(f"{name}=")), None)


def pam_lines(machine: Machine, service: str, kind: str) -> list[Line] | Unknown:
    """The lines of a kind (auth, password) for a service, those that it takes in included."""
    found: list[Line] = []
    for line in _lines(machine, service, kind, MOST_DEEP):
        if isinstance(line, Unknown):
            return line
        found.append(line)
    return found or Unknown("not_seen", f"the rules for {service} say nothing of {kind}")


def of_module(lines: list[Line], *names: str) -> list[Line]:
    """The lines in which one of these modules decides."""
    wanted = {f"{name}.so" for name in names}
    return [line for line in lines if line.module.rpartition("/")[2] in wanted]


def _lines(machine: Machine, service: str, kind: str, left: int) -> Iterator[Line | Unknown]:
    text = _text(machine, service)
    if isinstance(text, Unknown) or not left:
        yield text if isinstance(text, Unknown) else Unknown("unreadable", "the rules of PAM take each other in")
        return
    for raw in text.replace("\\\n", " ").splitlines():
        line = raw.partition("#")[0].strip()
        takes_in, parts = _TAKES_IN.fullmatch(line), _LINE.fullmatch(line)
        if takes_in:
            yield from _lines(machine, takes_in[1], kind, left - 1)
        elif parts is None:
            if line:
                yield Unknown("unreadable", "the rules of PAM have a line of another form")
        elif parts[1] == kind and parts[2] in ("include", "substack"):
            yield from _lines(machine, parts[3], kind, left - 1)
        elif parts[1] == kind:
            yield Line(parts[2], parts[3], tuple(parts[4].split()))


def _text(machine: Machine, service: str) -> str | Unknown:
    if "/" in service:
        return Unknown("unreadable", "the rules of PAM go on in another place")
    for folder in FOLDERS:
        text = machine.read(f"{folder}/{service}")
        if text is not None:
            return text
    return Unknown("not_seen", f"there are no rules for {service}")
