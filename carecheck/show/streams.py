"""What the window or file at the other end can take: its letters, its colours and its width."""

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, TextIO

ColorChoice = Literal["auto", "always", "never"]

_PLAINER: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2026": "...",
        "\u2022": "-",
    }
)
_POUNDS: Final = re.compile(r"£(\d+(?:,\d{3})*(?:\.\d+)?)")
_ENABLE_VIRTUAL_TERMINAL: Final = 0x0004


def prepare_streams() -> None:
    """Make sure that a letter which cannot be shown, or was typed in another code, never ends the program.

    A program without a window may have no streams at all; what it says then goes nowhere.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - until the program ends
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def carries_all(encoding: str | None) -> bool:
    """Whether every letter can be written in this encoding."""
    return (encoding or "ascii").lower().replace("-", "").replace("_", "").startswith("utf")


def for_encoding(text: str, encoding: str | None) -> str:
    """The text in letters that this encoding has: straight quotes, "500 pounds", letters without their accents.

    What cannot be said otherwise becomes "?".
    """
    if text.isascii() or carries_all(encoding):
        return text
    name = encoding or "ascii"
    plainer = _POUNDS.sub(r"\1 pounds", text.translate(_PLAINER))
    return "".join(_letter(letter, name) for letter in plainer)


def wants_colour(choice: ColorChoice, stream: TextIO, environment: Mapping[str, str] | None = None) -> bool:
    """Whether to use colour on this stream.

    First match wins: the choice of --color; NO_COLOR; FORCE_COLOR; TERM=dumb; whether the stream is a terminal.
    """
    given = os.environ if environment is None else environment
    if choice != "auto":
        return choice == "always"
    if given.get("NO_COLOR"):
        return False
    if given.get("FORCE_COLOR"):
        return True
    return given.get("TERM") != "dumb" and stream.isatty() and _understands_colour()


def window_columns() -> int:
    """How many letters fit in one line of the window; 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def _letter(letter: str, encoding: str) -> str:
    for candidate in (letter, unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()):
        if candidate and candidate.encode(encoding, "ignore").decode(encoding) == candidate:
            return candidate
    return "?"


def _understands_colour() -> bool:
    """Whether the window follows colour codes; old Windows windows have to be told to, and older ones cannot."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        window = kernel.GetStdHandle(-11)  # standard output
        mode = ctypes.c_ulong()
        if not kernel.GetConsoleMode(window, ctypes.byref(mode)):
            return False
        return bool(kernel.SetConsoleMode(window, mode.value | _ENABLE_VIRTUAL_TERMINAL))
    else:  # noqa: RET505 (mypy would call the rest unreachable)
        return True
