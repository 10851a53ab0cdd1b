"""A real browser without a network: pages as a person sees them, on screen, in the dark, on a phone and on paper."""

import importlib.resources
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, Playwright

FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# How a page is looked at: options of the browser's context, and what is done to the page then.
VARIANTS: Final[dict[str, dict[str, Any]]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 700}},
    "forced colours": {"forced_colors": "active"},
    "paper": {},
    "all open": {},
}


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium."""
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)


@dataclass(slots=True)
class Opened:
    """A page in the browser, with each request and each error that it made."""

    page: Page
    requests: list[str] = field(default_factory=list[str])
    errors: list[str] = field(default_factory=list[str])

    def violations(self) -> list[str]:
        """What axe finds wrong, with the place."""
        axe = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
        self.page.evaluate(axe)
        found = self.page.evaluate("only => axe.run(document, {runOnly: only})", RULES)
        return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found["violations"]]

    @property
    def sideways(self) -> int:
        """By how many pixels the page is wider than the window."""
        wider: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return wider


@contextmanager
def opened(browser: Browser, file: Path, variant: str = "light") -> Iterator[Opened]:
    """The file in a new window of that kind. `bypass_csp` is for axe: our own policy forbids every script."""
    context = browser.new_context(offline=True, bypass_csp=True, **VARIANTS[variant])
    page = context.new_page()
    seen = Opened(page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.errors.append(message.text))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.goto(file.as_uri())
    if variant == "paper":
        page.emulate_media(media="print")
    if variant == "all open":
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    yield seen
    context.close()


def paper(browser: Browser, file: Path, dark: bool = False) -> list[str]:
    """The text of each printed page."""
    context = browser.new_context(offline=True, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(file.as_uri())
    printed = file.with_suffix(".pdf")
    page.pdf(path=printed, prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
    context.close()
    text = subprocess.run(["pdftotext", "-layout", printed, "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]
