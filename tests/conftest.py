"""Fixtures for every test: programs of the system that a test needs, and name servers on loopback."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.network.nsd import running_nsd

Needs = Callable[[str], str]
DnsWorld = Callable[[Mapping[str, str]], str]


@pytest.fixture
def needs() -> Needs:
    """Find a program by its name; without it the test is skipped on a newcomer's computer, and fails in CI."""

    def find(program: str) -> str:
        path = shutil.which(program, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"]))
        if path is None:
            sentence = f"This test needs the program {program}. Debian and Ubuntu: apt-get install {program}"
            pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(sentence)
        return path

    return find


@pytest.fixture
def dns_world(needs: Needs, tmp_path: Path) -> Iterator[DnsWorld]:
    """Start a real name server with made-up zones; gives its address as `--nameserver` takes it.

        address = dns_world({"home.example": '@ TXT "v=spf1 -all"'})
        network = open_network(address)

    Each text is the body of a zone file (names without a dot at the end are relative to the zone): origin, TTL, SOA
    and NS are there already. Any other name does not exist (NXDOMAIN). More in tests/network/nsd.py.
    """
    with ExitStack() as servers:
        count = iter(range(100))
        yield lambda zones: servers.enter_context(running_nsd(needs("nsd"), zones, tmp_path / f"nsd-{next(count)}"))
