"""The two rounds of a survey: what fails is put off, and looked at again beside the last of the others."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import cast

from carecheck.lights import Light
from carecheck.survey.names import Entry, NameList
from carecheck.survey.processes import Processes
from carecheck.survey.rows import Head, Row, begin, read_rows
from carecheck.survey.run import Progress, Survey

GREEN: tuple[Light, str] = ("green", "good")
SILENT: tuple[Light, str] = ("unknown", "timed_out")


class OneAfterTheOther:
    """A process that looks at one domain after the other; some names answer the second time, some never."""

    def __init__(self, second_time: set[str], never: set[str]) -> None:
        self._second_time = second_time
        self._never = never
        self.looked: list[tuple[str, bool]] = []

    def rows_of(self, entries: Iterable[Entry], again: deque[Entry]) -> Iterator[list[Row]]:
        for entry in entries:
            yield [self._row(entry, patient=False)]
        while again:
            yield [self._row(again.popleft(), patient=True)]

    def _row(self, entry: Entry, *, patient: bool) -> Row:
        self.looked.append((entry.name, patient))
        fails = entry.name in self._never or (entry.name in self._second_time and not patient)
        return Row(entry.name, entry.shown, date(2026, 11, 25), {"email.spf": SILENT if fails else GREEN})


def test_what_fails_is_looked_at_once_more_and_each_domain_has_one_row(tmp_path: Path) -> None:
    names = [f"home{one}.example" for one in range(5)]
    (tmp_path / "list.txt").write_text("\n".join(names))
    file = tmp_path / "domains.jsonl"
    rows = begin(file, Head(datetime.now().astimezone(), "ours", ("email.spf",)))
    processes = OneAfterTheOther(second_time={names[1]}, never={names[3]})
    told: list[tuple[int, int]] = []

    def tell(progress: Progress) -> None:
        told.append((progress.now, progress.put_off))

    Survey(NameList(tmp_path / "list.txt"), file, rows).run(cast(Processes, processes), tell)
    rows.close()

    assert processes.looked[5:] == [(names[1], True), (names[3], True)]
    assert {row.domain: row.checks["email.spf"] for row in read_rows(file)} == dict.fromkeys(names, GREEN) | {
        names[3]: SILENT
    }
    assert (told[4], told[-1]) == ((3, 2), (5, 0))
