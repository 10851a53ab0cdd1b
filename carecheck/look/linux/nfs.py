"""NFS, with which a Linux shares files with other Linux computers: it knows no passwords, only addresses."""

import re
from collections.abc import Iterator
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.look.linux.ports import waiting_ports, waits_on
from carecheck.look.linux.systemd import services
from carecheck.look.machine import Machine

SERVICES: Final = ("nfs-server.service", "nfs-kernel-server.service")
PORT: Final = 2049
EXPORTS, EXPORTS_FOLDER = "/etc/exports", "/etc/exports.d"

_LINE: Final = re.compile(r'(?:"[^"]*"|\S+)(.*)')
_CLIENT: Final = re.compile(r"([^\s(]*)(?:\(([^)]*)\))?")
_MANY: Final = re.compile(r"|.*[*?/].*")  # nobody in particular, a pattern of names, or a whole network


def nfs_shares(machine: Machine) -> Iterator[bool | Unknown]:
    """For each folder that a whole network may open: whether it may change what is in it."""
    on = _is_on(machine)
    if isinstance(on, Unknown) or not on:
        yield from [on] if isinstance(on, Unknown) else []
        return
    paths = [EXPORTS]
    entries = machine.list_folder(EXPORTS_FOLDER)
    if isinstance(entries, Unknown):
        yield entries
    else:
        paths += [f"{EXPORTS_FOLDER}/{entry.name}" for entry in entries or () if entry.name.endswith(".exports")]
    for path in paths:
        text = machine.read(path)
        if isinstance(text, Unknown):
            yield text
        else:
            yield from _open_ones(text or "")


def _is_on(machine: Machine) -> bool | Unknown:
    waits = waits_on(waiting_ports(machine), PORT)
    found = services(machine, *SERVICES)
    if isinstance(found, Unknown) or found is None:
        return waits if found is None else found
    return any_of([waits, *(found[name].runs_or_starts for name in SERVICES)])


def _open_ones(text: str) -> Iterator[bool]:
    for line in text.replace("\\\n", " ").splitlines():
        parts = _LINE.fullmatch(line.partition("#")[0].strip())
        if parts is None:
            continue
        clients = [(host, options) for host, options in _CLIENT.findall(parts[1]) if host or options] or [("", "")]
        to_many = [options for host, options in clients if not host.startswith("-") and _MANY.fullmatch(host)]
        if to_many:
            yield any("rw" in options.split(",") for options in to_many)
