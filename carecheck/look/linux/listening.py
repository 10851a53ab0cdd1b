"""What waits for connections on this Linux besides the system itself, judged by port.

Every login sees every port. The names of programs are seen of one's own programs, and by an administrator of all.
"""

import re
from typing import Final

from carecheck.facts.listening import Listening
from carecheck.facts.model import Unknown
from carecheck.facts.table_age import too_old
from carecheck.look.linux.own_ports import linux_ports
from carecheck.look.linux.ports import Port, waiting_ports
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

SS: Final = ("ss", "--no-header", "--tcp", "--udp", "--listening", "--numeric", "--processes")
_ROW: Final = re.compile(r"(tcp|udp)\s+(?:LISTEN|UNCONN)\s+\d+\s+\d+\s+\S+:(\d+)\s+\S+(.*)")
_PROGRAM: Final = re.compile(r'\("([^"\ufffd]+)",pid=')


@probe(Listening, on="linux")
def listening(machine: Machine) -> Listening:
    """Leave out what is Linux' own, and what only this computer itself can reach."""
    gap = not_this_computer(machine)
    if gap is None:
        gap = too_old("linux-ports", machine.about.today)
    if gap is not None:
        return Listening.all_unknown(gap)
    ports = waiting_ports(machine)
    if isinstance(ports, Unknown):
        return Listening.all_unknown(ports)
    known = linux_ports()
    others = frozenset(port for port in ports if not port.loopback and not known.is_linux_own(port))
    return Listening(
        others=tuple(f"{port.protocol} {port.port}" for port in sorted(others)),
        programs=_programs(machine, others) if others else (),
    )


def _programs(machine: Machine, others: frozenset[Port]) -> tuple[str, ...] | Unknown:
    told = machine.run(*SS)
    if isinstance(told, Unknown):
        return told
    rows = [row.groups() for row in map(_ROW.match, told.text.splitlines()) if row]
    wanted = {(port.protocol.lower(), str(port.port)) for port in others}
    if told.exit or told.breaks_off or not wanted <= {(protocol, port) for protocol, port, _ in rows}:
        return Unknown("unreadable", "ss did not tell about each port")
    behind = " ".join(program for protocol, port, program in rows if (protocol, port) in wanted)
    return tuple(sorted(set(_PROGRAM.findall(behind))))
