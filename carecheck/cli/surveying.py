"""What `carecheck survey` does and says: the files of a survey, and a line now and then about how far it has come."""

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from carecheck.cli.output import put
from carecheck.cli.telling import Teller
from carecheck.errors import CannotRun, Stopped
from carecheck.look.dns_network import addresses_of, own_servers
from carecheck.look.network import NameServer, parse_name_server
from carecheck.onlyone import only_one
from carecheck.results import make_folder, make_folder_in, open_results
from carecheck.savefile import safe_name, save_again
from carecheck.show.cells import csv_lines, csv_text
from carecheck.show.survey_page import TITLES, Made, share_sentence, summary_csv, survey_page
from carecheck.survey.names import NameList, everything
from carecheck.survey.processes import Processes
from carecheck.survey.rows import Head, begin, read_head, read_rows
from carecheck.survey.run import Survey
from carecheck.survey.shards import FILE, Parts, Shard
from carecheck.survey.summary import summary_of
from carecheck.survey.worker import Settings, looking_for_survey
from carecheck.words import count

BUSY: Final = "Another survey is writing in {}. Wait until it has ended, or choose another folder: --output DIR"
MOST_PROCESSES: Final = 8


def survey_now(
    list_file: Path,
    *,
    column: str | None,
    group_by: str | None,
    name_server: str | None,
    per_second: float,
    processes: int | None,
    shard: Shard | None,
    output: Path | None,
    results: Path | None,
    plain: bool,
) -> int:
    """Look at every domain of a list, or of one part of it, and write the rows; of a whole list the page, too."""
    chosen = parse_name_server(name_server) if name_server else None
    servers = addresses_of(chosen) if chosen else own_servers()
    if not servers:
        raise CannotRun("This computer has no name server. Connect it to the internet, or name one: --nameserver HOST")
    takes = shard.takes if shard else everything
    names = NameList(list_file, column, group_by, takes)
    total = sum(1 for _ in NameList(list_file, column, group_by, takes).entries())
    now = datetime.now().astimezone().replace(microsecond=0)
    number_of = processes or min(MOST_PROCESSES, os.cpu_count() or 1)
    with Processes(number_of, Settings(tuple(servers), per_second / number_of, now.date())) as some:
        folder = _folder(list_file, output, results, shard)
        with only_one(folder, BUSY.format(folder), 0), begun(folder / FILE, _head(now, chosen), names) as survey:
            try:
                teller = Teller(total, "domain", plain=plain)
                survey.run(some, lambda progress: teller.tell(progress.done, progress.now))
            except KeyboardInterrupt:
                done = count(survey.kept(), "domain")
                raise Stopped(f"Stopped. {done} done. To go on, run the same command again.") from None
    if shard:
        put(f"The rows of part {shard.number} of {shard.of} are in {folder / FILE}\n")
    else:
        _write_tables(folder, list_file.stem, names)
    return 0


def join_parts(
    list_file: Path, *, column: str | None, group_by: str | None, output: Path | None, results: Path | None
) -> int:
    """Join the parts of a survey, if none is missing, and write the tables and the page."""
    folder = output.absolute() if output else _folder(list_file, output, results)
    parts, names, file = Parts.within(folder), NameList(list_file, column, group_by), folder / FILE
    parts.need_all(NameList(list_file, column, group_by), file)
    with only_one(folder, BUSY.format(folder), 0), begun(file, parts.head(), names) as survey:
        strangers = parts.join(names, file, survey.rows)
    _write_tables(folder, list_file.stem, names)
    if strangers:
        put(f"{count(strangers, 'row')} of the parts are of no domain in your list, and were left out.\n")
    return 0


def _head(now: datetime, chosen: NameServer | None) -> Head:
    asked = str(chosen) if chosen else "the name servers of this computer"
    return Head(now, asked, tuple(judging.check.id for judging in looking_for_survey().checks))


@contextmanager
def begun(file: Path, head: Head, names: NameList) -> Generator[Survey]:
    """A survey whose rows go to that file; they are safe there however it ends."""
    try:
        rows = begin(file, head)
    except OSError as error:
        raise CannotRun(f"We could not write {file}: {error.strerror}. Choose another folder: --output DIR") from None
    try:
        yield Survey(names, file, rows)
    finally:
        rows.close()


def _folder(list_file: Path, output: Path | None, results: Path | None, shard: Shard | None = None) -> Path:
    part = [shard.folder] if shard else []
    if output:
        make_folder(output.absolute(), "--output DIR")
        return make_folder_in(output.absolute(), *part, option="--output DIR")
    root = open_results(results).path
    return make_folder_in(root, "Surveys", safe_name(list_file.stem, otherwise="survey"), *part, option="--output DIR")


def _write_tables(folder: Path, name: str, names: NameList) -> None:
    file = folder / FILE
    head = read_head(file)
    summary = summary_of(read_rows(file))
    days = {row.on for row in read_rows(file)} or {head.started_at.date()}
    made = Made(name, min(days), max(days), head.asked)
    save_again(folder / "summary.html", survey_page(summary, made).encode())
    save_again(folder / "summary.csv", summary_csv(summary).encode())
    save_again(folder / "domains.csv", (line.encode() for line in csv_lines(_domain_rows(file, head.checks))))
    rejected: list[Sequence[str | int]] = [("line", "typed", "why"), *names.rejected]
    save_again(folder / "not used.csv", csv_text(rejected).encode())
    for check in ("email.dmarc", "email.spf", "email.mx"):
        put(share_sentence(TITLES[check], summary.shares[check]) + "\n" if check in summary.shares else "")
    if names.rejected:
        put(f"{count(len(names.rejected), 'line')} of your list could not be used. 'not used.csv' says why.\n")
    put(f"The page is {folder / 'summary.html'}\n")


def _domain_rows(file: Path, checks: Sequence[str]) -> Iterator[Sequence[str]]:
    yield (
        "domain",
        "shown",
        "on",
        "group",
        "company",
        *(f"{check}{part}" for check in checks for part in ("", " why")),
    )
    for row in read_rows(file):
        told = [row.checks.get(check, ("unknown", "")) for check in checks]
        yield (
            row.domain,
            row.shown,
            row.on.isoformat(),
            row.group,
            row.company or "",
            *(part for one in told for part in one),
        )
