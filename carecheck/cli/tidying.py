"""What `carecheck tidy` does: finds old results, lists them, asks, and deletes."""

import sys
from collections.abc import Generator, Sequence
from datetime import datetime
from pathlib import Path

from carecheck.cli.output import put
from carecheck.cli.talking import hold
from carecheck.errors import CannotRun, Stopped
from carecheck.homes.keeping import OldDays, delete, past_keeping
from carecheck.onlyone import only_one
from carecheck.results import results_path
from carecheck.show import keeping as says
from carecheck.show.paper import Paper
from carecheck.show.streams import window_columns
from carecheck.words import months_later


def list_old(results: Path | None, months: int) -> None:
    """Show what is past its keeping time, and how to delete it. Nothing is deleted."""
    found, paper = _listed(_folder(results), months)
    if any(one.files for one in found):
        paper.say(says.ONLY_SHOWN)
    put(paper.text())


def delete_old(results: Path | None, months: int, *, ask: bool) -> None:
    """Show what is past its keeping time, ask, and delete just that. Raises CarecheckError."""
    root = _folder(results)
    found, paper = _listed(root, months)
    if not any(one.files for one in found):
        put(paper.text())
        return
    paper.say(says.NO_WAY_BACK)
    put(paper.text())
    if ask:
        _ask()
    with only_one(root, f"Another carecheck is busy in {root}. Try again in a minute."):
        done = delete(root, (day for one in found for day in one.days))
    told = _paper()
    says.deleted(told, done)
    put(told.text())
    if done.failed:
        raise CannotRun(says.failed(len(done.failed)))


def _folder(results: Path | None) -> Path:
    root = results_path(results)
    if not root.is_dir():
        raise CannotRun(says.no_folder(root))
    return root


def _listed(root: Path, months: int) -> tuple[Sequence[OldDays], Paper]:
    today = datetime.now().astimezone().date()
    before = months_later(today, -months)
    closed: list[Path] = []
    found = past_keeping(root, before, today, closed)
    paper = _paper()
    paper.exactly(str(root), margin="")
    paper.say(says.period(months, before))
    says.show_old(paper, found, closed)
    return found, paper


def _ask() -> None:
    """Go on only after a typed yes. Raises Stopped; nothing is deleted then."""
    try:
        agreed = hold(_question())
    except KeyboardInterrupt:
        put("\n")
        raise Stopped(says.NOT_DELETED) from None
    if agreed is None:
        put("\n")
        raise Stopped(f"{says.NOT_DELETED} {says.SCRIPTS}")
    if not agreed:
        raise Stopped(says.NOT_DELETED)


def _question() -> Generator[str, str, bool]:
    typed = yield says.PROMPT
    return typed.strip().casefold() == "yes"


def _paper() -> Paper:
    return Paper(window_columns(), colour=False, encoding=sys.stdout.encoding)
