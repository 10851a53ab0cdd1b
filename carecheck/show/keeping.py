"""The words of `carecheck tidy`: what is past its keeping time, what is deleted, and what stays and why."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from carecheck.homes.keeping import Deleted, OldDay, OldDays
from carecheck.show.paper import Paper
from carecheck.words import clean, count, long_date

MOST_NAMED: Final = 20  # files of others, or that could not be deleted; more are only counted

ALL_HOMES: Final = "Pages of all homes"
NONE_OLD: Final = "There is nothing to delete."
ONLY_SHOWN: Final = "Nothing was deleted. To delete these files, type the same again with --delete at the end."
NO_WAY_BACK: Final = "We delete only these files. You cannot get them back."
PROMPT: Final = "Type yes to delete them: "
NOT_DELETED: Final = "Nothing was deleted."
SCRIPTS: Final = "To delete without a question, add --yes."
NEWEST: Final = "There is no newer one of the same computer or domain. The next scan tells what has changed since then."
NOT_OURS: Final = "We did not make these, so they stay. Look at them, and delete what nobody needs:"
CLOSED: Final = "We may not open these folders, so we do not know what is in them:"
YES_ALONE: Final = "--yes goes with --delete"


def period(months: int, before: date) -> str:
    """What counts as old."""
    return f"We look for results older than {count(months, 'month')}: from before {long_date(before)}."


def show_old(paper: Paper, found: Sequence[OldDays], closed: Sequence[Path]) -> None:
    """What stays, and then what there is to delete, by home and day: what is said next is about "these files"."""
    paper.blank()
    _stay(paper, [day for one in found for day in one.days])
    if closed:
        paper.say(CLOSED)
        _named(paper, [str(folder) for folder in closed])
        paper.blank()
    to_delete = [one for one in found if one.files]
    paper.say(f"To delete: {count(sum(one.files for one in to_delete), 'file')}." if to_delete else NONE_OLD)
    paper.blank()
    for one in to_delete:
        days = [day for day in one.days if day.files]
        paper.say(_heading(one, days))
        for day in days:
            paper.exactly(f"{clean(day.folder.name)}  {count(len(day.files), 'file')}")
        paper.blank()


def deleted(paper: Paper, done: Deleted) -> None:
    """What came of it."""
    paper.say(f"Deleted: {count(done.files, 'file')}.")
    if done.failed:
        paper.say(f"We could not delete {count(len(done.failed), 'file')}:")
        _named(paper, [f"{file}: {why}" for file, why in done.failed])


def failed(amount: int) -> str:
    """What is said last where something is still there."""
    return f"{count(amount, 'old file')} could not be deleted. Close what has them open, then try again."


def no_folder(root: Path) -> str:
    """What is said where there are no results."""
    return f"There is no folder {root}. If your results are in another folder, name it: --results FOLDER."


def _heading(one: OldDays, days: Sequence[OldDay]) -> str:
    first, last = long_date(days[0].day), long_date(days[-1].day)
    when = f"of {first}" if first == last else f"from {first} to {last}"
    return f"{clean(one.home) if one.home else ALL_HOMES}: {count(one.files, 'file')} {when}"


def _stay(paper: Paper, days: Sequence[OldDay]) -> None:
    newest = [file for day in days for file in day.newest]
    if newest:
        paper.say(f"{count(len(newest), 'report')} of that age {'stays' if len(newest) == 1 else 'stay'}. {NEWEST}")
        paper.blank()
    left = [file for day in days for file in day.left]
    if left:
        paper.say(NOT_OURS)
        _named(paper, [str(file) for file in left])
        paper.blank()


def _named(paper: Paper, texts: Sequence[str]) -> None:
    for text in texts[:MOST_NAMED]:
        paper.exactly(clean(text, 400))
    if len(texts) > MOST_NAMED:
        paper.say(f"And {len(texts) - MOST_NAMED:,} more.")
