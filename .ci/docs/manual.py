"""Writes man/carecheck.1, the manual page, from the program's own commands and options: python .ci/docs/manual.py."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from command_tree import CODES, Command, Option, all_commands, whole_program

PAGE: Final = Path(__file__).parents[2] / "man" / "carecheck.1"
DOES: Final = "check the computers and the email of a care home"


def manual() -> str:
    """The page in the language of man."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    program = whole_program()
    yield '.\\" Made by .ci/docs/manual.py from the commands themselves; do not change it by hand.'
    yield '.TH CARECHECK 1 "" "carecheck" "carecheck"'
    yield from (".SH NAME", f"carecheck \\- {DOES}")
    yield from (".SH SYNOPSIS", f"\\fBcarecheck\\fR {_plain('COMMAND [OPTIONS]')}")
    yield ".SH DESCRIPTION"
    yield from _paragraphs(program.help)
    yield from (".SH OPTIONS", *_listed(program.options))
    yield ".SH COMMANDS"
    for command in all_commands():
        yield from _command(command)
    yield ".SH EXIT STATUS"
    yield from _listed(Option(code, means) for code, means in CODES)


def _command(command: Command) -> Iterator[str]:
    yield f".SS {_plain(command.name)}"
    yield f"{_plain(command.usage)}"
    yield ".PP"
    yield from _paragraphs(command.help)
    yield from _listed((*command.arguments, *command.options))


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield _plain(text)
        yield ".PP"


def _listed(options: Iterable[Option]) -> Iterator[str]:
    for option in options:
        yield from (".TP", f"\\fB{_plain(option.typed)}\\fR", _plain(option.help))


def _plain(text: str) -> str:
    """A text that shows as it stands: a hyphen that can be copied, and no line that begins with a command of man."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", safe)


if __name__ == "__main__":
    page = Path(sys.argv[1]) if sys.argv[1:] else PAGE
    page.write_text(manual(), "utf-8")
