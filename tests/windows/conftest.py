"""Fixtures for tests that drive Windows from outside, in the lane that `tests/windows/run` makes."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from tests.windows.lane import Lane, find_lane
from tests.windows.pc import WindowsPc
from tests.windows.registry import Registry
from tests.windows.seeding import SeededPc
from tests.windows.wine import Prefix
from tests.windows_facts.pcs import Pc

StartPc = Callable[..., WindowsPc]  # takes registry=..., as in tests/windows/registry.py
StartSeeded = Callable[[Pc], SeededPc]


@pytest.fixture(scope="session")
def lane() -> Lane:
    """The Windows lane; without it a test is skipped on a newcomer's computer, and fails in CI."""
    found = find_lane()
    if found is not None:
        return found
    sentence = "This test needs Windows Python under Wine, on Debian 12. To get it: tests/windows/run"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="module")
def windows_pc(lane: Lane, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartPc]:
    r"""Start a made-up Windows computer with these values in its registry, in the form of tests/windows/registry.py.

        pc = windows_pc(registry={r"HKCU\Control Panel\Desktop": {"ScreenSaverIsSecure": "1"}})
        ran = pc.carecheck("scan", "--offline")

    It lasts until the tests of its module have ended.
    """
    with ExitStack() as running:

        def start(registry: Registry | None = None) -> WindowsPc:
            folder = tmp_path_factory.mktemp("windows") / "pc"
            running.callback(shutil.rmtree, folder)
            pc = WindowsPc(folder, lane)
            Prefix(lane.template).clone_to(folder)
            running.enter_context(pc)
            pc.seed(registry or {})
            return pc

        yield start


@pytest.fixture(scope="module")
def pc(windows_pc: StartPc) -> WindowsPc:
    """A Windows computer as Wine makes it, which the tests of one module share."""
    return windows_pc()


@pytest.fixture
def seeded_pc(lane: Lane, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartSeeded]:
    """Start a made-up computer of tests/windows_facts/recordings, all of its rows in their places.

    seeded_pc(load_pc("good_11_pro")).lights()
    """
    with _seeded(lane, tmp_path_factory) as start:
        yield start


@pytest.fixture(scope="module")
def seeded_pc_of_module(lane: Lane, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartSeeded]:
    """The same for a computer that the tests of one module share."""
    with _seeded(lane, tmp_path_factory) as start:
        yield start


@contextmanager
def _seeded(lane: Lane, folders: pytest.TempPathFactory) -> Iterator[StartSeeded]:
    with ExitStack() as running:

        def start(pc: Pc) -> SeededPc:
            folder = folders.mktemp("seeded") / "pc"
            running.callback(shutil.rmtree, folder)
            return running.enter_context(SeededPc(folder, lane, pc))

        yield start
