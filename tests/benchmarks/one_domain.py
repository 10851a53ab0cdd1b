"""How long the complete check of one good domain takes, beside checkdmarc over the same world, in the same run.

    .venv/bin/python -m tests.benchmarks.one_domain       (from the project's folder, as root on a quiet machine; needs nsd,
                                                           gcc, openssl)

The name server is 20 ms away. The website, the MTA-STS policy and the registry are servers on loopback, on ports 80 and
443, with certificates of an authority that both programs are told to trust. Each run is a new process.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from shutil import which

from tests.benchmarks.peer import peer_python
from tests.benchmarks.start_up_and_scan import with_bytecode
from tests.benchmarks.survey_world import World, running_zones
from tests.domain.dkim.keys import STRONG
from tests.web.authority import Authority
from tests.web.server import Behaviour, WebServer, moved, page

PEER = Path(__file__).with_name("one_domain_peer.py")
RUNS = 15
HOME = "rosecottage.co.uk"
COMPANY = "rosecottage-co-uk"
TENANT = f"selector1-{COMPANY}._domainkey.rosecottage.onmicrosoft.com"
KEY = " ".join(f'"{STRONG[at : at + 200]}"' for at in range(0, len(STRONG), 200))
ZONES = {
    HOME: f"""
@ A 127.0.0.1
www A 127.0.0.1
@ MX 0 {COMPANY}.mail.protection.outlook.com.
@ TXT "v=spf1 include:spf.protection.outlook.com -all"
@ TXT "MS=ms12345678"
_dmarc TXT "v=DMARC1; p=reject; rua=mailto:dmarc@{HOME}"
selector1._domainkey CNAME {TENANT}.
_mta-sts TXT "v=STSv1; id=20261125"
mta-sts A 127.0.0.1
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls@{HOME}"
""",
    ".": f"""
{COMPANY}.mail.protection.outlook.com A 52.101.73.1
{TENANT} TXT {KEY}
spf.protection.outlook.com TXT "v=spf1 ip4:40.92.0.0/15 ip4:40.107.0.0/16 include:spf2.outlook.com -all"
spf2.outlook.com TXT "v=spf1 ip4:51.4.72.0/24 -all"
rdap.nominet.uk A 127.0.0.1
""",
}
POLICY = "version: STSv1\r\nmode: enforce\r\nmx: *.mail.protection.outlook.com\r\nmax_age: 604800\r\n"
RDAP = {
    "objectClassName": "domain",
    "ldhName": HOME,
    "status": ["active"],
    "events": [{"eventAction": "expiration", "eventDate": "2028-06-01T00:00:00Z"}],
}
ROWS: dict[str, Behaviour] = {
    f"http://{HOME}/": moved(f"https://{HOME}/"),
    f"http://www.{HOME}/": moved(f"https://{HOME}/"),
    f"https://www.{HOME}/": moved(f"https://{HOME}/"),
    f"https://{HOME}/": page('<a href="/privacy">Privacy</a>', "200 OK", "Strict-Transport-Security: max-age=31536000"),
    f"https://{HOME}/privacy": page("You can use the national data opt-out."),
    f"https://mta-sts.{HOME}/.well-known/mta-sts.txt": page(POLICY, kind="text/plain"),
    f"https://rdap.nominet.uk/uk/domain/{HOME}": page(json.dumps(RDAP), kind="application/rdap+json"),
}
NAMES = (HOME, f"www.{HOME}", f"mta-sts.{HOME}", "rdap.nominet.uk")


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU and wall seconds of some runs, and how many queries one of them sent."""

    cpu: tuple[float, ...]
    wall: tuple[float, ...]
    queries: float

    def __str__(self) -> str:
        cpu, wall = statistics.median(self.cpu), statistics.median(self.wall)
        return (
            f"CPU {cpu:.3f} s (best {min(self.cpu):.3f}), wall {wall:.3f} s (best {min(self.wall):.3f}), "
            f"{self.queries:.0f} queries"
        )


def cost_of(command: Sequence[str], world: World, environment: dict[str, str]) -> Cost:
    """Run a command several times, after one run that warms the disk."""
    cpu: list[float] = []
    wall: list[float] = []
    for run in range(RUNS + 1):
        if run == 1:
            world.queries()
        # As for a person: not a dozen results of the same day, which would all be read for what has changed.
        shutil.rmtree(Path(environment["HOME"]) / "Documents", ignore_errors=True)
        before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        wall.append(time.perf_counter() - start)
        after = getrusage(RUSAGE_CHILDREN)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return Cost(tuple(cpu[1:]), tuple(wall[1:]), world.queries() / RUNS)


def lights(command: Sequence[str], environment: dict[str, str]) -> dict[str, str]:
    """What a run says, to show that it looked at everything."""
    ran = subprocess.run([*command, "--json"], env=environment, capture_output=True, text=True, check=False)
    return {result["check_id"]: result["light"] for result in json.loads(ran.stdout)["results"]}


def main() -> None:
    """Measure and print everything."""
    openssl = which("openssl")
    assert openssl is not None
    with tempfile.TemporaryDirectory() as folder, running_zones([HOME], ZONES) as world:
        (Path(folder) / "authority").mkdir()
        authority = Authority(openssl, Path(folder) / "authority")
        both = authority.issue(*NAMES)
        environment = {**with_bytecode(), "HOME": folder, "SSL_CERT_FILE": str(authority.file)}
        environment["REQUESTS_CA_BUNDLE"] = str(authority.file)
        ours = [sys.executable, "-m", "carecheck", "domain", HOME, "--nameserver", world.address, "--allow-private"]
        theirs = [peer_python(Path(folder)), str(PEER), world.address, HOME]
        with WebServer(ROWS, dict.fromkeys(NAMES, both), at=(80, 443)):
            say(f"we say: {lights(ours, environment)}")
            told = json.loads(subprocess.run(theirs, env=environment, capture_output=True, check=True).stdout)
            say(f"checkdmarc says: { ({part: valid(found) for part, found in told.items()}) }")
            rows = {"carecheck domain": cost_of(ours, world, environment)}
            rows["checkdmarc, all it has"] = cost_of(theirs, world, environment)
        for name, cost in rows.items():
            say(f"{name:28} {cost}")
        mine, peers = (statistics.median(cost.wall) for cost in rows.values())
        say(f"{peers / mine:.1f} times as fast")


def valid(part: object) -> object:
    return part.get("valid", part.get("error", "looked")) if isinstance(part, dict) else part


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
