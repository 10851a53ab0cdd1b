"""Pictures of everything that carecheck shows, to look at with one's own eyes.

    .venv/bin/python -m tests.pages.pictures OUT        (from the project's folder; needs Chromium)

Each picture is drawn anew from made-up homes; none of them is kept in the project.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright

from carecheck.demo import demo
from carecheck.homes.changes import changes_between
from carecheck.show.compared import render_changes
from carecheck.show.page import render_page
from carecheck.show.terminal import TerminalOptions, render_terminal
from tests.homes.many import many_homes, page_over
from tests.homes.visits import EARLIER, seen, visit
from tests.pages.browser import launch
from tests.pages.test_pages import PAGES

DESK: Final = (1240, 1640)
PHONE: Final = (320, 1400)
DARK: Final[Mapping[str, Any]] = {"color_scheme": "dark"}
FORCED: Final[Mapping[str, Any]] = {"forced_colors": "active"}
WITHOUT_COLOUR: Final = ("deuteranopia", "protanopia", "achromatopsia")
# The colours of a window, by the codes that are sent to it.
CODES: Final = {"1": "b", "1;97;41": "red", "30;43": "amber", "30;47": "unknown", "30;42": "green"}
WINDOW: Final = """<!doctype html><meta charset="utf-8"><style>
body { background: #0c0c0c; color: #ccc; font: 15px/1.25 "Liberation Mono", monospace; padding: 12px; }
pre { margin: 0; width: %dch; outline: 1px dashed #444; } .b { font-weight: 700; color: #fff; }
.red { background: #c50f1f; color: #fff; font-weight: 700; } .amber { background: #c19c00; color: #0c0c0c; }
.unknown { background: #ccc; color: #0c0c0c; } .green { background: #13a10e; color: #0c0c0c; }
</style><pre>%s</pre>"""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: a page, the size of the window, what the browser is told, and which part is looked at."""

    name: str
    html: str
    size: tuple[int, int] = DESK
    context: Mapping[str, Any] = field(default_factory=dict[str, Any])
    part: str = ""
    paper: bool = False
    eyes: str = "none"


def window(text: str, columns: int) -> str:
    """A page that shows text with colour codes as a window would."""
    shown = escape(text)
    for code, name in CODES.items():
        shown = shown.replace(f"\x1b[{code}m", f'<span class="{name}">')
    return WINDOW % (columns, shown.replace("\x1b[0m", "</span>"))


def pictures() -> Iterator[Picture]:
    """All of them, the terminal first."""
    made_up = demo()
    for columns in (60, 80):
        options = TerminalOptions(columns, colour=True, encoding="utf-8", since=made_up.since)
        yield Picture(f"terminal-{columns}", window(render_terminal(made_up.report, options), columns))
    changed = changes_between(visit([seen("red"), seen("green", "usb.open")], EARLIER), visit([seen("green")]))
    yield Picture("compare", window(render_changes(changed, TerminalOptions(80, colour=True)), 80))
    home = render_page(made_up.report, made_up.since)
    yield Picture("home", home)
    yield Picture("home-dark", home, context=DARK)
    yield Picture("home-phone", home, PHONE)
    yield Picture("home-forced-colours", home, context=FORCED)
    yield Picture("home-print", home, paper=True)
    yield Picture("home-longest-names", PAGES["longest names"])
    yield Picture("home-longest-names-phone", PAGES["longest names"], PHONE)
    yield Picture("sheet-for-it", home, part="#it")
    yield Picture("sheet-for-the-wall", home, part="#wall")
    yield from of_many_homes()
    for name in ("survey", "dspt", "dspt of many homes"):
        yield Picture(name.replace(" ", "-"), PAGES[name])
        yield Picture(f"{name.replace(' ', '-')}-phone", PAGES[name], PHONE)


def of_many_homes() -> Iterator[Picture]:
    """The page of all homes, few and many, and its map as others see it."""
    few = many_homes(12)
    twelve = page_over(few, {one.site.id: f"homes/{one.site.id}.html" for one in few if one.site})
    yield Picture("12-homes", twelve)
    yield Picture("12-homes-dark", twelve, context=DARK)
    yield Picture("12-homes-phone", twelve, PHONE)
    yield Picture("12-homes-forced-colours", twelve, context=FORCED)
    yield Picture("12-homes-print", twelve, paper=True)
    for eyes in WITHOUT_COLOUR:
        yield Picture(f"map-{eyes}", twelve, part="#map", eyes=eyes)
    many = page_over(many_homes(500))
    yield Picture("500-homes", many, part="header")
    yield Picture("500-homes-map", many, part="#map")
    yield Picture("500-homes-phone", many, PHONE, part="#map")


def draw(browser: Browser, picture: Picture, folder: Path) -> None:
    """Draw one: the whole page, or what a window shows of a part; printed pages as images of their own."""
    page_file = folder / f"{picture.name}.html"
    page_file.write_text(picture.html, encoding="utf-8")
    width, height = picture.size
    context = browser.new_context(offline=True, viewport={"width": width, "height": height}, **picture.context)
    context.set_default_timeout(300_000)
    page = context.new_page()
    page.goto(page_file.resolve().as_uri())
    if picture.paper:
        page.pdf(path=folder / f"{picture.name}.pdf", prefer_css_page_size=True, print_background=True)
    else:
        _seen_with(page, picture.eyes)
        if picture.part:
            page.locator(picture.part).first.evaluate("one => one.scrollIntoView()")
        page.screenshot(path=folder / f"{picture.name}.png", full_page=not picture.part)
    context.close()
    page_file.unlink()


def _seen_with(page: Page, eyes: str) -> None:
    """Show the page as somebody sees it who sees colours in another way."""
    if eyes != "none":
        page.context.new_cdp_session(page).send("Emulation.setEmulatedVisionDeficiency", {"type": eyes})


def main() -> None:
    """Draw all, or those whose name begins as the second word says."""
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    folder, begins = Path(sys.argv[1]), (*sys.argv[2:], "")[0]
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for picture in pictures():
            if picture.name.startswith(begins):
                draw(browser, picture, folder)
                sys.stdout.write(f"{folder / picture.name}\n")
        browser.close()


if __name__ == "__main__":
    main()
