r"""The rules of the firewall of Windows, as the registry holds them: every login may read them.

    v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Public|LPort=5900|App=C:\Example\server.exe|Name=Example|

A field may stand there more than once. Fields that are not known restrict nothing here: an opening may then be told
that is smaller than it looks, and never one that is overlooked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi
from carecheck.words import clean

_VERSION: Final = re.compile(r"v\d+\.\d+")
_PROFILES: Final = frozenset({"domain", "private", "public"})
_OF_PACKAGES: Final = ("AppPkgId", "LUOwn", "PFN")
_ANYONE: Final = re.compile(r"(\*|any|internet|)|(0\.0\.0\.0|::)[-/].*")
_WITH_PORTS: Final[Mapping[str, str]] = {"6": "TCP", "17": "UDP", "256": "TCP and UDP"}
# Windows names its own rules by a text within one of its files, so that each language has its own words.
_NAMED_BY_WINDOWS: Final = re.compile(r"@((%systemroot%|%windir%|[a-z]:\\windows)\\.+|[\w.-]+\.(dll|exe)),-\d+")
_WINDOWS: Final = re.compile(r"(%systemroot%|%windir%|[a-z]:\\windows)\\")
# Folders within that of Windows into which more than its own programs are put, and programs that run whatever is given.
_NOT_OF_WINDOWS: Final = re.compile(
    r"\\windows\\(temp|tasks|debug|tracing)\\|%\\(temp|tasks|debug|tracing)\\|\\\.\.\\"
    r"|\\(cmd|powershell|pwsh|wscript|cscript|mshta|rundll32|regsvr32|ftp|bash|wsl)\.exe$"
)
_PACKAGE: Final = re.compile(r"@\{([^_}?]+)")
_OF_MICROSOFT: Final = re.compile(r"@\{[^}?]+_(8wekyb3d8bbwe|cw5n1h2txyewy)[?}]")  # the ids of Microsoft as publisher


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its fields in lower case, each with what stands there."""

    fields: Mapping[str, tuple[str, ...]]

    def first(self, name: str) -> str:
        """What a field says first, and nothing where it is not there."""
        return next(iter(self.fields.get(name.casefold(), ())), "")

    @property
    def opens_to_any_network(self) -> bool:
        """Whether it is in force, lets in what comes from anywhere, also on public networks, and is about ports."""
        return (
            not self.blocks
            and self.holds_on_public_networks
            and self.is_for_anyone
            and (self.first("Protocol") or "256") in _WITH_PORTS
        )

    @property
    def blocks(self) -> bool:
        """Whether it keeps out instead of letting in."""
        return self.first("Action").casefold() == "block"

    @property
    def holds_on_public_networks(self) -> bool:
        """Whether it is in force for what comes in on public networks."""
        profiles = self._all_of("profile")
        active, way = self.first("Active").casefold(), self.first("Dir").casefold()
        return active == "true" and way == "in" and (not profiles or "public" in profiles)

    @property
    def is_for_anyone(self) -> bool:
        """Whether it holds whoever is at the other end: without addresses or words such as LocalSubnet."""
        remote = self._all_of("ra4", "ra6")
        return not remote or any(_ANYONE.fullmatch(address) for address in remote)

    @property
    def is_for_package(self) -> bool:
        """Whether it is only for an app of the shop."""
        return any(self.first(name) for name in _OF_PACKAGES)

    @property
    def local_ports(self) -> list[str]:
        """Ports, ranges of ports, and words for ports; none where it is for all of them."""
        return self._all_of("lport")

    @property
    def is_of_windows(self) -> bool:
        """Whether Windows itself brought it, for one of its own programs."""
        app, name = self.path.casefold(), self.first("Name").casefold()
        if app in ("", "system") and self.first("AppPkgId"):
            return _OF_MICROSOFT.match(name) is not None
        if not _NAMED_BY_WINDOWS.fullmatch(name):
            return False
        return app in ("", "system") or (_WINDOWS.match(app) is not None and not _NOT_OF_WINDOWS.search(app))

    def _all_of(self, *names: str) -> list[str]:
        """All values of fields, in lower case; newer rules have more such fields, as LPort2_10 and RA42."""
        found = (texts for name, texts in self.fields.items() if name.partition("_")[0].rstrip("2") in names)
        return [one.casefold() for texts in found for text in texts for one in text.split(",") if one]

    @property
    def path(self) -> str:
        """The program's path, with backslashes; nothing where the rule is tied to none."""
        return self.first("App").replace("/", "\\")

    @property
    def opens(self) -> str:
        """What it opens, in few words: the program's file, the app, or the port. Never a path."""
        if self.path:
            return clean(self.path.rpartition("\\")[2], 60) or "a program"
        package = _PACKAGE.match(self.first("Name"))
        if self.first("AppPkgId"):
            return clean(package[1], 60) if package else "an app"
        ports = " ".join(self.local_ports) or "all ports"
        return clean(f"{_WITH_PORTS[self.first('Protocol') or '256']} {ports}", 60)


class _Row(msgspec.Struct):
    """The text of a rule."""

    rule: str


class _Rows(msgspec.Struct):
    """All rules."""

    count: int
    rows: list[_Row]


def firewall_rules(machine: Machine) -> list[Rule | Unknown] | Unknown:
    """Every rule, or a gap for each that could not be read; a list without any is no answer."""
    found = ask(machine, AskApi("firewall_rules"), _Rows)
    if isinstance(found, Unknown):
        return found
    if not found.rows:  # Windows itself brings hundreds
        return Unknown("not_seen", "Windows lists no rule of its firewall")
    return [read_rule(row.rule) for row in found.rows]


def read_rule(text: str) -> Rule | Unknown:
    """The fields of a rule. Each real one has a version, a name, what it does, when and which way; a bar ends it."""
    gap = Unknown("unreadable", "a rule of the firewall is in another form")
    version, *parts = text.split("|")
    if not _VERSION.fullmatch(version) or "\ufffd" in text or not parts or parts[-1].strip():
        return gap
    fields: dict[str, tuple[str, ...]] = {}
    for part in parts[:-1]:
        name, equals, content = part.partition("=")
        if not equals:
            return gap
        fields[name.casefold()] = (*fields.get(name.casefold(), ()), content.strip())
    rule = Rule(fields)
    known = (
        rule.first("Action").casefold() in ("allow", "block", "bypass")
        and rule.first("Active").casefold() in ("true", "false")
        and rule.first("Dir").casefold() in ("in", "out")
        and (rule.first("Protocol") or "256").isdecimal()
        and _PROFILES.issuperset(profile.casefold() for profile in fields.get("profile", ()))
        and rule.first("Name")
    )
    return rule if known else gap
