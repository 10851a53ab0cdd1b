"""carecheck with a probe that misbehaves as the environment says: `python -m tests.machine.stuck_scan scan ...`."""

import os
from collections.abc import Callable, Mapping
from typing import Final

from carecheck.cli.main import run
from carecheck.facts.model import Unknown
from carecheck.facts.system import System
from carecheck.look.machine import Machine
from carecheck.look.probes import probe, probes_for

NOTE: Final = os.environ.get("NOTE", "")  # where a started program writes its number
ANSWER: Final = System.all_unknown(Unknown("not_seen"))


def reads_a_pipe(machine: Machine) -> None:
    """A call that never comes back, as at a disk that has gone: nobody writes into the pipe."""
    os.read(os.open(NOTE, os.O_RDONLY), 1)


def runs_long(machine: Machine) -> None:
    machine.run("sh", "-c", f"trap '' TERM INT HUP; echo $$ > {NOTE}; sleep 300 & wait", seconds=100)


def leaves_a_daemon(machine: Machine) -> None:
    daemon = f"exec >&- 2>&-; trap : TERM INT HUP; echo $$ > {NOTE}; while :; do sleep 300; done"
    machine.run("sh", "-c", f"setsid sh -c '{daemon}' & while [ ! -s {NOTE} ]; do sleep 0.05; done")


WAYS: Final[Mapping[str, Callable[[Machine], None]]] = {
    one.__name__: one for one in (reads_a_pipe, runs_long, leaves_a_daemon)
}


def misbehaves(machine: Machine) -> System:
    WAYS[os.environ["WAY"]](machine)
    return ANSWER


def main() -> None:
    """Scan with the probe of the system replaced."""
    probes_for("linux")

    misbehaves.__module__ = "carecheck.look.linux.system"  # a plugin may not stand in for a probe of ours
    probe(System, on="linux")(misbehaves)
    run()


if __name__ == "__main__":
    main()
