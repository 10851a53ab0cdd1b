"""Fixtures for tests of the Linux probes: throw-away computers, and recordings."""

import os
import platform
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Needs
from tests.linux.world import World, look_at_a_computer


@pytest.fixture
def world(needs: Needs) -> World:
    """Build a throw-away computer and look at it; needs root, mounts and Debian.

        [as_root, as_bob] = world("useradd -m bob", Look(), Look("bob"))

    Without them the test is skipped on a newcomer's computer, and fails in CI.
    """
    for program in ("unshare", "useradd", "apt-get"):
        needs(program)
    skip_unless_computers_can_be_built()
    return look_at_a_computer


def skip_unless_computers_can_be_built() -> None:
    """Skip a test where the rights for throw-away computers are missing; in CI it fails then."""
    may_mount = platform.system() == "Linux" and os.geteuid() == 0 and _can_unshare()
    if not may_mount:
        sentence = (
            "This test builds a throw-away computer, for which it must run as root on a Linux that allows mounts."
        )
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)


def _can_unshare() -> bool:
    return subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode == 0


@pytest.fixture
def recordings() -> Path:
    """The folder of recorded answers."""
    return Path(__file__).parent / "recordings"
