"""The version with the ages of our lists, and the Tab key in a real shell."""

import subprocess
import sys
from datetime import date

import pytest

from carecheck.show.data_page import ages
from carecheck.tables import tables
from tests.cli.running import Person
from tests.conftest import Needs


def test_the_version_names_every_list_and_the_oldest_first(person: Person) -> None:
    lines = person.types("--version").out.splitlines()
    oldest = min(tables().values(), key=lambda one: (one.as_at, one.name))

    assert lines[1].startswith(f"The oldest of our lists of dates: {oldest.name}, from ")
    assert [line.split(",")[0].strip() for line in lines[4:]] == sorted(
        tables(), key=lambda one: (tables()[one].as_at, one)
    )


def test_a_list_that_is_too_old_is_told_with_the_version() -> None:
    told = ages(tables().values(), date(2036, 1, 1)).splitlines()

    assert "too old to use. Get the newest carecheck." in told[1]


def test_the_version_looks_at_nothing() -> None:
    code = "import sys, carecheck.cli.main as m; m.main(['--version']); print(*sorted(sys.modules), file=sys.stderr)"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not {"carecheck.scan", "carecheck.look", "dns", "psutil", "jinja2"} & set(ran.stderr.split())


PRESS_TAB = """
carecheck() {{ "{python}" -m carecheck "$@"; }}
export -f carecheck
eval "$(carecheck --show-completion bash)"
COMP_WORDS=({words}); COMP_CWORD={place}
_carecheck_completion "{run}"
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("carecheck ov", ["overview"]),
        ("carecheck scan --exit", ["--exit-zero"]),
        ("carecheck dspt --format x", ["xlsx"]),
    ],
)
def test_the_tab_key_completes_in_bash(words: str, offered: list[str], person: Person, needs: Needs) -> None:
    run = person.home / "carecheck"
    run.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m carecheck "$@"\n')
    run.chmod(0o755)
    script = PRESS_TAB.format(python=sys.executable, words=words, place=len(words.split()) - 1, run=run)

    ran = subprocess.run(
        [needs("bash"), "-c", script], env=person.environment, capture_output=True, text=True, check=True
    )

    assert (ran.stdout.split(), ran.stderr) == (offered, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_lines_for_a_shell_are_shown_and_nothing_is_written(shell: str, person: Person) -> None:
    ran = person.types("--show-completion", shell)

    assert "_CARECHECK_COMPLETE" in ran.out
    assert (ran.code, ran.err, list(person.home.rglob("*"))) == (0, "", [])


def test_a_shell_that_we_do_not_know_is_told_with_those_that_we_know(person: Person) -> None:
    ran = person.types("--show-completion", "tcsh")

    assert ran.code == 2
    assert "powershell" in ran.err
