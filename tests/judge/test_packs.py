"""Packs of checks from elsewhere: they add to ours, change nothing of ours, and cannot reach out of their folder."""

import os
import sys
from pathlib import Path
from typing import Final

import pytest

from carecheck.errors import CannotRun, MistakesInFile
from carecheck.judge import packfiles
from carecheck.judge.checkfiles import load_checks
from carecheck.plan import make_plan
from carecheck.shipped import shipped

CHECK: Final = """\
id: {id}
version: 1
title: Somebody else's check
subject: computer
why: It matters.
harm: loss
ask: {ask}
rules:
  - {{light: red, code: waits, when: restart.waiting, say: {{one: It waits., many: "{{n}} wait."}}}}
  - {{light: green, code: fine, when: not restart.waiting, say: {{one: It is fine.}}}}
unknown: {{one: We could not check it., many: We could not check them.}}
action: Do it
fix: {{any: [Ask your IT person.]}}
who: you
time: {{minutes: 5}}
cost: {{band: free}}
for_it: "waiting={{restart.waiting}}"
examples:
  - {{light: green, given: {{restart.waiting: no}}}}
  - {{light: {light}, given: {{restart.waiting: yes}}}}
  - {{light: unknown, given: {{restart.waiting: unknown}}}}
"""


@pytest.fixture(name="pack")
def folder_of_a_pack(tmp_path: Path) -> Path:
    folder = tmp_path / "oak-group"
    folder.mkdir()
    put(folder, "oak/restart.yaml")
    return folder


def put(pack: Path, name: str, ask: str = "{}", light: str = "red") -> Path:
    file = pack / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(CHECK.format(id=name.removesuffix(".yaml").replace("/", "."), ask=ask, light=light))
    return file


def refused(pack: Path) -> str:
    with pytest.raises(CannotRun) as error:
        make_plan(packs=[pack])
    return str(error.value)


def test_a_pack_adds_to_our_checks_and_its_checks_know_where_they_come_from(pack: Path) -> None:
    plan = make_plan(packs=[pack])

    assert plan.checks["oak.restart"].pack == "oak-group"
    assert {check.pack for name, check in plan.checks.items() if name != "oak.restart"} == {""}


def test_no_id_of_ours_can_be_taken(pack: Path) -> None:
    put(pack, "backup/recent.yaml")

    assert "'backup.recent' comes with carecheck; a pack adds checks and changes none" in refused(pack)


@pytest.mark.parametrize("name", ["several_people", "retention_timetable"])
def test_no_question_of_ours_can_be_changed(pack: Path, name: str) -> None:
    put(pack, "oak/asks.yaml", ask=f"{{{name}: {{question: Is it so?, kind: yes_no}}}}")

    told = refused(pack)

    assert f"carecheck asks '{name}' already; give it another id" in told
    assert str(Path("oak", "asks.yaml")) in told


def test_a_pack_is_verified_before_it_is_used(pack: Path) -> None:
    put(pack, "oak/wrong.yaml", light="amber")

    assert "this example should be amber, but it is red (waits)" in refused(pack)


def test_of_two_packs_with_one_id_both_are_told(pack: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    put(other, "oak/restart.yaml")

    with pytest.raises(MistakesInFile, match=r"'oak.restart' is already in .*oak-group"):
        make_plan(packs=[pack, other])


def test_a_check_that_lies_too_deep_is_told_and_not_passed_over(pack: Path) -> None:
    (pack / "oak" / "deep").mkdir()
    put(pack / "oak", "deep/er.yaml")

    assert "the place of this file says 'oak.deep.er'" in refused(pack)


@pytest.mark.linux
@pytest.mark.parametrize("target", ["/etc/hostname", "restart.yaml", "/etc"])
def test_a_link_is_refused(pack: Path, target: str) -> None:
    (pack / "oak" / "link.yaml").symlink_to(target)

    assert "this is a link; put the file itself into the pack" in refused(pack)


@pytest.mark.linux
def test_a_pipe_is_not_waited_for(pack: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(pack / "oak" / "pipe.yaml")

    assert "this is not a file that can be read as a check" in refused(pack)


def test_what_is_hidden_or_no_check_is_passed_over(pack: Path) -> None:
    (pack / ".git").mkdir()
    (pack / ".git" / "x.yaml").write_text("nothing")
    (pack / "README.md").write_text("Our checks")

    assert list(load_checks(pack)) == ["oak.restart"]


def test_sizes_are_bounded(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(pack, "oak/large.yaml")
    file.write_text(file.read_text() + "#" * packfiles.MOST_CHECK_BYTES)
    told = [refused(pack)]
    file.unlink()
    monkeypatch.setattr(packfiles, "MOST_CHECKS", 0)
    told.append(refused(pack))
    monkeypatch.setattr(packfiles, "MOST_FILES", 1)
    told.append(refused(pack))

    assert "is larger than 200 kB" in told[0]
    assert "has 1 check. A pack has 0 at most." in told[1]
    assert "Is it a folder of checks?" in told[2]


def test_a_folder_that_is_not_there_or_empty_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert "There is no folder" in refused(tmp_path / "gone")
    assert "There are no checks in" in refused(tmp_path / "empty")


def test_every_check_that_comes_with_carecheck_is_of_no_pack() -> None:
    assert {check.pack for check in load_checks(shipped("checks")).values()} == {""}


def test_a_folder_that_is_called_like_a_check_is_none(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "up.yaml").write_text("id: made.up")
    (tmp_path / "odd.yaml").mkdir()

    assert [name for _, name in packfiles.files_of_pack(tmp_path)] == ["made.up"]
