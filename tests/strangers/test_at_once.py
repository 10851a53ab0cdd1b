"""Several carechecks at once in one folder: nothing is lost, nothing is written twice, and every file is whole."""

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from carecheck.report import read_report
from tests.campaign.counting import Tried
from tests.cli.running import CARECHECK, Person
from tests.strangers.conftest import scan

QUESTIONS = ("retention_timetable", "several_people")


def at_once(person: Person, commands: Iterable[Sequence[str | Path]]) -> list[int]:
    """Start all of these at once; their exit codes."""
    running = [
        subprocess.Popen(
            [*CARECHECK, *map(str, command)],
            env=person.environment,
            cwd=person.home,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]
    return [one.wait(120) for one in running]


def test_eight_scans_at_once_keep_eight_whole_reports(person: Person, profile: Path, tried: Tried) -> None:
    tried("saving stopped or refused", 8)
    codes = at_once(person, [scan(profile)] * 8)

    reports = [read_report(file) for file in person.kept()]
    assert codes == [0] * 8
    assert len({one.report_id for one in reports}) == 8
    assert len(person.kept("*.html")) == 8
    assert not person.kept("*.part")


def test_eight_first_looks_at_once_make_one_key(person: Person, tried: Tried) -> None:
    tried("saving stopped or refused", 8)
    looks = [("look", "--offline", "--output", f"{number}.json") for number in range(8)]

    codes = at_once(person, looks)

    assert codes == [0] * 8
    assert [path.name for path in person.results.iterdir()] == [".device-key"]


def test_answers_that_are_handed_in_at_once_are_all_kept(person: Person, profile: Path, tried: Tried) -> None:
    tried("saving stopped or refused", 6)
    for number in range(6):
        subject = f"PC-{number}"
        (person.home / f"{number}.yaml").write_text(
            f"{subject}:\n  several_people: {{answer: yes, by: Manager, on: 2026-11-20}}\n"
        )

    codes = at_once(person, [("ask", "--profile", profile, "--answers", f"{n}.yaml") for n in range(6)])

    kept = (person.home / "answers.yaml").read_text()
    assert codes == [0] * 6
    assert [f"PC-{number}" in kept for number in range(6)] == [True] * 6
