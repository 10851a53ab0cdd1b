"""Whether the services that look up names for this Windows are known to hold back harmful ones."""

from typing import Final

from carecheck.facts.dnsfilter import DnsFilter
from carecheck.facts.model import Unknown, all_of
from carecheck.look.dns_filters import is_filter
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.adapters import LOOPBACK, adapters
from carecheck.look.windows.registry import read_key

# Rules by which some names, or all, are looked up elsewhere: of the organisation, and of the computer itself.
RULES: Final = (
    "SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient\\DnsPolicyConfig",
    "SYSTEM\\CurrentControlSet\\Services\\Dnscache\\Parameters\\DnsPolicyConfig",
)
# What Windows shows where no server was ever set for IPv6; nothing is there.
PLACEHOLDERS: Final = frozenset({"fec0:0:0:ffff::1", "fec0:0:0:ffff::2", "fec0:0:0:ffff::3"})


@probe(DnsFilter, on="windows")
def dns_filter(machine: Machine) -> DnsFilter:
    """One server that is known not to filter settles it; all must be known to filter for a yes."""
    for key in RULES:
        rules = read_key(machine, "HKLM", key)
        if isinstance(rules, Unknown):
            return DnsFilter(rules)
        if rules and rules.keys:
            return DnsFilter(Unknown("not_seen", "rules say which names are looked up where"))
    listed = adapters(machine)
    if isinstance(listed, Unknown):
        return DnsFilter(listed)
    servers = {one for row in listed if row.up and row.type != LOOPBACK for one in row.dns} - PLACEHOLDERS
    if not servers:
        return DnsFilter(Unknown("not_seen", "no service that looks up names was seen"))
    return DnsFilter(all_of(is_filter(server, machine.about.today) for server in sorted(servers)))
