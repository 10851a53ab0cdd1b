"""What the made-up computer tells, inside its Windows: the file that `seeding` wrote."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = "CARECHECK_DOUBLES"


@cache
def pc() -> dict[str, Any]:
    """The whole file: `topics` and `person`."""
    content: dict[str, Any] = json.loads((folder() / "pc.json").read_text(encoding="utf-8"))
    return content


def folder() -> Path:
    """Where the stand-ins of this computer lie."""
    return Path(os.environ[FOLDER])


def topic(name: str) -> dict[str, Any]:
    """A topic: `told` with its entries, or `unknown` with the reason."""
    found: dict[str, Any] = pc()["topics"].get(name, {"unknown": "tool_missing"})
    return found
