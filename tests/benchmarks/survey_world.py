"""A made-up world of care homes' email domains: good ones and many kinds of fault, in the shares that one meets.

One zone, the root, holds all of it: a real name server (NSD) answers from it, a forwarder in front of it answers late.
"""

import contextlib
import random
import signal
import socket
import subprocess
import tempfile
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.network.nsd import HOST, running_nsd

HERE = Path(__file__).parent
DELAY_MICROSECONDS = 20_000

COMPANIES = """
spf.protection.outlook.com TXT "v=spf1 ip4:40.92.0.0/15 ip4:40.107.0.0/16 ip4:52.100.0.0/15 include:spf2.outlook.com -all"
spf2.outlook.com TXT "v=spf1 ip4:51.4.72.0/24 ip6:2a01:111:f400::/48 -all"
_spf.google.com TXT "v=spf1 include:_netblocks.google.com include:_netblocks2.google.com ~all"
_netblocks.google.com TXT "v=spf1 ip4:35.190.247.0/24 ip4:64.233.160.0/19 ~all"
_netblocks2.google.com TXT "v=spf1 ip6:2001:4860:4000::/36 ~all"
aspmx.l.google.com A 142.250.0.26
_spf-eu.ionos.com TXT "v=spf1 ip4:212.227.126.128/25 ip4:82.165.159.0/26 ?all"
mx00.ionos.co.uk A 212.227.15.41
mx01.ionos.co.uk A 212.227.17.5
open.sender TXT "v=spf1 +all"
"""
KEY = "v=DKIM1; k=rsa; p=" + "A" * 200


def zone_of(name: str, dice: random.Random) -> str:
    """The lines of one home's domain."""
    kind = dice.random()
    lines: list[str] = [f"{name} A 192.0.2.80", f"www.{name} A 192.0.2.80"]
    if kind < 0.60:
        lines += [
            f"{name} MX 0 {name.replace('.', '-')}.mail.protection.outlook.com",
            f"{name.replace('.', '-')}.mail.protection.outlook.com A 52.101.73.1",
            f'{name} TXT "MS=ms{dice.randrange(10**8)}"',
            f"selector1._domainkey.{name} CNAME selector1-{name.replace('.', '-')}._domainkey.tenant.onmicrosoft.com",
        ]
        spf = "include:spf.protection.outlook.com"
    elif kind < 0.75:
        lines += [f"{name} MX 1 aspmx.l.google.com"]
        spf = "include:_spf.google.com"
    elif kind < 0.90:
        lines += [f"{name} MX 10 mx00.ionos.co.uk", f"{name} MX 10 mx01.ionos.co.uk"]
        spf = "include:_spf-eu.ionos.com"
    else:
        lines += [f"{name} MX 10 mail.{name}", f"mail.{name} A 192.0.2.25"]
        spf = "mx a:www." + name
    ending = dice.choices(["-all", "~all", "?all", "+all", "include:gone.nowhere -all"], [50, 35, 8, 3, 4])[0]
    if dice.random() < 0.9:
        lines.append(f'{name} TXT "v=spf1 {spf} {ending}"')
    if dice.random() < 0.03:
        lines.append(f'{name} TXT "v=spf1 a -all"')
    policy = dice.choices(["reject", "quarantine", "none", ""], [20, 25, 35, 20])[0]
    if policy:
        lines.append(f'_dmarc.{name} TXT "v=DMARC1; p={policy}; rua=mailto:dmarc@{name}"')
    return "\n".join(lines) + "\n"


def homes(number: int) -> tuple[list[str], str]:
    """The names of so many homes, and the lines of their zones; some do not exist, and some never answer."""
    dice = random.Random(number)
    names: list[str] = []
    zone: list[str] = [COMPANIES]
    for home in range(number):
        fate = dice.random()
        if fate < 0.013:
            names.append(f"silent{home}.uk")
        elif fate < 0.02:
            names.append(f"gone{home}.uk")
        else:
            names.append(f"home{home}.{dice.choice(['uk', 'care', 'org'])}")
            zone.append(zone_of(names[-1], dice))
    return names, "".join(zone)


@dataclass(frozen=True, slots=True)
class World:
    """A running world: the list of its homes, and where to ask."""

    names: list[str]
    address: str
    _forwarder: "subprocess.Popen[str]"

    def queries(self) -> int:
        """How many queries came since this was last asked."""
        self._forwarder.send_signal(signal.SIGUSR1)
        assert self._forwarder.stdout is not None
        return int(self._forwarder.stdout.readline())


@contextlib.contextmanager
def running_world(number: int) -> Generator[World]:
    """Run a name server with so many homes, 20 ms away."""
    names, zone = homes(number)
    with running_zones(names, {".": zone}) as world:
        yield world


@contextlib.contextmanager
def running_zones(names: list[str], zones: Mapping[str, str]) -> Generator[World]:
    """Run a name server with these zones, 20 ms away."""
    with tempfile.TemporaryDirectory() as folder, running_nsd("nsd", zones, Path(folder) / "nsd") as upstream:
        program = Path(folder) / "far_away"
        subprocess.run(["gcc", "-O2", "-D_GNU_SOURCE", "-o", program, HERE / "far_away.c"], check=True)
        port = _free_port()
        words = [str(program), str(port), upstream.rpartition(":")[2], str(DELAY_MICROSECONDS)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as forwarder:
            try:
                assert forwarder.stdout is not None
                assert forwarder.stdout.readline() == "ready\n"
                yield World(names, f"{HOST}:{port}", forwarder)
            finally:
                forwarder.terminate()


def _free_port() -> int:
    with socket.socket(type=socket.SOCK_DGRAM) as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])
