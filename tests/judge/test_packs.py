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

    assert refused(pack).endswith(
        "recent.yaml:1: 'backup.recent' comes with carecheck; a pack adds checks and changes none, so choose another id"
    )


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

    assert refused(pack) == f"{pack / 'oak' / 'link.yaml'}: this is a link; put the file itself into the pack"


@pytest.mark.linux
def test_a_pipe_is_not_waited_for(pack: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(pack / "oak" / "pipe.yaml")

    assert refused(pack) == f"{pack / 'oak' / 'pipe.yaml'}: this is not a file that can be read as a check"


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

    assert told[0] == f"{file}: this is larger than 200 kB; a check is much smaller"
    assert told[1] == f"{pack} has 1 check. A pack has 0 at most."
    assert told[2] == f"{pack} has more than 1 files. Is it a folder of checks?"


def test_a_folder_that_is_not_there_or_empty_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    gone, empty = tmp_path / "gone", tmp_path / "empty"
    assert refused(gone) == f"There is no folder {gone}. Check the name."
    assert refused(empty) == f"There are no checks in {empty}. A check is a file such as topic/name.yaml."


def test_every_check_that_comes_with_carecheck_is_of_no_pack() -> None:
    assert {check.pack for check in load_checks(shipped("checks")).values()} == {""}


def test_a_folder_that_is_called_like_a_check_is_none(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "up.yaml").write_text("id: made.up")
    (tmp_path / "odd.yaml").mkdir()

    assert [name for _, name in packfiles.files_of_pack(tmp_path)] == ["made.up"]


def test_what_just_keeps_to_the_bounds_is_read(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(pack, "oak/large.yaml")
    file.write_bytes(file.read_bytes().ljust(200_000, b"#"))
    monkeypatch.setattr(packfiles, "MOST_CHECKS", 2)
    monkeypatch.setattr(packfiles, "MOST_FILES", 3)

    assert list(load_checks(pack)) == ["oak.large", "oak.restart"]


def test_one_byte_more_is_too_large(pack: Path) -> None:
    file = put(pack, "oak/large.yaml")
    file.write_bytes(file.read_bytes().ljust(200_001, b"#"))

    with pytest.raises(CannotRun, match="this is larger than 200 kB"):
        packfiles.files_of_pack(pack)


def test_a_large_file_that_is_no_check_does_no_harm(pack: Path) -> None:
    (pack / "photo.png").write_bytes(b"x" * 200_001)

    assert list(load_checks(pack)) == ["oak.restart"]


def test_the_checks_of_a_pack_come_in_the_order_of_their_names(pack: Path) -> None:
    for name in ("ash/b.yaml", "ash/a.yaml", "elm/a.yaml"):
        put(pack, name)

    assert [name for _, name in packfiles.files_of_pack(pack)] == ["ash.a", "ash.b", "elm.a", "oak.restart"]


def test_all_that_is_wrong_with_a_pack_is_told_at_once(pack: Path) -> None:
    files = [put(pack, f"oak/{name}.yaml", light="amber") for name in ("a", "b")]

    wrong = "this example should be amber, but it is red (waits)"
    assert refused(pack).splitlines() == [f"{file}:20: {wrong}" for file in files]


def test_the_name_of_a_pack_is_that_of_its_folder_and_bounded(tmp_path: Path) -> None:
    assert packfiles.pack_name(tmp_path / "oak" / ".." / "elm") == "elm"
    assert len(packfiles.pack_name(tmp_path / ("a" * 80))) == 60
    assert packfiles.pack_name(Path(tmp_path.anchor)) == "checks"


def test_a_folder_that_cannot_be_read_is_told(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(place: str) -> object:
        raise PermissionError(13, "Permission denied", place)

    monkeypatch.setattr(os, "scandir", refuse)

    with pytest.raises(CannotRun) as error:
        packfiles.files_of_pack(pack)
    assert str(error.value) == f"We could not read {pack}: Permission denied."


def test_what_leads_out_of_a_pack_is_refused(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, true = pack / "oak" / "restart.yaml", Path.resolve

    def leads_out(path: Path, strict: bool = False) -> Path:
        return Path(pack.anchor, "elsewhere") if path == file else true(path, strict)

    monkeypatch.setattr(Path, "resolve", leads_out)

    with pytest.raises(CannotRun) as error:
        packfiles.files_of_pack(pack)
    assert str(error.value) == f"{file}: this leads out of the folder of the pack"
