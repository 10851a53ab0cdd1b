"""Finds the names of people, computers and places in a recording, before anything in it is hidden."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, cast

from carecheck.look.hiding.content import text_in
from carecheck.look.hiding.kinds import PRIVATE_KEYS, Sort, sort_of
from carecheck.look.hiding.macs import named_on_macs
from carecheck.look.hiding.networks import named_in_networks
from carecheck.look.hiding.pseudonyms import Kind
from carecheck.look.hiding.shares import named_in_shares
from carecheck.look.hiding.sign_ins import named_in_sign_ins
from carecheck.look.hiding.text import HOME, PLACES, TextHider, is_public_host
from carecheck.look.machine import About, Answer, ListFolder, LookAt, Question, Ran, ReadFile, RunProgram
from carecheck.look.windows_questions import AskApi, AskCom, ListKey, ReadValue, RegistryKey, RegistryValue, Told

LISTS: Final = "/var/lib/apt/lists"
_PASSWD: Final = re.compile(r"^([^:\s]+):[^:\n]*:(\d+):\d+:([^:\n]*):([^:\n]*):[^:\n]*$", re.MULTILINE)
_GROUP: Final = re.compile(r"^([^:\s]+):[^:\n]*:(\d+):([^:\n]*)$", re.MULTILINE)
_HOME: Final = re.compile(
    HOME + r"(?P<name>[^/\\:*?\"'<>|\r\n\t,;=&]{1,60}(?=[/\\])|[^\s/\\:*?\"'<>|,;=&()\[\]]+)", re.I
)
_PATH: Final = re.compile(f"{PLACES['home']}|{PLACES['path']}", re.IGNORECASE)
_UNC: Final = re.compile(PLACES["unc"])
_ADDRESS: Final = re.compile(f"{PLACES['secret_in_address']}|{PLACES['address']}")
_SETTING: Final = re.compile(
    r"(?<![^\W_])([A-Za-z_]{3,20})[\"']?[ \t]*(?:=|:(?=[ \t]))[ \t]*[\"']?([^\n\"'#;=/]{1,80})", re.MULTILINE
)
_LABEL_OF_DISK: Final = re.compile(r"^\s*(?:PART)?LABEL=\"?([^\s\"]+)", re.MULTILINE)
_ALIAS_OF_SUDO: Final = re.compile(r"^(?:User|Runas|Host)_Alias\s+(\w+)\s*=(.*)$", re.MULTILINE)
_RULE_OF_SUDO: Final = re.compile(r"^%?([^\s#%@=,:]+)\s+\w+\s*=", re.MULTILINE)
_NO_NAMES: Final = frozenset(
    {*("yes", "no", "true", "false", "on", "off", "none", "all", "any"), *("auto", "default", "local", "files", "null")}
)
_NAMED_IN: Final = (named_in_networks, named_in_shares, named_in_sign_ins)
_PEOPLE: Final = range(1000, 65534)
_WITH_COLUMNS: Final = ("/proc/", "/etc/exports", "/etc/fstab")
_WINDOWS_BOUND: Final = re.compile(r"[\\/]")


class Finder:
    """Fills the table of names of a hider."""

    def __init__(self, hider: TextHider) -> None:
        self._hider = hider
        self._known = hider.known
        self._system_logins: set[str] = {"root"}

    def look_through(self, about: About, answers: Mapping[Question, Answer]) -> None:
        """Find the names in all that is known of a computer and in all its answers."""
        self._about(about)
        for question, answer in answers.items():
            if _lists_logins(question):
                for text in _texts(question, answer):
                    self._logins_of_linux(text)
        for question, answer in answers.items():
            if isinstance(question, ReadFile) and isinstance(answer, bytes) and _is_of_settings(question.path):
                self._settings(question.path, text_in(answer) or "")
        for question, answer in answers.items():
            self._named(question, answer)
            for kind, name in (found for named_in in _NAMED_IN for found in named_in(question, answer)):
                self._of_sort(kind, name, "")
            for kind, name, field in named_on_macs(question, answer) if self._hider.system == "macos" else ():
                self._of_sort(kind, name, field)
        for question, answer in answers.items():
            for text in _texts(question, answer):
                columns = re.sub(r"[ \t]+", "\n", text) if _has_columns(question) else text
                self._places(columns, with_blanks=_may_have_blanks(question))
            if self._hider.system == "windows" and isinstance(question, (ReadFile, ListFolder, LookAt)):
                self._places(question.path, with_blanks=True)
        for value in about.environment.values():
            self._places(value, with_blanks=True)

    def _about(self, about: About) -> None:
        self._known.login(about.login)
        self._known.computer(about.host_name)
        self._known.other(about.machine_id, "serial")
        parts = [part for part in _WINDOWS_BOUND.split(about.home) if part and not part.endswith(":")]
        self._home(parts[-1] if parts else "")
        for part in parts[:-1]:
            self._known.folder(part)

    def _home(self, name: str) -> None:
        base, _, rest = name.partition(".")
        if self._hider.system != "windows" or rest.isdigit():
            base = name if not rest.isdigit() else base
        elif rest:
            self._known.other(rest, "domain")
        if base != "root":
            self._known.login(base)

    def _logins_of_linux(self, text: str) -> None:
        for name, uid, full, home in _PASSWD.findall(text):
            if int(uid) in _PEOPLE or int(uid) > _PEOPLE.stop or (int(uid) == 0 and name != "root"):
                self._known.login(name)
                first, *others = full.split(",")
                self._known.full_name(first)
                for other in others:  # room, telephone numbers
                    self._known.note(other)
                self._home(home.rpartition("/")[2])
            else:
                self._system_logins.add(name)
        for name, gid, members in _GROUP.findall(text):
            if int(gid) in _PEOPLE:
                self._known.login(name)
            for member in members.split(","):
                if member not in self._system_logins:
                    self._known.login(member)

    def _settings(self, path: str, text: str) -> None:
        """Lines of settings that say what they name: host=..., user: ..."""
        for field, value in _SETTING.findall(text):
            sort = sort_of(field)
            if sort_of(field.rpartition("_")[2]) == "secret" and value.strip().casefold() not in self._hider.own:
                self._known.note(value)
            if sort != "label" and value.strip().casefold() not in _NO_NAMES and not value.strip().isdecimal():
                self._of_sort(sort, value.strip().strip(","), field)
        for label in _LABEL_OF_DISK.findall(text if path == "/etc/fstab" else ""):
            self._known.other(label, "label")
        if path.startswith("/etc/sudoers"):
            names = _RULE_OF_SUDO.findall(text)
            for alias, members in _ALIAS_OF_SUDO.findall(text):
                names += [alias, *members.split(",")]
            for name in names:
                if name not in self._system_logins and not name.startswith(
                    ("Defaults", "User_", "Runas_", "Cmnd_", "Host_")
                ):
                    self._known.login(name.strip().lstrip("%"))

    def _named(self, question: Question, answer: Answer) -> None:
        match question, answer:
            case ((AskCom(topic) | AskApi(topic)), Told(entries)):
                for field, value in _fields(entries):
                    self._of_sort(sort_of(field, topic), value, field)
            case ReadValue(_, key, name), RegistryValue(_, str() as data):
                kind = private_kind(key)
                self._of_sort(kind or sort_of(name, key), data, name)
            case ListKey(_, key), RegistryKey(keys, values):
                kind = private_kind(key)
                for name in (*keys, *values) if kind else ():
                    self._of_sort(cast(Sort, kind), name, "")
            case _:
                return

    def _of_sort(self, sort: Sort, value: str, field: str) -> None:
        match sort:
            case "person":
                login = value.rpartition("\\")[2]
                if "full" in field.casefold() or "display" in field.casefold() or " " in login:
                    self._known.full_name(login)
                else:
                    self._known.login(login)
            case "computer":
                self._known.computer(value)
            case "secret" | "open" | "version" | "rule" | "doubtful":
                return
            case _:
                self._known.other(value, sort)

    def _places(self, text: str, *, with_blanks: bool) -> None:
        for found in _HOME.finditer(text):
            self._home(found["name"])
        for found in _UNC.finditer(text):
            self._known.computer(found["server"])
            self._folders(found[0][2 + len(found["server"]) :], with_blanks=with_blanks)
        for found in _ADDRESS.finditer(text):
            host = found["behind"] or found[0]
            if self._hider.host(host) != host and any(letter.isalpha() for letter in host):
                self._known.other(host, "computer")
        for found in _PATH.finditer(text):
            path = found["under"] or "" if found["homes"] else found[0]
            self._folders(path, with_blanks=with_blanks)

    def _folders(self, path: str, *, with_blanks: bool) -> None:
        """The folders of a path that is none of the system's; where blanks end a path, more may follow."""
        parts = [part for part in _WINDOWS_BOUND.split(path) if part and not part.endswith(":")]
        if any(part.casefold() == "appdata" or part.startswith(".") for part in parts):
            return
        for part in parts:
            self._known.folder(part.split(" ")[0])
            if with_blanks:
                self._known.folder(part)


def private_kind(key: str) -> Kind | None:
    """What the keys and values of a registry key are named after, if people name them."""
    return PRIVATE_KEYS.get(key.casefold())


def _fields(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Each text in rows of plain data, with the name of the field in which it stands."""
    match value:
        case str():
            yield field, value
        case Mapping():
            for name, part in value.items():  # pyright: ignore[reportUnknownVariableType] - of anything
                yield from _fields(part, str(name))  # pyright: ignore[reportUnknownArgumentType]
        case list() | tuple():
            for part in cast(list[object], value):
                yield from _fields(part, field)
        case _:
            return


def _texts(question: Question, answer: Answer) -> Iterator[str]:
    """All texts of an answer in which something may be found."""
    match answer:
        case Ran(_, out, err):
            if not (isinstance(question, RunProgram) and is_public(question.argv[-1])):
                yield from (out.decode(errors="replace"), err.decode(errors="replace"))
        case bytes():
            if not (isinstance(question, ReadFile) and is_public(question.path)):
                yield text_in(answer) or ""
        case str():
            yield answer
        case RegistryValue(_, str() as data):
            yield data
        case RegistryValue(_, tuple() as data):
            yield from data
        case RegistryValue(_, bytes() as data):
            yield text_in(data) or ""
        case RegistryKey(keys, values):
            yield from (*keys, *values)
        case Told(entries):
            yield from (text for _, text in _fields(entries))
        case tuple():
            yield from (entry.name for entry in answer)
        case _:
            return


def _may_have_blanks(question: Question) -> bool:
    """Whether a path in an answer ends with its line, not at the first blank."""
    return not isinstance(question, RunProgram) and not _has_columns(question)


def _has_columns(question: Question) -> bool:
    return isinstance(question, ReadFile) and question.path.startswith(_WITH_COLUMNS)


def _lists_logins(question: Question) -> bool:
    match question:
        case RunProgram(("getent", *_)) | ReadFile("/etc/passwd" | "/etc/group"):
            return True
        case _:
            return False


def _is_of_settings(path: str) -> bool:
    return path.startswith(("/etc/", "~/", "/root/")) and path not in ("/etc/passwd", "/etc/group", "/etc/os-release")


def is_public(path: str) -> bool:
    """Whether a file is one of Linux's lists of packages, which are the same for everybody and sealed."""
    folder, _, name = path.rpartition("/")
    return path == "/var/lib/dpkg/status" or (folder == LISTS and is_public_host(name.partition("_")[0]))
