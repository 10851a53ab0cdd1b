"""What is said of a file with raw answers: at its top, and on the screen when it was saved."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Final

from carecheck import words

WIDTH: Final = 100

# What each kind of name is called, for one. Kinds that people need not tell apart are called the same.
_CALLED: Final[Mapping[str, str]] = {
    "person": "name of a person or login",
    "name": "name of a person or login",
    "email": "email address",
    "computer": "name of a computer",
    "domain": "name of a computer",
    "network": "name of a network",
    "printer": "name of a printer",
    "label": "name of a disk or folder",
    "folder": "name of a disk or folder",
    "share": "name of a disk or folder",
    "address": "network address",
    "phone": "phone number",
    "serial": "number that names a computer or login",
    "id": "number that names a computer or login",
    "text": "text we did not know",
}
_PLURALS: Final[Mapping[str, str]] = {
    "name of a person or login": "names of people or logins",
    "name of a computer": "names of computers",
    "name of a network": "names of networks",
    "name of a printer": "names of printers",
    "name of a disk or folder": "names of disks or folders",
    "number that names a computer or login": "numbers that name computers or logins",
    "text we did not know": "texts we did not know",
}

_OTHER: Final = "number that names a computer or login"

HIDDEN: Final = "These were hidden. Made-up names and numbers stand in their place:"
READ_FIRST: Final = "Read it before you send it. Take out any line that you do not want to share."
NOT_SENT: Final = "carecheck sent nothing. Nobody gets this file unless you send it."
NOT_HIDDEN: Final = "Nothing is hidden in this file. It has the names of people, logins and this computer."
NONE_FOUND: Final = "We looked for names and numbers to hide, and found none."
LOOK_FOR: Final = (
    "Open it and search it for your name, your staff, your home and your email address.",
    "We hide what we know how to find. Names that we did not know can still be in it.",
)
KEPT_PRIVATE: Final = "Keep it with your private papers. Send it only to someone you trust."


def top_of_file(day: date, hidden: Mapping[str, int] | None, left_out: int, changed: tuple[str, ...]) -> str:
    """The first lines of the file itself."""
    lines = hidden_in_words(hidden, left_out)
    parts = [
        f"What this computer told carecheck on {words.long_date(day)}",
        "This file lists each thing that carecheck asked this computer, and what the computer said."
        " It helps us to make carecheck better.",
        NOT_SENT,
        "\n".join(lines),
        " ".join(LOOK_FOR) if hidden is not None else KEPT_PRIVATE,
        READ_FIRST,
    ]
    if changed:
        parts.append(f"For the makers: because of what is hidden, other facts come of it for {words.listing(changed)}.")
    return (
        "\n\n".join("\n".join(part for line in text.split("\n") for part in wrap(line, WIDTH)) for text in parts) + "\n"
    )


def saved(path: Path, hidden: Mapping[str, int] | None, left_out: int) -> str:
    """What is said on the screen."""
    return "\n".join(
        (
            f"The file is {path}",
            "It lists what carecheck asked this computer, and what the computer said.",
            *hidden_in_words(hidden, left_out),
            *(LOOK_FOR if hidden is not None else ()),
            READ_FIRST if hidden is not None else KEPT_PRIVATE,
            NOT_SENT,
        )
    )


def hidden_in_words(hidden: Mapping[str, int] | None, left_out: int) -> list[str]:
    """What was hidden, counted; one line for each kind."""
    if hidden is None:
        return [NOT_HIDDEN]
    amounts: dict[str, int] = {}
    for kind, amount in hidden.items():
        called = _CALLED.get(kind, _OTHER)
        amounts[called] = amounts.get(called, 0) + amount
    lines = [
        f"- {words.number(amount)} {called if amount == 1 else _PLURALS.get(called) or words.plural(called)}"
        for called, amount in amounts.items()
    ]
    if left_out:
        lines.append(f"- {words.count(left_out, 'answer')} that could hold a name, left out whole or in part")
    return [HIDDEN, *lines] if lines else [NONE_FOUND]
