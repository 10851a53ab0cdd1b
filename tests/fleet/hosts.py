"""Computers to visit by ssh: each a copy of this one in namespaces of its own, on a cable of its own.

Debian packages that the tests in this folder need (.ci/run installs them): iproute2 openssh-client openssh-server
"""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Generator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from tests.linux.world import CHECKOUT

_NUMBERS: Final = count(1)
_ALONE: Final = ("--mount", "--net", "--pid", "--fork", "--kill-child", "--propagation", "private")
# What every login by ssh writes, whatever is done then.
_LOGS: Final = ("/var/log/lastlog", "/var/log/wtmp", "/var/log/btmp", "/run/utmp")


@dataclass(frozen=True)
class Host:
    """A computer that runs; `key` is the one by which others know it."""

    address: str
    key: str
    pid: int

    def files(self) -> set[str]:
        """All that differs from this computer: each file and folder with its rights, and the size of files."""
        kinds = ("(", "-type", "d", "-printf", r"/%P %m\n", ")", "-o", "-printf", r"/%P %m %s\n")
        there = self._run("find", "/mnt/changes", *kinds).splitlines()
        return {line for line in there if not line.startswith(_LOGS)}

    def text(self, path: str) -> str:
        """What a file holds there."""
        return self._run("cat", f"/mnt/root{path}")

    def _run(self, *argv: str) -> str:
        enter = ["nsenter", f"--target={self.pid}", "--mount"]
        return subprocess.run([*enter, *argv], check=True, capture_output=True, text=True).stdout


@contextlib.contextmanager
def running(folder: Path, public_key: str, logins: str = "visitor", more: str = "true") -> Generator[Host]:
    """A computer with these logins; `more` is a script that changes it further."""
    number = next(_NUMBERS)
    key = new_key(folder / f"host-{number}")
    told = {"logins": logins, "public_key": public_key, "host_key": key.read_text(), "more": more}
    inside = [sys.executable, "-m", "tests.fleet.inside"]
    with subprocess.Popen(
        ["unshare", *_ALONE, *inside], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=CHECKOUT, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(json.dumps(told) + "\n")
            process.stdin.flush()
            assert process.stdout.readline() == "ready\n"
            yield Host(_plug_in(process.pid, number), key.with_suffix(".pub").read_text(), process.pid)
        finally:
            process.kill()


def new_key(file: Path) -> Path:
    """A new pair of keys for ssh."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file], check=True)
    return file


def _plug_in(pid: int, number: int) -> str:
    """Lay a cable from here into the network of that process; its address there."""
    block = os.getpid() * 64 + number  # of 4 addresses: other tests may run at the same time
    net = f"198.{18 + (block >> 14 & 1)}.{block >> 6 & 255}."
    ours, theirs = f"cc{os.getpid()}-{number}", f"ch{os.getpid()}-{number}"
    first = (block & 63) * 4
    inside = ["nsenter", f"--target={pid}", "--net"]
    for argv in (
        ["ip", "link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", str(pid)],
        ["ip", "address", "add", f"{net}{first + 1}/30", "dev", ours],
        ["ip", "link", "set", ours, "up"],
        [*inside, "ip", "address", "add", f"{net}{first + 2}/30", "dev", theirs],
        [*inside, "ip", "link", "set", theirs, "up"],
        [*inside, "ip", "link", "set", "lo", "up"],
    ):
        subprocess.run(argv, check=True)
    return f"{net}{first + 2}"
