r"""Reading one rule of the firewall of Windows, as the registry holds it.

    v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Public|LPort=5900|App=C:\Example\server.exe|Name=Example|

A field may stand there more than once. Fields that are not known restrict nothing here: an opening may then be told
that is smaller than it looks, and never one that is overlooked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.words import clean

_VERSION: Final = re.compile(r"v\d+\.\d+")
_REMOTE: Final = ("RA4", "RA6", "RA42", "RA62")  # addresses, and words such as LocalSubnet
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
        profiles = [profile.casefold() for profile in self.fields.get("profile", ())]
        remote = [address.casefold() for name in _REMOTE for address in self.fields.get(name.casefold(), ())]
        return (
            self.first("Action").casefold() != "block"
            and self.first("Active").casefold() == "true"
            and self.first("Dir").casefold() == "in"
            and (not profiles or "public" in profiles)
            and (not remote or any(_ANYONE.fullmatch(address) for address in remote))
            and (self.first("Protocol") or "256") in _WITH_PORTS
        )

    @property
    def is_of_windows(self) -> bool:
        """Whether Windows itself brought it, for one of its own programs."""
        app, name = self.path.casefold(), self.first("Name").casefold()
        if app in ("", "system") and self.first("AppPkgId"):
            return _OF_MICROSOFT.match(name) is not None
        if not _NAMED_BY_WINDOWS.fullmatch(name):
            return False
        return app in ("", "system") or (_WINDOWS.match(app) is not None and not _NOT_OF_WINDOWS.search(app))

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
        ports = " ".join(self.fields.get("lport", ())) or "all ports"
        return clean(f"{_WITH_PORTS[self.first('Protocol') or '256']} {ports}", 60)


def read_rule(text: str) -> Rule | Unknown:
    """The fields of a rule; one without its version, or without what it does, when and which way, is unreadable."""
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
    )
    return rule if known else gap
