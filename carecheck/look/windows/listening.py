"""What waits for connections on this Windows besides Windows itself, judged by port.

An everyday login sees every port. The name of a program is told where it can be seen, never where it lies.
"""

from typing import Literal

import msgspec

from carecheck.facts.listening import Listening
from carecheck.facts.model import Unknown
from carecheck.facts.table_age import too_old
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.told import ask
from carecheck.look.windows.version import windows_version
from carecheck.look.windows_ports import windows_ports
from carecheck.look.windows_questions import AskApi
from carecheck.words import clean


class _Port(msgspec.Struct):
    """One port; `loopback`: only this computer itself can reach it. The program is empty where it cannot be seen."""

    protocol: Literal["TCP", "UDP"]
    port: int
    loopback: bool
    program: str


class _Ports(msgspec.Struct):
    """All ports."""

    count: int
    rows: list[_Port]


@probe(Listening, on="windows")
def listening(machine: Machine) -> Listening:
    """Leave out what is Windows' own; every Windows waits on port 135, so a list without it is not whole."""
    windows = windows_version(machine)
    told = ask(machine, AskApi("listening"), _Ports)
    if isinstance(windows, Unknown):
        return Listening.all_unknown(windows)
    if isinstance(told, Unknown):
        return Listening.all_unknown(told)
    here = {(row.protocol, row.port) for row in told.rows}
    if ("TCP", 135) not in here or any("\ufffd" in row.program for row in told.rows):
        return Listening.all_unknown(Unknown("unreadable", "the list of ports is not whole"))
    gap = too_old("windows-ports", machine.about.today)
    if gap is not None:
        return Listening.all_unknown(gap)
    known = windows_ports()
    others = [
        row
        for row in told.rows
        if not row.loopback and not known.is_windows_own(row.protocol, row.port, row.program, server=windows.is_server)
    ]
    return Listening(
        others=tuple(f"{protocol} {port}" for protocol, port in sorted({(row.protocol, row.port) for row in others})),
        programs=tuple(sorted({clean(row.program) for row in others if row.program})),
    )
