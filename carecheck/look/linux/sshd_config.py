"""What the configuration of OpenSSH's server on Linux says about passwords, with the files that it takes in.

The first line for a word counts. A `Match` block changes things for some logins only: one that lets a password in
makes passwords possible. A password can be asked for in two ways: by SSH itself, and by the system (PAM).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

CONFIG: Final = "/etc/ssh/sshd_config"
FOLDER: Final = "/etc/ssh"
MOST_DEEP: Final = 16  # files that take in files; OpenSSH goes no deeper

_LINE: Final = re.compile(r"\s*([A-Za-z0-9]+)(?:\s*=\s*|\s+)(.*)")
_WILD: Final = re.compile(r"[*?\[\]{}]")
_OLD_NAMES: Final = {"challengeresponseauthentication": "kbdinteractiveauthentication"}
_BY_PASSWORD: Final = frozenset({"password", "keyboard-interactive"})
_RULES_FOR_SOME: Final = frozenset({"allowusers", "allowgroups", "denyusers", "denygroups"})


@dataclass(frozen=True, slots=True)
class SshRules:
    """Whether a password is enough for someone and for root, and whether some logins have rules of their own."""

    anyone: bool
    root: bool
    some_have_their_own: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its word, what stands behind it, and the `Match` block in which it stands."""

    word: str
    rest: str
    match: str


def ssh_rules(machine: Machine) -> SshRules | Unknown:
    """Read the configuration; a part that cannot be read leaves everything open."""
    lines: list[_Line] = []
    for line in _lines(machine, CONFIG, "", MOST_DEEP):
        if isinstance(line, Unknown):
            return line
        lines.append(line)
    blocks = list(dict.fromkeys(line.match for line in lines))
    in_general = _Block(lines, "")
    others = [_Block(lines, match) for match in blocks if match]
    everyone = [in_general, *others]
    return SshRules(
        anyone=any(block.lets_password_in() for block in everyone),
        root=any(block.lets_password_in() and block.says("permitrootlogin") == "yes" for block in everyone),
        some_have_their_own=bool(others) or any(line.word in _RULES_FOR_SOME for line in lines),
    )


@dataclass(frozen=True, slots=True)
class _Block:
    """What holds in one `Match` block, or outside all of them."""

    lines: list[_Line]
    match: str

    def says(self, word: str) -> str:
        """What the block, or else the general part, says; a word that stands nowhere gives an empty text."""
        for place in dict.fromkeys((self.match, "")):
            for line in self.lines:
                if (line.word, line.match) == (word, place):
                    return line.rest
        return ""

    def lets_password_in(self) -> bool:
        by_ssh = self.says("passwordauthentication") != "no"
        by_system = self.says("kbdinteractiveauthentication") != "no" and self.says("usepam") == "yes"
        ways = self.says("authenticationmethods").split()
        enough = not ways or any(way == "any" or _BY_PASSWORD.issuperset(_names(way)) for way in ways)
        return (by_ssh or by_system) and enough


def _names(way: str) -> list[str]:
    return [name.partition(":")[0] for name in way.split(",")]


def _lines(machine: Machine, path: str, match: str, left: int) -> Iterator[_Line | Unknown]:
    """The lines of a file and, where it takes in others, theirs; a `Match` in one of those ends with it."""
    text = machine.read(path)
    if text is None or isinstance(text, Unknown) or not left:
        yield text if isinstance(text, Unknown) else Unknown("not_seen", "settings of the SSH server are not there")
        return
    for raw in text.splitlines():
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        parts = _LINE.fullmatch(raw)
        if parts is None:
            yield Unknown("unreadable", "the settings of the SSH server have a line of another form")
            return
        word, rest = parts[1].casefold(), re.sub(r"\s#.*", "", parts[2]).replace('"', "").strip()
        if word == "match":
            match = "" if rest.casefold() == "all" else rest
        elif word == "include":
            for file in _files(machine, rest):
                yield from (file,) if isinstance(file, Unknown) else _lines(machine, file, match, left - 1)
        else:
            yield _Line(_OLD_NAMES.get(word, word), rest.casefold(), match)


def _files(machine: Machine, patterns: str) -> Iterator[str | Unknown]:
    for pattern in patterns.split():
        folder, _, name = (pattern if pattern.startswith("/") else f"{FOLDER}/{pattern}").rpartition("/")
        if _WILD.search(folder) or "~" in folder:
            yield Unknown("not_seen", "the settings of the SSH server go on in other files")
        elif not _WILD.search(name):
            there = machine.exists(f"{folder}/{name}")
            if isinstance(there, Unknown) or there:
                yield there if isinstance(there, Unknown) else f"{folder}/{name}"
        else:
            entries = machine.list_folder(folder)
            if isinstance(entries, Unknown):
                yield entries
            else:
                names = sorted(entry.name for entry in entries or () if not entry.name.startswith("."))
                yield from (f"{folder}/{one}" for one in names if fnmatchcase(one, name))
