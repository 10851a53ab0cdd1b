"""A real authoritative name server (NSD) on loopback, for tests."""

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

import dns.exception
import dns.message
import dns.query

HOST = "127.0.0.1"
START_SECONDS = 10.0

CONFIGURATION = """
server:
    ip-address: {host}
    port: {port}
    username: ""
    zonesdir: "{folder}"
    database: ""
    pidfile: ""
    logfile: "{folder}/log"
    xfrdir: "{folder}"
    xfrdfile: "{folder}/xfrd.state"
    zonelistfile: "{folder}/zone.list"
    server-count: 1
    rrl-ratelimit: 0
remote-control:
    control-enable: no
"""
HEAD = """$ORIGIN {origin}
$TTL 300
@ SOA ns.test. hostmaster.test. 1 3600 600 86400 300
@ NS ns.test.
"""


@contextmanager
def running_nsd(program: str, zones: Mapping[str, str], folder: Path, *, whole: bool = False) -> Iterator[str]:
    """Run NSD with these zones, and give its address as `--nameserver` takes it: HOST:PORT.

    `zones` maps a zone's name to the lines of its zone file; the origin, a TTL, SOA and NS stand in front already.
    A root zone delegates all of them, so that any other name does not exist (NXDOMAIN), as on the internet; lines for
    "." are added to it. `whole`: the texts are whole zone files, and nothing is added.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    files = zones if whole else _whole_files(zones)
    (folder / "nsd.conf").write_text(_configuration(files, folder, port), encoding="utf-8")
    with subprocess.Popen([program, "-d", "-c", str(folder / "nsd.conf")], stderr=subprocess.DEVNULL) as server:
        try:
            _wait_until_it_answers(server, port, folder / "log")
            yield f"{HOST}:{port}"
        finally:
            server.terminate()


def _whole_files(zones: Mapping[str, str]) -> dict[str, str]:
    delegations = "".join(f"{zone}. NS ns.test.\n" for zone in zones if zone != ".")
    with_root = {**zones, ".": delegations + dedent(zones.get(".", ""))}
    return {
        zone: HEAD.format(origin="." if zone == "." else f"{zone}.") + dedent(lines).strip() + "\n"
        for zone, lines in with_root.items()
    }


def _configuration(files: Mapping[str, str], folder: Path, port: int) -> str:
    configuration = CONFIGURATION.format(host=HOST, port=port, folder=folder)
    for number, (zone, text) in enumerate(files.items()):
        (folder / f"zone-{number}").write_text(text, encoding="utf-8")
        configuration += f'zone:\n    name: "{zone}"\n    zonefile: "zone-{number}"\n'
    return configuration


def free_port() -> int:
    """A port that is free for UDP and TCP right now."""
    while True:
        with socket.socket(type=socket.SOCK_STREAM) as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
            tcp.bind((HOST, 0))
            port: int = tcp.getsockname()[1]
            try:
                udp.bind((HOST, port))
            except OSError:
                continue
            return port


def _wait_until_it_answers(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    question = dns.message.make_query(".", "SOA")
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            dns.query.udp(question, HOST, timeout=0.05, port=port)
        except (OSError, dns.exception.Timeout):
            continue
        return
    told = log.read_text(encoding="utf-8") if log.exists() else ""
    raise RuntimeError(f"NSD does not answer. Its log says:\n{told}")
