"""Small recorded computers for tests, written as what is in their files."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from carecheck.look.machine import (
    About,
    Answer,
    Entry,
    ListFolder,
    LookAt,
    Question,
    Ran,
    ReadFile,
    ReadLink,
    RunProgram,
)
from carecheck.look.recorded_machine import RecordedMachine

TODAY = date(2026, 11, 22)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def computer(
    files: Mapping[str, str | bytes] | None = None,
    *,
    folders: Iterable[str] = (),
    links: Mapping[str, str] | None = None,
    programs: Mapping[str, str] | None = None,
    times: Mapping[str, datetime] | None = None,
    today: date = TODAY,
    environment: Mapping[str, str] | None = None,
) -> RecordedMachine:
    """A computer with these files, empty folders, links, and outputs of programs by their command line.

    The folders in which the files lie can be listed, too. It is no container.
    """
    answers: dict[Question, Answer] = {RunProgram(("systemd-detect-virt", "--container")): Ran(1, b"none\n")}
    entries: dict[str, list[Entry]] = {folder: [] for folder in folders}
    for path, content in (files or {}).items():
        raw = content.encode() if isinstance(content, str) else content
        folder, _, name = path.rpartition("/")
        entry = Entry(name, "file", (times or {}).get(path, LONG_AGO), len(raw))
        answers |= {ReadFile(path): raw, LookAt(path): entry}
        entries.setdefault(folder, []).append(entry)
    for folder in list(entries):
        inside, _, name = folder.rpartition("/")
        if inside in entries:
            entries[inside].append(Entry(name, "folder", (times or {}).get(folder, LONG_AGO), 0))
    for folder, inside_it in entries.items():
        answers |= {
            ListFolder(folder): tuple(inside_it),
            LookAt(folder): Entry(folder.rpartition("/")[2], "folder", (times or {}).get(folder, LONG_AGO), 0),
        }
    answers |= {ReadLink(path): target for path, target in (links or {}).items()}
    for command, out in (programs or {}).items():
        for rights in ("ours", "nobody", "person"):
            answers[RunProgram(tuple(command.split(" ")), rights)] = Ran(0, out.encode())
    about = About("linux", today, "/home/bob", person="1001", login="bob", environment=environment or {})
    return RecordedMachine(about, answers)
