"""A fresh check file has the id that was asked for, and blanks are named wherever they stand."""

from pathlib import Path

import pytest

from carecheck.errors import MistakesInFile, UsageError
from carecheck.judge.new_check import TEMPLATE, new_check, refuse_blanks
from carecheck.yamlfile import parse_yaml


def refused(name: str) -> str:
    with pytest.raises(UsageError) as error:
        new_check(name)
    return str(error.value)


def test_only_the_id_of_the_template_is_changed() -> None:
    assert "\nid: ID  # the folder" in TEMPLATE
    assert new_check("oak.restart") == TEMPLATE.replace("\nid: ID ", "\nid: oak.restart ")


NO_IDS = ("oak", "Oak.a", "oak.A", "oak.a.b", "oak-b.a", "1oak.a", "oak.1a", " oak.a", "oak.a\n", f"oak.{'a' * 57}", "")


@pytest.mark.parametrize("name", NO_IDS)
def test_what_cannot_be_an_id_is_refused(name: str) -> None:
    shown = name.strip()

    assert (
        refused(name) == f"'{shown}' cannot be the id of a check. It is a topic and a name in small letters: topic.name"
    )


def test_an_id_has_60_letters_at_most() -> None:
    assert f"id: oak.{'a' * 56} " in new_check(f"oak.{'a' * 56}")


@pytest.mark.parametrize(("name", "part"), [("con.a", "con"), ("oak.nul", "nul")])
def test_a_name_that_windows_keeps_for_itself_is_refused(name: str, part: str) -> None:
    assert refused(name) == f"Windows takes no file of the name '{part}'. Choose another id than '{name}'."


def test_an_id_of_ours_is_refused() -> None:
    assert refused("backup.recent") == (
        "'backup.recent' comes with carecheck. Choose another id. To read it: carecheck explain backup.recent"
    )


def test_each_blank_is_told_with_its_line_and_nothing_else() -> None:
    text = 'a: "FILL IN: one"\nb:\n  - 5\n  - {c: "FILL IN: two", d: "say FILL IN: no"}\ne: x\n'

    with pytest.raises(MistakesInFile) as error:
        refuse_blanks(parse_yaml(text, "x.yaml"))

    assert str(error.value).splitlines() == ["x.yaml:1: fill in: one", "x.yaml:4: fill in: two"]
    refuse_blanks(parse_yaml("a: done\n", str(Path("x.yaml"))))
