"""Whether the services that look up names for this Linux are known to hold back harmful ones.

Many Linux computers ask a program of their own first, which writes down whom it asks in turn.
"""

import re
from typing import Final

from carecheck.facts.dnsfilter import DnsFilter
from carecheck.facts.model import Unknown, all_of
from carecheck.look.dns_filters import is_filter
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

SETTINGS: Final = "/etc/resolv.conf"
STUBS: Final = frozenset({"127.0.0.53", "127.0.0.54"})  # of systemd
OF_SYSTEMD: Final = "/run/systemd/resolve/resolv.conf"
OF_NETWORK_MANAGER: Final = "/run/NetworkManager/no-stub-resolv.conf"

_SERVER: Final = re.compile(r"^[ \t]*nameserver[ \t]+(\S{1,60})[ \t]*$", re.MULTILINE)
_LOCAL: Final = re.compile(r"127\.|::1$")


@probe(DnsFilter, on="linux")
def dns_filter(machine: Machine) -> DnsFilter:
    """One server that is known not to filter settles it; all must be known to filter for a yes."""
    gap = not_this_computer(machine)
    if gap is not None:
        return DnsFilter(gap)
    servers = _servers(machine, SETTINGS)
    if isinstance(servers, frozenset) and any(map(_LOCAL.match, servers)):
        own = [server for server in servers if _LOCAL.match(server)]
        path = OF_SYSTEMD if set(own) <= STUBS else OF_NETWORK_MANAGER
        behind = _servers(machine, path)
        servers = behind if isinstance(behind, Unknown) else (servers - set(own)) | behind
    if isinstance(servers, Unknown):
        return DnsFilter(servers)
    return DnsFilter(all_of(is_filter(server, machine.about.today) for server in sorted(servers)))


def _servers(machine: Machine, path: str) -> frozenset[str] | Unknown:
    text = machine.read(path)
    if isinstance(text, Unknown):
        return text
    found = frozenset(address.partition("%")[0] for address in _SERVER.findall(text or ""))
    return found or Unknown("not_seen", "no service that looks up names was seen")
