"""checks/README.md leads to a new check: its steps are followed to the letter, in a copy of the project."""

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.running import Ran, run_in

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "checks" / "README.md").read_text(encoding="utf-8")


@pytest.fixture(name="copy", scope="module")
def copy_of_the_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which a newcomer has followed the page's second step."""
    copy = tmp_path_factory.mktemp("copy")
    for folder in ("carecheck", "checks", "profiles", "data"):
        shutil.copytree(PROJECT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (place,) = re.findall(r"Put this into `(.+?)`", PAGE)
    (content,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
    (copy / place).write_text(content, encoding="utf-8")
    return copy


def commands() -> list[str]:
    """The commands in the order in which the page names them."""
    blocks = re.findall(r"```\n(carecheck .*?)```", PAGE, re.S)
    return [line for block in blocks for line in block.splitlines()]


def run(copy: Path, command: str) -> Ran:
    return run_in(copy, copy, *command.split()[1:])


def test_the_page_names_the_four_commands_of_its_steps() -> None:
    assert [command.split()[1] for command in commands()] == ["explain", "lint", "explain", "scan"]


def test_the_facts_are_listed(copy: Path) -> None:
    assert "updates.list_age_days: number" in run(copy, commands()[0]).out


def test_the_new_check_has_no_mistakes(copy: Path) -> None:
    ran = run(copy, commands()[1])

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("checks: no mistakes.\n")


def test_the_new_check_is_explained(copy: Path) -> None:
    assert "(system.looks_for_updates/long_ago)" in run(copy, commands()[2]).out


def test_the_new_check_is_part_of_a_scan(copy: Path) -> None:
    ran = run(copy, commands()[3])

    assert ran.code in (0, 1)
    assert "We could check 1 of 1 thing" in ran.out or "We could check 0 of 1 thing" in ran.out


def test_a_mistake_in_the_new_check_is_told_with_its_line(copy: Path) -> None:
    file = copy / "checks" / "system" / "looks_for_updates.yaml"
    right = file.read_text(encoding="utf-8")
    file.write_text(right.replace("updates.list_age_days > limits.red_days", "updates.list_age_day > limits.red_days"))

    told = run(copy, commands()[1]).out
    file.write_text(right)

    assert "there is no fact 'updates.list_age_day'; did you mean 'updates.list_age_days'?" in told
