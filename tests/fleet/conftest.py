"""Fixtures for tests of the Ansible collection: a computer to visit from, and computers to visit."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import Needs
from tests.fleet.control import Control, needs_beside_python
from tests.fleet.hosts import new_key
from tests.linux.conftest import skip_unless_computers_can_be_built
from tests.linux.world import CHECKOUT


@pytest.fixture
def control(tmp_path: Path, needs: Needs) -> Iterator[Control]:
    """A computer to visit others from; needs root, mounts, Ansible, ssh and iproute2."""
    for program in ("unshare", "nsenter", "useradd", "ip", "ssh", "ssh-keygen", "/usr/sbin/sshd"):
        needs(program)
    needs_beside_python("ansible-playbook")
    skip_unless_computers_can_be_built()
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(CHECKOUT)]
    subprocess.run(build, check=True)
    new_key(tmp_path / "visitor")
    with TemporaryDirectory(prefix="cc-") as sockets:
        yield Control(tmp_path, next(tmp_path.glob("*.whl")), Path(sockets))
