"""The door to this computer: one primitive question, and typed conveniences on top of it.

Every answer has one of three forms: a value, `None` (it is not there) or `Unknown` (we could not look). Everything
goes through `ask`, so whoever records, breaks or watches a machine wraps that one method.

Paths that begin with `~/` lie in the home folder of the person who works here, also when an administrator runs
carecheck for them.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final, Literal, TypeVar

from carecheck.facts.model import Unknown
from carecheck.look.evidence import shown_place
from carecheck.look.knock import Knock, Knocked
from carecheck.look.windows_questions import WindowsAnswer, WindowsQuestion
from carecheck.systems import Release, SystemName

Kind = Literal["file", "folder", "link", "other"]

# Whose rights a program gets when an administrator runs carecheck: the administrator's, those of the person who
# works here (for that person's own settings), or nobody's (for tools that write caches as soon as they may).
Rights = Literal["ours", "person", "nobody"]

PROGRAM_SECONDS: Final = 5.0
PACKAGE_MANAGER_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True)
class RunProgram:
    """Run a program with fixed arguments, never through a shell."""

    argv: tuple[str, ...]
    rights: Rights = "ours"
    seconds: float = field(default=PROGRAM_SECONDS, compare=False)
    most_bytes: int = field(default=2_000_000, compare=False)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Read a file whole."""

    path: str
    most_bytes: int = field(default=1_000_000, compare=False)


@dataclass(frozen=True, slots=True)
class ListFolder:
    """List what lies in a folder."""

    path: str
    most_entries: int = field(default=50_000, compare=False)


@dataclass(frozen=True, slots=True)
class LookAt:
    """Look at a file or folder from outside: its kind, size and time; a link is followed."""

    path: str


@dataclass(frozen=True, slots=True)
class ReadLink:
    """Read where a link points to."""

    path: str


Question = RunProgram | ReadFile | ListFolder | LookAt | ReadLink | WindowsQuestion | Knock


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program gave back: its exit status and its raw output."""

    exit: int
    out: bytes
    err: bytes = b""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file or folder seen from outside; the time is that of its last change, in UTC."""

    name: str
    kind: Kind
    modified: datetime
    size: int


# Ran, bytes, entries, one entry and a link's text answer the five questions in the order in which they stand above.
Answer = Ran | bytes | tuple[Entry, ...] | Entry | str | WindowsAnswer | Knocked | None | Unknown


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a computer before anything is asked.

    `person` is the id of the login of the person who works here (a uid, or a SID on Windows): the login that runs
    carecheck, or the one that called `sudo`; None when that cannot be told. `login` is its name, and serves only to
    be left out of evidence. `today` is the day for which facts are collected, `release` whose menus the computer has.
    """

    system: SystemName
    today: date
    home: str
    elevated: bool = False
    person: str | None = None
    login: str = field(default="", repr=False)
    host_name: str = field(default="", repr=False)
    machine_id: str = field(default="", repr=False)
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    release: Release | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """What a program printed, as text without control characters."""

    exit: int
    text: str
    errors: str

    @property
    def breaks_off(self) -> bool:
        """Whether the last line has no end, as in what was cut short."""
        return self.text[-1:] not in ("", "\n")


Form = TypeVar("Form")


class Machine(ABC):
    """A computer that can be asked; see `LocalMachine`, `RecordedMachine` and `FaultyMachine`."""

    about: About

    @abstractmethod
    def ask(self, question: Question) -> Answer:
        """Answer one question; never raises for what the computer does."""

    def run(self, *argv: str, rights: Rights = "ours", seconds: float = PROGRAM_SECONDS) -> Output | Unknown:
        """Run a program; output that is not UTF-8 is `unreadable`."""
        ran = only(Ran, self.ask(RunProgram(argv, rights, seconds)))
        if ran is None:
            return Unknown("tool_missing", f"{argv[0]} is not installed")
        if isinstance(ran, Unknown):
            return ran
        text = _decode(ran.out, argv[0])
        errors = _harmless(ran.err.decode(errors="replace"))
        return text if isinstance(text, Unknown) else Output(ran.exit, text, errors)

    def read(self, path: str, most_bytes: int = 1_000_000) -> str | None | Unknown:
        """The text of a file on a disk; see `read_bytes`."""
        raw = self.read_bytes(path, most_bytes)
        return _decode(raw, self._shown(path)) if isinstance(raw, bytes) else raw

    def read_bytes(self, path: str, most_bytes: int = 1_000_000) -> bytes | None | Unknown:
        """The bytes of a file on a disk, counted twice: half a file is `unreadable`, never taken for a whole one."""
        path = self._short(path)
        seen = self.look_at(path)
        raw = only(bytes, self.ask(ReadFile(path, most_bytes)))
        match seen, raw:
            case (_, Unknown()) | (None, None):
                return raw
            case (Unknown(), _):
                return seen
            case Entry(kind="file", size=size), bytes() if size == len(raw):
                return raw
            case _:
                return Unknown("unreadable", f"{self._shown(path)} is no whole file, or changed while we read it")

    def read_live(self, path: str) -> str | None | Unknown:
        """The text of a file that the kernel makes up as it is read (/proc, /sys), whose size is not told."""
        raw = only(bytes, self.ask(ReadFile(path)))
        return _decode(raw, self._shown(path)) if isinstance(raw, bytes) else raw

    def list_folder(self, path: str) -> tuple[Entry, ...] | None | Unknown:
        """What lies in a folder, by name; a folder that is there and cannot be listed is never taken for none."""
        seen = self.look_at(path)
        found = self.ask(ListFolder(self._short(path)))
        if not (found is None or isinstance(found, (Unknown, tuple))):
            return _WRONG_FORM
        match seen, found:
            case (_, Unknown()) | (None, None):
                return found
            case (Unknown(), _):
                return seen
            case Entry(kind="folder"), tuple() if not any("\ufffd" in entry.name for entry in found):
                return found
            case _:
                return Unknown("unreadable", f"{self._shown(path)} is no folder, or holds names that are no text")

    def look_at(self, path: str) -> Entry | None | Unknown:
        """A file or folder from outside; a link is followed, and one that leads nowhere is not there."""
        return only(Entry, self.ask(LookAt(self._short(path))))

    def exists(self, path: str) -> bool | Unknown:
        """Whether there is something at that path."""
        seen = self.look_at(path)
        return seen if isinstance(seen, Unknown) else seen is not None

    def has_file(self, path: str) -> bool | Unknown:
        """Whether there is a file with something in it; what is no file is `unreadable`."""
        seen = self.look_at(path)
        if seen is None:
            return False
        if isinstance(seen, Unknown):
            return seen
        if seen.kind != "file" or seen.size < 0:
            return Unknown("unreadable", f"{self._shown(path)} is no file")
        return seen.size > 0

    def read_link(self, path: str) -> str | None | Unknown:
        """Where a link points to; something that is no link is `unreadable`."""
        target = only(str, self.ask(ReadLink(self._short(path))))
        return _harmless(target) if isinstance(target, str) else target

    def _shown(self, path: str) -> str:
        return shown_place(self._short(path), self.about.login)[0]

    def _short(self, path: str) -> str:
        home = self.about.home.rstrip("/")
        return "~" + path[len(home) :] if home and (path == home or path.startswith(home + "/")) else path


def refused(about: About, detail: str) -> Unknown:
    """The answer to a question that the computer refuses; an administrator who is refused meets a security setting."""
    return Unknown("blocked" if about.elevated else "needs_admin", detail)


def moment(seconds: float) -> datetime:
    """A file's time in UTC; what no calendar holds becomes the last moment of all, which nobody takes for fresh."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.max.replace(tzinfo=UTC)


def only(form: type[Form], answer: Answer) -> Form | None | Unknown:
    """An answer of that form; one of another form is `unreadable`."""
    if answer is None or isinstance(answer, Unknown):
        return answer
    return answer if isinstance(answer, form) else _WRONG_FORM


_WRONG_FORM: Final = Unknown("unreadable", "an answer of another form came back")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def _decode(raw: bytes, where: str) -> str | Unknown:
    try:
        return _harmless(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Unknown("unreadable", f"{where} is not UTF-8 text")


def _harmless(text: str) -> str:
    # Replaced, not dropped: what a control character hides must not become a word that somebody looks for.
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n"))
