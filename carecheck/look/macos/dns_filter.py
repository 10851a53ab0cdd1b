"""Whether the services that this Mac asks for the addresses of names hold back harmful ones."""

import re
from typing import Final

from carecheck.facts.dnsfilter import DnsFilter
from carecheck.facts.model import Unknown, all_of
from carecheck.look.dns_filters import is_filter
from carecheck.look.machine import Machine
from carecheck.look.macos.told import unclear, words_of
from carecheck.look.probes import probe

SCUTIL: Final = "/usr/sbin/scutil"
FIRST: Final = "DNS configuration\n"
SECOND: Final = "DNS configuration (for scoped queries)\n"

_RESOLVER: Final = re.compile(r"^resolver #\d+$", re.MULTILINE)
_SERVER: Final = re.compile(r"^ +nameserver\[\d+\] : (\S+)$", re.MULTILINE)
_ONLY_FOR: Final = re.compile(r"^ +domain +: ", re.MULTILINE)


@probe(DnsFilter, on="macos")
def dns_filter(machine: Machine) -> DnsFilter:
    """Look at each service that is asked for all names; the next part of the answer shows that this one is whole."""
    told = words_of(machine, SCUTIL, "--dns")
    if isinstance(told, Unknown):
        return DnsFilter(told)
    if not told.text.startswith(FIRST) or SECOND not in told.text:
        return DnsFilter(unclear(SCUTIL))
    general = [part for part in _RESOLVER.split(told.text.partition(SECOND)[0])[1:] if not _ONLY_FOR.search(part)]
    servers = [address for part in general for address in _SERVER.findall(part)]
    if not servers:
        return DnsFilter(Unknown("not_seen", "this Mac asks no service now"))
    return DnsFilter(all_of(is_filter(address, machine.about.today) for address in servers))
