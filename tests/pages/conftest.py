"""A browser for the tests of pages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import Needs
from tests.pages.browser import launch


@pytest.fixture(scope="module")  # no longer: what drives it would keep tests of event loops from running
def browser(needs: Needs) -> Iterator[Browser]:
    """Debian's Chromium."""
    needs("chromium")
    needs("pdftotext")
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()
