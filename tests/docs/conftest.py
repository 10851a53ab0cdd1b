"""The documents, built once for all tests, and somebody with a fresh home folder."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.cli.running import Person
from tests.conftest import Needs
from tests.docs.pages import ROOT
from tests.pages.browser import launch


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody with a fresh home folder."""
    return Person(tmp_path)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site: without one warning, or this fails."""
    if importlib.util.find_spec("material") is None and "CI" not in os.environ:
        pytest.skip("This test builds the documents. To bring what that needs: pip install -e '.[docs]'")
    built = tmp_path_factory.mktemp("site")
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", built],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
    return built


@pytest.fixture(scope="module")
def browser(needs: Needs) -> Iterator[Browser]:
    """Debian's Chromium."""
    needs("chromium")
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()
