"""What a scan sets out to do when the command line names checks."""

import re
from pathlib import Path

import pytest
from msgspec import structs

from carecheck.errors import MistakesInFile, UsageError
from carecheck.judge.checkfiles import load_checks, without_examples
from carecheck.judge.checks import Check
from carecheck.judge.profiles import shipped_profiles
from carecheck.plan import make_plan
from carecheck.shipped import shipped


def test_a_check_that_the_shipped_profile_leaves_out_comes_with_a_profile_that_wants_all(tmp_path: Path) -> None:
    (tmp_path / "rose.yaml").write_text("builds_on: care-home\nchecks: all\n", encoding="utf-8")

    assert "network.dns_filter" not in make_plan().checks
    assert list(make_plan(tmp_path / "rose.yaml", only=["network.dns_filter"]).checks) == ["network.dns_filter"]


@pytest.mark.parametrize(
    ("profile", "only", "skip"),
    [
        (None, "network.dns_filter", []),
        (None, "system.clock", ["system.clock"]),
        (Path("domain-only"), "backup.recent", []),
    ],
)
def test_nothing_left_to_check_is_told(profile: Path | None, only: str, skip: list[str]) -> None:
    with pytest.raises(UsageError, match="nothing is left to check"):
        make_plan(profile, only=[only], skip=skip)


def test_a_shipped_profile_of_some_topics_plans_what_it_would_with_every_check_read() -> None:
    every = load_checks(shipped("checks"))
    for name in shipped_profiles():
        plan = make_plan(Path(name))

        assert list(plan.checks) == list(plan.profile.chosen(every)), name


def test_the_checks_of_a_topic_read_questions_of_their_own_topic_alone() -> None:
    every = load_checks(shipped("checks"))
    asked_in = {question: name.partition(".")[0] for name, check in every.items() for question in check.questions}

    for name, check in every.items():
        assert {asked_in[question] for question in check.reads} <= {name.partition(".")[0]}, name


def test_a_shipped_profile_takes_no_answers_of_the_folder_in_which_somebody_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rose.yaml").write_text("")
    (tmp_path / "answers.yaml").write_text("home: {retention_timetable: {answer: yes, by: Manager, on: 2026-11-01}}\n")

    assert make_plan(Path("care-home")).answers.given == {}
    assert list(make_plan(Path("rose.yaml")).answers.given) == ["home"]


def test_a_scan_reads_the_same_checks_without_their_examples() -> None:
    whole = load_checks(shipped("checks"))
    without = load_checks(shipped("checks"), with_examples=False)

    assert without.keys() == whole.keys()
    for name, check in without.items():
        assert told(check) == told(structs.replace(whole[name], examples=())), name


def told(check: Check) -> str:
    """All that a check holds, but for its conditions and holes: what they are read from stands beside them."""
    text = re.sub(r"<function .*? at 0x[0-9a-fA-F]+>", "", repr(check))
    return re.sub(r"frozenset\(\{(.*?)\}\)", lambda found: str(sorted(found[1].split(", "))), text)


@pytest.mark.parametrize("follows", ["notes: []", '"notes": []', "---", "? notes"])
def test_examples_are_read_where_more_of_the_check_follows(follows: str) -> None:
    text = f"id: backup.recent\nexamples:\n  - {{light: red, given: {{}}}}\n{follows}\n"

    assert without_examples(text) == text


@pytest.mark.parametrize("line", ["  - {light: red}", "- {light: red}", "# more of them", ""])
def test_examples_that_end_a_file_are_left_out(line: str) -> None:
    assert without_examples(f"id: backup.recent\nexamples:\n{line}\n") == "id: backup.recent\n"


def test_a_mistake_in_an_example_of_a_pack_stops_the_scan(tmp_path: Path) -> None:
    text = (shipped("checks") / "backup" / "recent.yaml").read_text(encoding="utf-8")
    (tmp_path / "ours").mkdir()
    wrong = text.replace("id: backup.recent", "id: ours.recent").replace(
        "examples:", "examples:\n  - {light: red, given: {no.fact: 1}}"
    )
    (tmp_path / "ours" / "recent.yaml").write_text(wrong, encoding="utf-8")

    with pytest.raises(MistakesInFile, match=r"there is no fact 'no.fact'"):
        make_plan(packs=[tmp_path])
