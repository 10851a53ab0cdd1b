"""Evidence: what was asked to learn a fact, and a seal of the answer, never the answer itself."""

import re
from typing import Final

import msgspec

# Folders of the system itself. Elsewhere, a name may be that of a person, a resident or a home.
SYSTEM_FOLDERS: Final = (
    *("bin", "boot", "dev", "etc", "lib", "opt", "proc", "run", "sbin", "sys", "usr", "var"),
    *("Library", "System"),  # of macOS
)
_ADDRESS: Final = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
PRIVATE_FOLDERS: Final = ("/run/media/", "/run/user/", "/var/lib/samba/usershares/", "/var/mail/", "/var/spool/")


class Evidence(msgspec.Struct, frozen=True):
    """One thing that was looked at.

    `kind` says in one word what it was (`command`, `file`, `folder`, `link`, `dns`). `where` names it for an IT
    person, with the home folder shown as `~` and without login names. `sha256` seals the raw answer, in hex.
    `hidden` says what was left out of `where` (`home`, `login`, `place`, `address`).
    """

    kind: str
    where: str
    sha256: str
    hidden: tuple[str, ...] = ()


def without_addresses(one: Evidence) -> Evidence:
    """The same without the address under which the internet sees the home."""
    where = _ADDRESS.sub("(our address)", one.where)
    return one if where == one.where else msgspec.structs.replace(one, where=where, hidden=(*one.hidden, "address"))


def shown_place(path: str, login: str) -> tuple[str, tuple[str, ...]]:
    """A path as it may be told to others, and what was left out of it; the home folder is `~` in it already."""
    if path == "~" or path.startswith("~/."):
        return path, ("home",)
    if path.startswith("~/"):
        return "~/...", ("home", "place")
    first = path.split("/")[1] if path.startswith("/") else ""
    ours = first in SYSTEM_FOLDERS or (first.startswith(".") and path.count("/") == 1)
    if not ours or path.startswith(PRIVATE_FOLDERS):
        return f"/{first}/..." if first in SYSTEM_FOLDERS else "/...", ("place",)
    return shown_words(path, login, "/")


def shown_words(text: str, login: str, between: str) -> tuple[str, tuple[str, ...]]:
    """A text whose words are parted by `between`, without the name of the login that works here."""
    words = text.split(between)
    if not login or login not in words:
        return text, ()
    return between.join("(login)" if word == login else word for word in words), ("login",)
