"""The Markdown pages of the project, the commands that they tell people to type, and their prose."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = sorted([*ROOT.glob("*.md"), ROOT / "checks" / "README.md", *ROOT.glob("docs/**/*.md")])

_FENCE: Final = re.compile(r"^(?P<mark><!-- \w+ -->\n)?(?P<fence>```)(?P<kind>\w*)\n(?P<text>.*?)^```$", re.S | re.M)
_CODE: Final = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_TYPED: Final = re.compile(r"^(?:\$ |sudo |\.venv/bin/)*carecheck(?: |$)")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text to type or to copy, with the mark that stands before it."""

    mark: str
    kind: str
    text: str


def blocks(page: Path) -> list[Block]:
    """The blocks of a page; those inside lists too."""
    text = "\n".join(line.strip() if "```" in line or "<!--" in line else line for line in _lines(page))
    found = _FENCE.finditer(text)
    return [Block((one["mark"] or "").strip("<!->\n "), one["kind"], _dedented(one["text"])) for one in found]


def commands(page: Path) -> list[str]:
    """Each line of a page that begins with carecheck, from blocks and from the middle of sentences."""
    lines = [line for block in blocks(page) for line in block.text.splitlines()]
    parts = [part for line in lines for part in line.split(" && ")]
    written = _FENCE.sub("", "\n".join(line.strip() for line in _lines(page)))
    joined = re.sub(r"(?<!\n)\n(?!\n)", " ", written)  # what is typed may run on in the next line
    return [one.strip() for one in [*parts, *_CODE.findall(joined)] if _TYPED.match(one.strip())]


def to_try(page: Path) -> list[str]:
    """The commands of the blocks that are marked to be tried."""
    return [line for block in blocks(page) if block.mark == "try" for line in block.text.splitlines()]


def words_of(command: str) -> list[str]:
    """What is typed after carecheck, as words; a Windows path stays as it is."""
    typed = _TYPED.sub("", command).split(" >")[0]
    return shlex.split(typed.replace("\\", "\\\\").replace("[", "").replace("]", ""))


def prose(page: Path) -> Iterator[str]:
    """The paragraphs, headings, list items and table cells of a page, without marks and without what is typed."""
    text = _FENCE.sub("", "\n".join(line.strip() for line in _lines(page)))
    text = re.sub(r"<!--.*?-->|<[^>]+>|\{[^}]*\}", "", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    for paragraph in re.split(r"\n\n|\n(?=[-#|:!]|\d+\. )", text):
        joined = " ".join(paragraph.split())
        for part in joined.split("|") if joined.startswith("|") else [joined]:
            plain = re.sub(r"^(?:[-#:]+|\d+\.|!!! \w+|- \[ \])\s*(?:\[ \])?", "", part.strip()).strip(' "')
            if re.search(r"[a-z]", plain):
                yield _CODE.sub("X.1", plain).replace("**", "")


def _lines(page: Path) -> list[str]:
    return page.read_text("utf-8").splitlines()


def _dedented(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines()) if text.startswith("    ") else text
