"""The computer that carecheck runs on (Linux and macOS): it is only ever read."""

import os
import shutil
import socket
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.evidence import shown_place
from carecheck.look.knock import KNOCKS_NOT, Knock
from carecheck.look.local_files import as_text, list_folder, look_at, not_there, read_file
from carecheck.look.machine import (
    About,
    Answer,
    ListFolder,
    LookAt,
    Machine,
    Question,
    ReadFile,
    ReadLink,
    RunProgram,
    refused,
)
from carecheck.look.programs import OUR_OWN, Ids, run_to_the_end

# A person's own PATH is not asked: Debian leaves the sbin folders out of it, and root must not follow anyone's.
PROGRAM_FOLDERS: Final = "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin"
ENVIRONMENT: Final = ("XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "RESTIC_REPOSITORY", "SNAP", "container")
NOBODY: Final = 65534
MOST_OF_AN_ID: Final = 1_000


class LocalMachine(Machine):
    """The computer at hand, or with another `root` the files of a disk that is mounted there.

    `today` is the day for which facts are collected; without it, today by the computer's own clock.
    """

    def __init__(self, root: str = "/", *, today: date | None = None, about: About | None = None) -> None:
        self.root = root.rstrip("/")
        self.about = about or about_this_computer(today)

    def ask(self, question: Question) -> Answer:
        """Answer one question; never raises for what the computer does."""
        try:
            match question:
                case RunProgram():
                    return self._run(question)
                case ReadFile(path, most_bytes):
                    return read_file(self._real(path), most_bytes)
                case ListFolder(path, most_entries):
                    return list_folder(self._real(path), most_entries)
                case LookAt(path):
                    return look_at(self._real(path), Path(path).name)
                case ReadLink(path):
                    return as_text(os.readlink(self._real(path)))  # noqa: PTH115 - a Path would tidy the text
                case Knock():
                    return KNOCKS_NOT
                case _:
                    return Unknown("not_possible_here", "only Windows can answer that")
        except (FileNotFoundError, NotADirectoryError):
            return not_there(question, self._real("~"))
        except PermissionError as error:
            return refused(self.about, f"{self._named(question)}: {error.strerror}")
        except OSError as error:
            return Unknown("unreadable", f"{self._named(question)}: {error.strerror}")
        except ValueError:  # a zero byte in a path
            return Unknown("unreadable", "no file can have such a name")

    def _named(self, question: Question) -> str:
        match question:
            case RunProgram(argv):
                return argv[0]
            case ReadFile(path) | ListFolder(path) | LookAt(path) | ReadLink(path):
                return shown_place(path, self.about.login)[0]
            case _:
                return type(question).__name__

    def _real(self, path: str) -> str:
        return self.root + (self.about.home + path[1:] if path == "~" or path.startswith("~/") else path)

    def _run(self, question: RunProgram) -> Answer:
        if self.root:
            return Unknown("not_possible_here", "programs of another disk are not run")
        program = shutil.which(question.argv[0], path=PROGRAM_FOLDERS)
        if program is None:
            return Unknown("tool_missing", f"{question.argv[0]} is not installed")
        rights = self._rights(question)
        if isinstance(rights, Unknown):
            return rights
        return run_to_the_end(program, question, self._environment(question), rights)

    def _rights(self, question: RunProgram) -> Ids | Unknown:
        if question.rights == "ours" or not self.about.elevated:
            return OUR_OWN
        if question.rights == "nobody":
            return Ids(NOBODY, NOBODY, [])
        if self.about.person is None:
            return Unknown("wrong_login", "it cannot be told whose settings to read")
        import pwd

        try:
            person = pwd.getpwuid(int(self.about.person))
        except KeyError:
            return Unknown("wrong_login", "the login that called us is not known here")
        return Ids(person.pw_uid, person.pw_gid, os.getgrouplist(person.pw_name, person.pw_gid))

    def _environment(self, question: RunProgram) -> dict[str, str]:
        return {
            "PATH": PROGRAM_FOLDERS,
            "LC_ALL": "C.UTF-8",
            "HOME": "/nonexistent" if question.rights == "nobody" else self.about.home,
            # Reading a setting makes dconf write a file in this folder. In this one nobody can, not even root.
            "XDG_RUNTIME_DIR": "/proc/carecheck-only-reads",
        }


def about_this_computer(today: date | None = None) -> About:
    """What is known of this computer before anything is asked."""
    today = today or datetime.now().astimezone().date()
    if sys.platform == "win32":
        return About("windows", today, home=os.environ.get("USERPROFILE", ""), host_name=socket.gethostname())
    elevated = os.geteuid() == 0
    person = _person(os.environ, elevated)
    home, login = _home(person)
    return About(
        system="macos" if sys.platform == "darwin" else "linux",
        today=today,
        home=home,
        elevated=elevated,
        person=None if person is None else str(person),
        login=login,
        host_name=socket.gethostname(),
        machine_id=_machine_id(),
        environment=_environment(os.environ),
    )


def _person(environment: Mapping[str, str], elevated: bool) -> int | None:
    if not elevated:
        return os.getuid()
    called_by = environment.get("SUDO_UID") or environment.get("PKEXEC_UID") or ""
    # root who calls sudo is still root
    return int(called_by) if called_by.isdecimal() and int(called_by) != 0 else None


def _home(person: int | None) -> tuple[str, str]:
    import pwd

    try:
        entry = pwd.getpwuid(os.geteuid() if person is None else person)
    except KeyError:
        return os.environ.get("HOME", "/nonexistent"), ""
    return entry.pw_dir, "" if person is None else entry.pw_name


def _environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The few settings that probes need; the address of a repository elsewhere may hold a password."""
    return {
        name: environment[name]
        for name in ENVIRONMENT
        if name in environment and (name != "RESTIC_REPOSITORY" or environment[name].startswith("/"))
    }


def _machine_id() -> str:
    if sys.platform == "darwin":
        from carecheck.look.hardware_id import hardware_id

        return hardware_id()
    try:
        told = read_file("/etc/machine-id", MOST_OF_AN_ID)
    except OSError:
        return ""
    return told.decode("ascii", "replace").strip() if isinstance(told, bytes) else ""
