"""Logins for small recorded computers: alice looks after it, bob works here now."""

import json
from collections.abc import Mapping

from carecheck.look.machine import Answer, Question, Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.recorded import computer

PASSWD = "root:x:0:0:root:/root:/bin/bash\n{}"
GROUP = "root:x:0:\nsudo:x:27:alice\nalice:x:1000:\nbob:x:1001:\n"


def with_logins(
    machine: RecordedMachine, modes: Mapping[str, int] | None = None, status: Mapping[str, str] | None = None
) -> RecordedMachine:
    """The same computer with logins, by name in `modes`: 0 needs a password, 2 has none, 9 is locked."""
    names = {"alice": 0, "bob": 0} if modes is None else modes
    passwd = PASSWD.format(
        "".join(f"{n}:x:{1000 + at}:{1000 + at}::/home/{n}:/bin/bash\n" for at, n in enumerate(names))
    )
    files = computer({"/etc/passwd": passwd, "/etc/group": GROUP, "/etc/login.defs": ""})
    answers: dict[Question, Answer] = {
        RunProgram(("getent", "passwd")): Ran(0, passwd.encode()),
        RunProgram(("getent", "group")): Ran(0, GROUP.encode()),
    }
    for at, (name, mode) in enumerate(names.items()):
        answers[_asked(1000 + at)] = Ran(0, _told(1000 + at, name, mode).encode())
    for words, text in (status or {}).items():
        answers[RunProgram(("passwd", *words.split()))] = Ran(0, text.encode())
    return RecordedMachine(machine.about, {**files.answers, **machine.answers, **answers})


def _asked(uid: int) -> RunProgram:
    return RunProgram(
        (
            *("busctl", "--json=short", "--allow-interactive-authorization=no", "call", "org.freedesktop.Accounts"),
            f"/org/freedesktop/Accounts/User{uid}",
            *("org.freedesktop.DBus.Properties", "GetAll", "s", "org.freedesktop.Accounts.User"),
        )
    )


def _told(uid: int, name: str, mode: int) -> str:
    told = {"Uid": uid, "UserName": name, "Locked": mode == 9, "PasswordMode": mode if mode != 9 else 0}
    return json.dumps({"type": "a{sv}", "data": [{key: {"type": "x", "data": value} for key, value in told.items()}]})
