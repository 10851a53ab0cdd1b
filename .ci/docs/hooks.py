"""What mkdocs runs to make the pages that are written by no hand: each is made from its one source at build time."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import check_pages
import command_pages
import fact_page
import parts
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT: Final = Path(__file__).parents[2]
CHECKS_IN_NAV: Final = "made/checks/index.md"
_PART: Final = re.compile(r"<!-- made: ([a-z]+)(?: ([a-z]+))? -->")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the page of each topic of checks into the menu, after that of all checks."""
    pages = [{name: f"made/checks/{topic}.md"} for topic, name in check_pages.topics()]
    nav: list[dict[str, Any]] = config.nav or []
    for section in nav:
        for content in section.values():
            if isinstance(content, list) and CHECKS_IN_NAV in content:
                content.extend(pages)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the made pages to those of docs/."""
    made: dict[str, Callable[[], str]] = {
        "made/checks/index.md": check_pages.index,
        **{f"made/checks/{topic}.md": _of(topic) for topic, _ in check_pages.topics()},
        "made/facts.md": fact_page.page,
        "made/commands.md": command_pages.page,
        "made/write-a-check.md": (ROOT / "checks" / "README.md").read_text,
    }
    for name, page in made.items():
        files.append(File.generated(config, name, content=page()))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill the places of a page that a made part belongs into: `<!-- made: reasons -->`."""
    return _PART.sub(lambda place: parts.PARTS[place[1]](place[2] or ""), markdown)


def _of(topic: str) -> Callable[[], str]:
    return lambda: check_pages.page(topic)
