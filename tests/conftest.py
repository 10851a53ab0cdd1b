"""Fixtures for every test: programs of the system that a test needs, and name servers on loopback."""

import faulthandler
import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Final

import pytest
from hypothesis import settings

from tests.campaign.counting import table, take_part, tried
from tests.network.misbehaving import MisbehavingDns
from tests.network.nsd import running_nsd

__all__ = ["tried"]  # the fixture by which a test counts for the table of the fault campaign

Needs = Callable[..., str]  # takes a program, and its package where that has another name
DnsWorld = Callable[[Mapping[str, str]], str]

StartMisbehaving = Callable[..., MisbehavingDns]  # takes what MisbehavingDns takes

# No test measures time: computers of others are slower. In CI the same cases come each time, so that what lands does
# not hang on luck; everywhere else new ones are tried.
settings.register_profile("carecheck", deadline=None, derandomize="CI" in os.environ)
settings.register_profile("campaign", deadline=None, max_examples=5_000)
settings.load_profile("carecheck")

# Tests of one system. All others run on Windows and macOS, too, unchanged (on Windows also by `tests/windows/run`), but for
# those that need a program of Debian (they take the fixture `needs`) and those marked `linux`.
LINUX_ONLY: Final = {
    "asking/test_keys.py": "takes long, and nothing in it hangs on the system",
    "benchmarks": "measures processes as Linux counts them",
    "cli": "starts a process for each test; tests/windows tries the program in its own way",
    "docs": "starts a process for each test",
    "domain/spf/test_rfc7208_suite.py": "fetches the suite with pip, which is not installed there",
    "fleet": "visits computers that are made of this one, with Ansible",
    "fuzz": "takes long, and nothing in it hangs on the system",
    "hiding": "takes long, and nothing in it hangs on the system",
    "homes/database": "needs DuckDB, which is not installed there",
    "homes/test_visited.py": "takes long, and nothing in it hangs on the system",
    "judge/test_soundness.py": "takes long, and nothing in it hangs on the system",
    "linux": "the probes of Linux",
    "pages": "drives a browser",
    "machine/test_local_machine.py": "the door to Linux and macOS",
    "machine/test_stuck_scan.py": "stops processes as Linux and macOS do",
    "machine/test_made_computers_faults.py": "takes long, and nothing in it hangs on the system",
    "scan/test_dns_faults.py": "takes long; tests/network tries the faults of a network",
    "scan/test_faults.py": "the probes of Linux",
    "strangers": "starts processes; links, pipes and disks of Linux",
    "survey/test_command.py": "starts processes; the network of a survey is tried there",
    "windows": "drives Windows from outside",
}
collect_ignore = {
    "linux": ["inside_windows"],
    "win32": [*LINUX_ONLY],
    "darwin": [*LINUX_ONLY.keys() - {"machine/test_local_machine.py", "machine/test_stuck_scan.py"}, "inside_windows"],
}[sys.platform]


def pytest_configure() -> None:
    """Let Ctrl+C end what tests start, also where the tests themselves were started in the background, without it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests of the campaign. Elsewhere, leave out what only Linux can do: it counts as deselected."""
    take_part(items)
    if sys.platform != "linux":
        left_out = [item for item in items if item.get_closest_marker("linux") or "needs" in fixtures_of(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_sessionfinish() -> None:
    """End soon: what tests left behind is not looked through five times more, and a run that does not end says where."""
    gc.freeze()
    faulthandler.dump_traceback_later(120, exit=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """End with the table of the fault campaign."""
    ended = [one for outcome in ("passed", "failed") for one in terminalreporter.getreports(outcome)]
    for line in table(one for one in ended if isinstance(one, pytest.TestReport) and one.when == "call"):
        terminalreporter.write_line(line)


def fixtures_of(item: pytest.Item) -> Sequence[str]:
    """The names of all fixtures that a test takes, itself or through others."""
    return item.fixturenames if isinstance(item, pytest.Function) else ()


@pytest.fixture(scope="session")
def needs() -> Needs:
    """Find a program by its name; without it the test is skipped on a newcomer's computer, and fails in CI."""

    def find(program: str, package: str | None = None) -> str:
        path = shutil.which(program, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"]))
        if path is not None:
            return path
        sentence = f"This test needs the program {program}. Debian and Ubuntu: apt-get install {package or program}"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)

    return find


@pytest.fixture(scope="module")
def dns_world(needs: Needs, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DnsWorld]:
    """Start a real name server with made-up zones; gives its address as `--nameserver` takes it.

        address = dns_world({"home.example": '@ TXT "v=spf1 -all"'})
        network = open_network(address)

    Each text is the body of a zone file (names without a dot at the end are relative to the zone): origin, TTL, SOA
    and NS are there already. Any other name does not exist (NXDOMAIN). More in tests/network/nsd.py. The tests of one
    module share a server when they ask for the same zones.
    """
    running: dict[frozenset[tuple[str, str]], str] = {}
    with ExitStack() as servers:

        def start(zones: Mapping[str, str]) -> str:
            key = frozenset(zones.items())
            if key not in running:
                folder = tmp_path_factory.mktemp("nsd")
                running[key] = servers.enter_context(running_nsd(needs("nsd"), zones, folder))
            return running[key]

        yield start


@pytest.fixture
def misbehaving_dns() -> Iterator[StartMisbehaving]:
    """Start a name server that behaves badly where it is told to, and counts what it is asked.

        server = misbehaving_dns({Question("home.example", "TXT"): fails(SERVFAIL)}, delay_seconds=0.02)
        network = open_network(server.address)

    The ways to behave, and how any other question is answered, stand in tests/network/misbehaving.py.
    """
    with ExitStack() as servers:
        yield lambda *rows, **ways: servers.enter_context(MisbehavingDns(*rows, **ways))
