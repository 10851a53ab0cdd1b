"""How much time carecheck takes, beside a floor that is measured in the same run.

    .venv/bin/python -m tests.benchmarks.start_up_and_scan        (from the project's folder, on a quiet machine)

Every figure is the median of several runs with the best one beside it; the bars stand in the table below.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from carecheck.look.lookups import Question
from tests.network.misbehaving import MisbehavingDns, records

RUNS = 15
CARECHECK = (sys.executable, "-m", "carecheck")
DOMAIN = "rosecottage.example"
RESOLVER_SECONDS = 0.020

ZONE = {
    Question(DOMAIN, "TXT"): records('"v=spf1 include:spf.mail.example include:_spf.site.example -all"', '"other=1"'),
    Question(DOMAIN, "MX"): records("10 mx1.mail.example.", "20 mx2.mail.example."),
    Question(f"_dmarc.{DOMAIN}", "TXT"): records('"v=DMARC1; p=reject; rua=mailto:reports@rosecottage.example"'),
    Question("spf.mail.example", "TXT"): records('"v=spf1 include:a.mail.example ip4:192.0.2.0/24 -all"'),
    Question("a.mail.example", "TXT"): records('"v=spf1 ip4:198.51.100.0/24 -all"'),
    Question("_spf.site.example", "TXT"): records('"v=spf1 a:www.site.example ~all"'),
    Question("www.site.example", "A"): records("192.0.2.80"),
    Question("mx1.mail.example", "A"): records("192.0.2.25"),
    Question("mx2.mail.example", "A"): records("192.0.2.26"),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU and wall seconds of one command: the median and the best of all runs."""

    cpu: float
    best_cpu: float
    wall: float
    best_wall: float

    def __str__(self) -> str:
        return f"CPU {self.cpu:.3f} s (best {self.best_cpu:.3f}), wall {self.wall:.3f} s (best {self.best_wall:.3f})"


def with_bytecode() -> dict[str, str]:
    """The environment in which Python keeps its bytecode, as an installed program has it from the start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def cost_of(command: Sequence[str], home: Path) -> Cost:
    """Run a command several times, after one run that warms the disk."""
    cpu: list[float] = []
    wall: list[float] = []
    environment = {**with_bytecode(), "HOME": str(home)}
    for _ in range(RUNS + 1):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        wall.append(time.perf_counter() - start)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return Cost(statistics.median(cpu[1:]), min(cpu[1:]), statistics.median(wall[1:]), min(wall[1:]))


def main() -> None:
    """Measure and print everything."""
    with tempfile.TemporaryDirectory() as folder, MisbehavingDns(ZONE, delay_seconds=RESOLVER_SECONDS) as server:
        home = Path(folder)
        floor = cost_of([sys.executable, "-c", "import typer, rich"], home)
        help_page = cost_of([*CARECHECK, "--help"], home)
        computer = cost_of([*CARECHECK, "scan", "--offline"], home)
        server.asked.clear()
        domain = cost_of(
            [*CARECHECK, "scan", "--profile", "domain-only", "--domain", DOMAIN, "--nameserver", server.address], home
        )
        questions = len(server.asked) / (RUNS + 1)
        both = cost_of([*CARECHECK, "scan", "--domain", DOMAIN, "--nameserver", server.address], home)
    rows = [
        ("python -c 'import typer, rich'", floor, "the floor"),
        ("carecheck --help", help_page, f"{help_page.cpu / floor.cpu:.2f} times the floor's CPU; bar 1.6"),
        ("carecheck scan --offline", computer, f"CPU {computer.cpu:.2f} s; bar 1 s"),
        ("one domain, resolver 20 ms away", domain, f"{questions:.0f} questions"),
        ("this computer and one domain", both, f"wall {both.wall:.2f} s; bar 0.7 s"),
    ]
    for name, cost, remark in rows:
        sys.stdout.write(f"{name:34} {cost}  {remark}\n")


if __name__ == "__main__":
    main()
