"""Which logins have full control of this Linux: by their groups, and by the rules of sudo.

The rules are closed to everyone but administrators. What everyone can see is whether they are as they came: the main
file and the README beside it come in one package with one time, and no other file lies there.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.linux.accounts import Account, Accounts
from carecheck.look.machine import Entry, Machine

# sudo's groups, and those whose members can become root by another way.
GROUPS: Final = ("sudo", "wheel", "admin", "docker", "lxd", "incus-admin", "libvirt", "disk")

SUDOERS: Final = "/etc/sudoers"
SUDOERS_FOLDER: Final = "/etc/sudoers.d"
KNOWN_FILES: Final = (
    "README",
    "0pwfeedback",
    "mintupdate",
)  # those of Debian and Linux Mint, which give nobody control

_INCLUDE: Final = re.compile(r"[@#](include|includedir)\s+(\S+)")
_ALIAS: Final = re.compile(r"(?:User|Cmnd|Cmd)_Alias\s+([A-Z][A-Z0-9_]*)\s*=\s*(.+)")
_RULE: Final = re.compile(r"((?:[^\s,=\\]|\\.)+(?:\s*,\s*(?:[^\s,=\\]|\\.)+)*)\s+[^=]+=\s*(.+)")
_OTHER: Final = re.compile(r"Defaults\b|(?:User|Host|Runas|Cmnd|Cmd)_Alias\b")
_ASKS_FOR_ROOT: Final = re.compile(r"Defaults\b.*(?<!!)\b(?:targetpw|rootpw)\b")
_EVERYTHING: Final = re.compile(r"(?:^|[\s:,)])ALL\s*(?:$|,)")


@dataclass(frozen=True, slots=True)
class SudoRules:
    """Whom the rules of sudo let do everything; `gap` says why they may let more."""

    names: frozenset[str] = field(default=frozenset(), repr=False)
    gap: Unknown | None = None

    def gives_all_to(self, one: Account, groups: frozenset[str]) -> bool | Unknown:
        """Whether a login may do everything."""
        if self.names & {one.name, f"#{one.uid}", f"%#{one.gid}", "ALL", *(f"%{group}" for group in groups)}:
            return True
        return False if self.gap is None else self.gap


def full_control(everyone: Accounts, rules: SudoRules, one: Account) -> bool | Unknown:
    """Whether a login has full control of the computer."""
    groups = frozenset(group for group in everyone.groups if one.name in everyone.members(group))
    if one.uid == 0 or groups & set(GROUPS):
        return True
    by_rule = rules.gives_all_to(one, groups)
    if not isinstance(by_rule, Unknown) and not by_rule and everyone.gap is not None:
        return everyone.gap  # its groups may come from a server, too
    return by_rule


def sudo_rules(machine: Machine) -> SudoRules:
    """The rules of sudo, or what can be told of them without reading them."""
    text = machine.read(SUDOERS)
    if text is None:
        return SudoRules()
    if isinstance(text, Unknown):
        return SudoRules(gap=None if text.reason == "needs_admin" and _as_they_came(machine) else text)
    return _rules(machine, text)


def _as_they_came(machine: Machine) -> bool:
    ours = machine.look_at(SUDOERS)
    readme = machine.look_at(f"{SUDOERS_FOLDER}/README")
    files = machine.list_folder(SUDOERS_FOLDER)
    if not isinstance(ours, Entry) or not isinstance(readme, Entry) or not isinstance(files, tuple):
        return False
    names = {file.name for file in files}
    return ours.modified == readme.modified and "README" in names and names <= set(KNOWN_FILES)


def _rules(machine: Machine, text: str) -> SudoRules:
    texts, gap = _with_includes(machine, text)
    lines = [re.sub(r"(?:^|\s)#(?!\d|include).*", "", line).strip() for line in _joined(texts).splitlines()]
    aliases = {alias[1]: alias[2] for line in lines if (alias := _ALIAS.fullmatch(line))}
    names: set[str] = set()
    for line in lines:
        rule = _RULE.fullmatch(line)
        if rule and not _OTHER.match(line):
            commands = " ".join([rule[2], *(members for alias, members in aliases.items() if alias in rule[2])])
            names |= _words(rule[1]) if _EVERYTHING.search(commands) else set()
        elif line and not _OTHER.match(line) and not _INCLUDE.match(line):
            gap = Unknown("unreadable", "a rule of sudo has another form")
    for _ in aliases:
        names |= {member for alias in names & aliases.keys() for member in _words(aliases[alias])}
    if any(name.startswith(("+", "!")) for name in names):
        gap = Unknown("unreadable", "a rule of sudo speaks of more than logins and groups")
    if any(_ASKS_FOR_ROOT.match(line) for line in lines):
        names.discard("ALL")  # everyone may do everything who knows root's password
    return SudoRules(frozenset(names), gap)


def _with_includes(machine: Machine, text: str) -> tuple[list[str], Unknown | None]:
    texts = [text]
    gap: Unknown | None = None
    for kind, path in _INCLUDE.findall(text):
        place = path if path.startswith("/") else f"/etc/{path}"
        more = _folder(machine, place) if kind == "includedir" else [machine.read(place)]
        for part in [more] if isinstance(more, Unknown) else more:
            if isinstance(part, Unknown):
                gap = part
            elif part is not None:
                texts.append(part)
    if any(_INCLUDE.search(part) for part in texts[1:]):
        gap = Unknown("unreadable", "the rules of sudo lie in files within files")
    return texts, gap


def _folder(machine: Machine, path: str) -> list[str | None | Unknown] | Unknown:
    """The files that sudo takes from a folder: none with a dot in its name, none that ends in a tilde."""
    files = machine.list_folder(path)
    if isinstance(files, Unknown):
        return files
    names = [file.name for file in files or () if "." not in file.name and not file.name.endswith("~")]
    if "README" not in names and machine.exists(f"{path}/README") is not False:
        return Unknown("unreadable", "a file of sudo's rules is not in its folder's list")
    return [machine.read(f"{path}/{name}") for name in names]


def _joined(texts: list[str]) -> str:
    return "\n".join(texts).replace("\\\n", " ")


def _words(text: str) -> set[str]:
    return {word.strip() for word in text.split(",")}
