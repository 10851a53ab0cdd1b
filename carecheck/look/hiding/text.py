"""Hides what a text tells: ids and addresses by their form, names by the table of those that are known."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from carecheck.look.hiding.known import KnownNames, spellings
from carecheck.look.hiding.numbers import FORMS, Numbers
from carecheck.look.hiding.own_words import listed_addresses, listed_words, own_ids, own_words
from carecheck.look.hiding.pseudonyms import Kind, Pseudonyms, is_of_windows, styled
from carecheck.systems import SystemName

MOST_REMEMBERED: Final = 2000  # letters of a text

_SYSTEM: Final = (
    "bin|boot|dev|etc|lib|lib64|opt|proc|run/(?!media)|sbin|sys|usr|var|snap|root|Applications|Library|System|private"
)
_OF_WINDOWS: Final = (
    "Windows|Program Files|Program Files \\(x86\\)|ProgramData|PerfLogs|Users[\\\\/]|Documents and Settings[\\\\/]"
)

HOME: Final = r"(?P<homes>(?:[/\\]Users|/home|[/\\]Documents and Settings|/media|/run/media)[/\\]+)"
_REST: Final = r"(?:(?!\s[/\\])[^\n\r\t\"'<>|*?:;=])*"

# In this order; the first that fits at a place counts.
PLACES: Final = {
    "secret_in_address": r"(?<=//)[^/\s@:\"']+(?P<secret>:[^/\s@\"']*)?@(?P<behind>[^\s/:@\"'<>\\]+)",
    "unit": r"(?<![\w@.-])[\w.:-]+@(?P<instance>[^\s@/\"',;]+?)(?=\.(?:service|socket|timer|target|mount)(?![\w-]))",
    "address": r"(?<=://)(?![^\s/@]*@)[^\s/:@\"'<>\\]+",
    "home": HOME
    + r"(?P<component>[^/\\:*?\"'<>|\r\n\t,;=&]{1,60}(?=[/\\])|[^\s/\\:*?\"'<>|,;=&()\[\]]+)"
    + rf"(?P<under>[/\\]{_REST})?",
    "unc": r"(?<![\\\w:./])(?:\\\\|//)(?![?.])(?P<server>[\w.-]+)[\\/]" + _REST,
    "path": rf"(?<![\w.~/<-])(?<!\b[A-Z]:)/(?!(?:{_SYSTEM})(?:/|\b))(?=\w){_REST}"
    rf"|(?<!\w)[A-Z]:[\\/](?!(?:{_OF_WINDOWS})\b){_REST}"
    rf"|(?<!\w)~/(?!\.|AppData/|Library/|Applications\b){_REST}",
}

_FIRST: Final = 4  # so many of them count before ids and addresses

_PART: Final = re.compile(r"\d+|(?:tty|en|eth|wl|sd|nvme|dm|zram|hci|card)\w*\d\w*|lo|[a-z]")  # of a computer

_PLACE: Final = re.compile(r"[A-Z]:[\\/]|\\\\[\w.?-]+\\|~?/[\w.]|%\w+%|[@\\]?System(?:Root|32)\b", re.IGNORECASE)

_SERIAL: Final = (
    r"(?<![\w.-])(?!KB\d|0X|SHA|AES|RSA|MD5|WPA|TLS|UTF|CVE|SP\d)"
    r"(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{8,20}(?![\w-])"
)

_BETWEEN: Final = re.compile(r"([/\\]+)")
_HOMES: Final = ("home", "users", "documents and settings")

_PUBLIC_HOSTS: Final = (
    *("microsoft.com", "windowsupdate.com", "windows.com", "live.com", "office.com", "office365.com", "azure.com"),
    *("debian.org", "ubuntu.com", "launchpad.net", "launchpadcontent.net", "canonical.com", "linuxmint.com"),
    *("fedoraproject.org", "google.com", "googleapis.com", "mozilla.org", "brave.com", "vivaldi.com", "docker.com"),
    *("freedesktop.org", "gnome.org", "kde.org", "w3.org", "apple.com", "kernel.org", "gnu.org"),
)
_OF_THE_SYSTEM: Final = ("nt authority", "nt service", "builtin", "window manager", "font driver host", "iis apppool")
_NO_DOMAINS: Final = ("", ".", "AzureAD", "MicrosoftAccount")
_SPEAKING: Final = frozenset(
    {*("security", "esm", "deb", "archive", "mirror", "mirrors", "ftp"), *("update", "updates", "ppa", "download")}
)


class TextHider:
    """Hides in texts; all of them share one table of made-up names."""

    def __init__(self, system: SystemName) -> None:
        self.system: Final = system
        self.own: Final = own_words(system)
        self.known = KnownNames(self.own)
        self.names = Pseudonyms()
        self._done: dict[tuple[str, bool], str] = {}  # lists are gone through more than once
        self.numbers = Numbers(self.names, own_ids(system) | listed_addresses())

    def text(self, text: str, *, serials: bool = False) -> str:
        """A text without what tells of somebody; `serials` also takes what looks like the number of a device."""
        pattern = self._with_serials if serials else self._pattern
        if len(text) > MOST_REMEMBERED:
            return pattern.sub(self._instead, text)
        if (text, serials) not in self._done:
            self._done[text, serials] = pattern.sub(self._instead, text)
        return self._done[text, serials]

    def names_only(self, text: str) -> str:
        """A text of the makers of programs, without the names that are known here."""
        return self._names.sub(lambda found: self._known(found[0]), text)

    def named(self, name: str, kind: Kind) -> str:
        """A text of which it is known what it names."""
        if kind == "person":
            return self._person(name)
        if not name.strip() or re.fullmatch(r"[A-Za-z]:[\\/]?", name):
            return name
        if self.is_number(name):
            return self.text(name)
        name = name.strip()
        return self._known(name) if name.casefold() in self.known.strong else self._other(name, kind)

    def _person(self, name: str) -> str:
        domain, backslash, login = name.rpartition("\\")
        if domain.casefold() in _OF_THE_SYSTEM:
            return name
        if backslash:
            return f"{domain if domain in _NO_DOMAINS else self.named(domain, 'domain')}\\{self._person(login)}"
        if self.is_number(name) or re.fullmatch(r"S-1-\d+(-\d+)+", name):
            return self.text(name)
        name = name.strip()
        return self._known(name) if name.casefold() in self.known.strong else self.names.person(name)

    def is_known(self, name: str) -> bool:
        """Whether a text is one of the names that are hidden."""
        return name.casefold() in self.known.strong

    def is_number(self, text: str) -> bool:
        """Whether a text is an id or an address, and nothing else."""
        return any(re.fullmatch(regex, text.strip("{}"), re.IGNORECASE) for regex in FORMS.values())

    def is_place(self, text: str) -> bool:
        """Whether a text is the path of a file or folder, which is hidden as such."""
        return _PLACE.match(text) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return self._compiled(FORMS.items())

    @cached_property
    def _with_serials(self) -> re.Pattern[str]:
        return self._compiled([*FORMS.items(), ("serial", f"(?-i:{_SERIAL})")])

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![^\W_])(?:{_either(self.known.strong) or '(?!)'})(?![^\W_])", re.IGNORECASE)

    def _compiled(self, forms: Iterable[tuple[str, str]]) -> re.Pattern[str]:
        """All that is looked for, as one pattern: what was put in is never looked at again."""
        parts = [f"(?P<{name}>{regex})" for name, regex in (*list(PLACES.items())[:_FIRST], *_renumbered(forms))]
        parts += [f"(?P<{name}>{regex})" for name, regex in list(PLACES.items())[_FIRST:]]
        strong = _either(self.known.strong)
        if strong:
            parts.append(rf"(?P<strong>(?<![^\W_])(?:{strong})(?![^\W_]))")
        weak = _either(name for name in self.known.weak if name not in self.own and not name.isdecimal())
        if weak and self.system != "windows":
            parts.append(rf"(?P<weak>(?<![^\s:,=\"'%@(])(?:{weak})(?![^\s:,=\"')]))")
        return re.compile("|".join(parts), re.IGNORECASE | re.MULTILINE)

    def _instead(self, found: re.Match[str]) -> str:
        kind = next(name for name, part in found.groupdict().items() if part is not None and name in _WHOLE)
        true = found[0]
        match kind:
            case "secret_in_address":
                return ("person:secret@" if found["secret"] else "person@") + self.host(found["behind"])
            case "unit":
                return true.removesuffix(found["instance"]) + self._instance(found["instance"])
            case "address":
                return self.host(true)
            case "home":
                return found["homes"] + self.home_component(found["component"]) + self._in_path(found["under"] or "")
            case "unc":
                server = found["server"]
                return true[:2] + self.host(server) + self._in_path(true[2 + len(server) :])
            case "path":
                return self._in_path(true)
            case "strong":
                return self._known(true)
            case "weak":
                return self.names.person(true)
            case "serial":
                return true if true.casefold() in self.own else self.names.instead(true, "serial")
            case _:
                return self.numbers.instead(kind, true)

    def _known(self, true: str) -> str:
        kind = self.known.strong[true.casefold()]
        return self.names.person(true) if kind == "person" else self._other(true, kind)

    def _other(self, true: str, kind: Kind) -> str:
        made = self.names.instead(true, kind)
        if kind != "network":
            return made
        # What kind of place a network belongs to is told by a word: guest, hotel.
        kept = [word for word in re.findall(r"[^\W\d_]+", true) if word.casefold() in self.own | listed_words()]
        return " ".join([made, *kept])

    def _in_path(self, path: str) -> str:
        """A path outside the folders of the system, part by part."""
        parts = _BETWEEN.split(path)
        for place in range(0, len(parts), 2):
            after = parts[place - 2].casefold() if place else ""
            parts[place] = (self.home_component if after in _HOMES else self._folder)(parts[place])
        return "".join(parts)

    def _folder(self, name: str) -> str:
        """The name of a folder, behind which more may stand that is none of it."""
        if name.strip().casefold() in self.known.folders:
            return self.names.instead(name.strip(), "folder")
        first, blank, rest = name.partition(" ")
        if blank and first.casefold() in self.known.folders:
            return self.names.instead(first, "folder") + blank + self.text(rest)
        return self.text(name)

    def _instance(self, name: str) -> str:
        """For what a service of systemd stands: a login, or a part of the computer such as tty1, which stays."""
        if self.is_known(name) or name.casefold() in self.known.weak:
            return self._person(name)
        words = re.findall(r"[^\W_]+", name)
        return (
            name if all(word.casefold() in self.own or _PART.fullmatch(word) for word in words) else self._person(name)
        )

    def home_component(self, name: str) -> str:
        """The name of a home folder; Windows adds the name of the domain, or a number, where it is taken."""
        if is_of_windows(name) or name.casefold() in ("lost+found", "cdrom", "desktop.ini", "<login>"):
            return name
        if name.casefold() in self.known.strong:
            return self._known(name)
        base, dot, rest = name.partition(".")
        return self._person(base) + dot + (rest if rest.isdigit() or not rest else self.named(rest, "domain"))

    def host(self, name: str) -> str:
        """The name of a computer in an address; those of the makers of systems stay."""
        small = name.casefold()
        if is_public_host(small):
            return name
        for form in ("ip4", "ip6"):
            if re.fullmatch(FORMS[form], name, re.IGNORECASE):
                return self.numbers.instead(form, name)
        first = small.partition(".")[0]
        head = f"{first}." if first in _SPEAKING and "." in small else ""
        if self.known.strong.get(small) not in (None, "computer"):
            return self._known(name)
        made = self.names.made(small, "computer", lambda number: f"{head}computer{number}")
        return styled(name, made)


_WHOLE: Final = frozenset({*PLACES, *FORMS, "serial", "strong", "weak"})


def is_public_host(name: str) -> bool:
    """Whether an address is one of the makers of systems and programs."""
    small = name.casefold()
    return small == "localhost" or any(small == one or small.endswith(f".{one}") for one in _PUBLIC_HOSTS)


def _renumbered(forms: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for name, regex in forms:
        yield name, regex.replace("([:-])", "(?P<between>[:-])").replace("\\1", "(?P=between)")


def _either(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(spellings(names), key=lambda name: (-len(name), name))))
