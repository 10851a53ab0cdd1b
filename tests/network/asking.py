"""A short way to ask in tests."""

import time

from carecheck.look.dns_network import DnsNetwork, addresses_of
from carecheck.look.lookups import Answer, Question
from carecheck.look.network import parse_name_server


def network_at(*addresses: str, try_seconds: float = 0.2) -> DnsNetwork:
    """A network of these name servers (HOST:PORT), which loses patience soon."""
    servers = [found for address in addresses for found in addresses_of(parse_name_server(address))]
    return DnsNetwork(servers, try_seconds)


def ask(address: str, *questions: Question, try_seconds: float = 0.2) -> dict[Question, Answer]:
    """What a name server answers to questions that are asked side by side."""
    network = network_at(address, try_seconds=try_seconds)
    try:
        return network.ask(questions, time.monotonic() + 6)
    finally:
        network.close()
