"""`carecheck tidy` as people and scripts type it: it lists, asks, and deletes only after a yes."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from carecheck.homes.keeping import Deleted, OldDay, OldDays
from carecheck.report import report_bytes
from carecheck.show import keeping as says
from carecheck.show.paper import Paper
from carecheck.words import long_date
from tests.cli.running import CARECHECK, Person, Ran
from tests.homes.visits import seen, visit
from tests.show.sample_report import OFFICE_PC
from tests.words.gate import problems_with_sentence

NOW = datetime.now(UTC)
OLD = NOW - timedelta(days=800)


@pytest.fixture(name="day")
def old_day(person: Person) -> Path:
    """The folder of an old day of a home that was checked today, too."""
    home = person.results / "Oakfield House"
    for moment in (NOW, OLD):
        day = home / moment.date().isoformat()
        day.mkdir(parents=True)
        (day / "office-pc.json").write_bytes(report_bytes(visit([seen("red")], moment, (OFFICE_PC,))))
    return home / OLD.date().isoformat()


def types(person: Person, typed: str, *arguments: str) -> Ran:
    command = [*CARECHECK, "tidy", *arguments]
    environment = {**person.environment, "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(command, env=environment, input=typed, capture_output=True, text=True, timeout=60, check=False)
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def test_without_delete_it_only_lists(person: Person, day: Path) -> None:
    ran = person.types("tidy")

    assert (ran.code, ran.err, len(person.kept())) == (0, "", 2)
    assert f"Oakfield House: 1 file of {long_date(OLD.date())}\n    {day.name}  1 file\n" in ran.out
    assert says.ONLY_SHOWN in " ".join(ran.out.split())


def test_a_typed_yes_deletes(person: Person, day: Path) -> None:
    ran = types(person, "yes\n", "--delete")

    assert (ran.code, ran.err, day.exists(), len(person.kept())) == (0, "", False, 1)
    assert ran.out.endswith("Deleted: 1 file.\n")


@pytest.mark.parametrize(("typed", "told"), [("y\n", says.NOT_DELETED), ("", f"{says.NOT_DELETED} {says.SCRIPTS}")])
def test_anything_else_deletes_nothing(typed: str, told: str, person: Person, day: Path) -> None:
    ran = types(person, typed, "--delete")

    assert (ran.code, ran.err, day.exists()) == (130, f"{told}\n", True)


def test_a_script_says_yes_beforehand_and_chooses_the_time(person: Person, day: Path) -> None:
    kept = person.types("tidy", "--delete", "--yes", "--months", "36")
    gone = person.types("tidy", "--delete", "--yes")

    assert says.NONE_OLD in kept.out
    assert (kept.code, gone.code, day.exists()) == (0, 0, False)


def test_yes_alone_is_typed_wrong_and_no_folder_is_told(person: Person) -> None:
    alone, nowhere = person.types("tidy", "--yes"), person.types("tidy")

    assert (alone.code, alone.err) == (2, f"{says.YES_ALONE}\n")
    assert (nowhere.code, nowhere.err) == (4, f"{says.no_folder(person.results)}\n")
    assert not person.results.exists()


def test_its_words_pass_the_gate() -> None:
    file = Path("office-pc.json")
    days = (OldDay(file, OLD.date(), (file,), (file,), (file,)),)
    paper = Paper(80, colour=False, encoding="utf-8")
    says.show_old(paper, [OldDays("Rose Cottage", days), OldDays(None, days)], [file])
    paper.blank()
    says.deleted(paper, Deleted(1, ((file, "it is open"),)))
    told = [" ".join(one.split()) for one in paper.text().replace(f"    {file}\n", "").split("\n\n")]
    told += [says.NONE_OLD, says.ONLY_SHOWN, says.NO_WAY_BACK, says.PROMPT, says.NOT_DELETED, says.SCRIPTS]
    told += [says.period(24, OLD.date()), says.failed(2), says.no_folder(file)]

    assert [problem for text in told for problem in problems_with_sentence(text)] == []
