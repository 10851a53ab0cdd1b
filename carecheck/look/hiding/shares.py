"""Finds what people named in the settings of Samba and NFS: shares, what is said of them, and who may open them."""

import re
from collections.abc import Iterator
from typing import Final

from carecheck.look.hiding.pseudonyms import Kind
from carecheck.look.machine import Answer, ListFolder, Question, Ran, ReadFile, RunProgram

USERSHARES: Final = "/var/lib/samba/usershares"
_OWN_SECTIONS: Final = frozenset({*("global", "homes", "printers", "print$", "netlogon", "sysvol", "profiles", "ipc$")})
_SECTION: Final = re.compile(r"^\s*\[([^\]\n]{1,80})\]", re.MULTILINE)
_SAYS: Final = re.compile(
    r"^\s*(comment|server string|sharename|volume|username map|netbios \w+)\s*=[ \t]*(.+)$", re.M | re.I
)
_LOGINS: Final = re.compile(
    r"^\s*(?:(?:in)?valid users|write list|read list|admin users|force (?:user|group)|username|users|guest account"
    r"|printer admin)\s*=[ \t]*(.+)$",
    re.MULTILINE | re.IGNORECASE,
)
_CLIENT: Final = re.compile(r"[ \t]([a-z][a-z0-9.-]*[a-z0-9])(?=[(\s])", re.IGNORECASE)
_MARK_OF_GROUP: Final = "@+&%"


def named_in_shares(question: Question, answer: Answer) -> Iterator[tuple[Kind, str]]:
    """What the files of both name, and Samba's own tool, and what kind of thing that is."""
    match question, answer:
        case (ListFolder(path), tuple()) if path == USERSHARES:
            for entry in answer:
                yield "share", entry.name
        case (ReadFile(path), bytes()) if path.startswith(("/etc/samba/", USERSHARES)):
            yield from _in_settings(answer.decode(errors="replace"))
        case (ReadFile(path), bytes()) if path.startswith("/etc/exports"):
            for name in _CLIENT.findall(answer.decode(errors="replace")):
                yield "computer", name
        case (RunProgram(("testparm", *_)), Ran(_, out, _)):
            yield from _in_settings(out.decode(errors="replace"))
        case _:
            return


def _in_settings(text: str) -> Iterator[tuple[Kind, str]]:
    for name in _SECTION.findall(text):
        if name.strip().casefold() not in _OWN_SECTIONS:
            yield "share", name
    for word, value in _SAYS.findall(text):
        kind: Kind = "share" if word == "sharename" else "computer" if word.startswith("netbios") else "text"
        yield kind, value
    for names in _LOGINS.findall(text):
        for name in re.split(r"[\s,]+", names.replace('"', " ")):
            if name and not name.startswith("%"):
                yield "person", name.lstrip(_MARK_OF_GROUP).rpartition("\\")[2]
