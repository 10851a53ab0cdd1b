"""A survey from its list to its rows: what is done already is left out, and failures are tried again at the end."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from carecheck.survey.names import Entry, NameList
from carecheck.survey.processes import Processes
from carecheck.survey.rows import Row, Rows, read_rows
from carecheck.survey.seen import Seen

Tell = Callable[["Progress"], None]


@dataclass(slots=True)
class Progress:
    """How far a survey has come: domains done before, done now, and put off to the end."""

    before: int = 0
    now: int = 0
    put_off: int = 0

    @property
    def done(self) -> int:
        """All domains that are done."""
        return self.before + self.now


@dataclass(slots=True)
class Survey:
    """One survey: its list, and the file of its rows."""

    names: NameList
    file: Path
    rows: Rows
    progress: Progress = field(default_factory=Progress)

    def run(self, processes: Processes, tell: Tell) -> None:
        """Look at every domain of the list that has no row yet. Raises CannotRun, UsageError."""
        with closing(Seen()) as done:
            for row in read_rows(self.file):
                done.add(row.domain, 0)
            self._run(processes, tell, done)

    def _run(self, processes: Processes, tell: Tell, done: Seen) -> None:
        again: deque[Entry] = deque()
        put_off: set[str] = set()
        by_name: dict[str, Entry] = {}

        def left() -> Iterator[Entry]:
            for entry in self.names.entries():
                if done.line_of(entry.name) is not None:
                    self.progress.before += 1
                else:
                    by_name[entry.name] = entry
                    yield entry

        for rows in processes.rows_of(left(), again):
            for row in rows:
                entry = by_name.pop(row.domain, None)  # None: this is its second time
                if entry and row.may_pass:
                    put_off.add(row.domain)
                    again.append(entry)
                else:
                    put_off.discard(row.domain)
            self._add([row for row in rows if row.domain not in put_off])
            self.progress.put_off = len(put_off)
            tell(self.progress)

    def kept(self) -> int:
        """How many rows are in the file, wherever the work was stopped."""
        self.rows.add([])  # whatever was begun is written to its end
        return sum(1 for _ in read_rows(self.file))

    def _add(self, rows: list[Row]) -> None:
        self.rows.add(rows)
        self.progress.now += len(rows)
