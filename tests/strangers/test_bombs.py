"""Files that are made to fill the memory, to take for ever or to write on the screen: refused in words, with little memory."""

import resource
import subprocess
from pathlib import Path
from typing import Final

import pytest

from carecheck.report import report_bytes
from tests.campaign.counting import Tried
from tests.cli.running import CARECHECK, Person
from tests.show.sample_report import OAKFIELD_HOUSE
from tests.strangers.conftest import scan

MEMORY: Final = 500_000_000
REPORT: Final = report_bytes(OAKFIELD_HOUSE)


def run_in_little_memory(person: Person, *typed: str) -> tuple[int, str]:
    ran = subprocess.run(
        [*CARECHECK, *typed],
        env=person.environment,
        cwd=person.home,
        capture_output=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    return ran.returncode, (ran.stdout + ran.stderr).decode()


@pytest.mark.parametrize("many", [b"[],", b"{},", b"1,", b'"",', b"[" * 900 + b"]" * 900 + b",", b'{"a":{"b":{}}},'])
def test_a_report_of_20_mb_of_tiny_parts_is_refused(person: Person, many: bytes, tried: Tried) -> None:
    tried("inputs made to confuse")
    filled = b'"problems": [' + many * (19_900_000 // len(many)) + b'""]'
    (person.home / "bomb.json").write_bytes(REPORT.replace(b'"problems": []', filled))

    code, said = run_in_little_memory(person, "report", "bomb.json")

    assert code == 4
    assert "bomb.json has more than 1,000,000 parts." in said


def test_a_report_with_20_mb_of_one_text_is_shown_with_a_short_one(person: Person, tried: Tried) -> None:
    tried("inputs made to confuse")
    long = REPORT.replace(b"Oakfield House", b"a" * 19_900_000, 1)
    (person.home / "long.json").write_bytes(long)

    assert run_in_little_memory(person, "report", "--one-line", "long.json")[0] == 0


MANY_KEYS: Final = "".join(f"k{number}: 1\n" for number in range(90_000))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a: &a [x]\nb: [*a, *a]\n", "anchors"),
        ("[" * 900_000, "nesting"),
        (MANY_KEYS, "there is no key 'k0' here"),
        ("a: 1\n" * 190_000, "'a' stands here twice"),
        (f"skip: [{'a,' * 490_000}]\n", "at most 1000"),
        ("!" * 900_000, "tags"),
        ('"\\e[31mred\\u202e": 1\n', "there is no key '[31mred' here"),
    ],
    ids=["references", "open brackets", "unknown keys", "one key", "a long list", "a long tag", "colour"],
)
def test_a_profile_that_is_a_bomb_is_refused_at_once(person: Person, content: str, told: str, tried: Tried) -> None:
    tried("inputs made to confuse")
    (person.home / "rose.yaml").write_text(content)

    code, said = run_in_little_memory(person, "scan", "--offline", "--profile", "rose.yaml")

    assert code == 4
    assert told in said
    assert len(said) < 30_000
    assert "\x1b" not in said


def test_a_name_of_a_file_writes_nothing_on_the_screen(person: Person, tried: Tried) -> None:
    tried("inputs made to confuse")
    (person.home / "visit").mkdir()
    Path(person.home / "visit" / "office\n\x1b[31mAll is well.json").write_bytes(b"{")

    code, said = run_in_little_memory(person, "report", "visit")

    assert code == 4
    assert "\x1b" not in said
    assert "\nAll" not in said.replace("\x1b", "")


ODD: Final = "two\nlines\x1b[31m"


def test_a_folder_of_results_may_have_two_lines_in_its_name(person: Person, profile: Path, tried: Tried) -> None:
    tried("inputs made to confuse")
    folder = person.home / ODD

    codes = [person.types(*scan(profile), "--results", folder), person.types("report", "--verify", folder)]

    assert [(ran.code, "\x1b" in ran.out + ran.err) for ran in codes] == [(0, False)] * 2
    assert len(list(folder.rglob("*.json"))) == 1


def test_a_profile_may_have_two_lines_in_its_name(person: Person, profile: Path, tried: Tried) -> None:
    tried("inputs made to confuse")
    odd = profile.rename(person.home / f"{ODD}.yaml")

    ran = person.types("lint", odd)

    assert (ran.code, ran.out.count("\n"), "\x1b" in ran.out) == (0, 1, False)
    assert ran.out.endswith("lines[31m.yaml: no mistakes.\n")
