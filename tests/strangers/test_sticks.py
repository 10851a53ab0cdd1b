"""Results on a memory stick: it takes no links, knows no upper case, is slow, and is pulled out in the middle."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from carecheck.errors import CannotRun
from carecheck.report import read_report
from carecheck.savefile import save_again, save_new, save_under_this_name
from tests.campaign.counting import Tried
from tests.cli.running import Person
from tests.conftest import Needs
from tests.strangers.conftest import scan
from tests.strangers.stick import Stick, plugged_in

OLD: Final = b"the old report"
NEW: Final = b"the new report " * 10_000
Save = Callable[[Path, bytes], object]


@pytest.fixture(scope="module")
def one_stick(needs: Needs, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stick]:
    needs("fusermount3", "fuse3")
    if os.geteuid() != 0 and not os.environ.get("CI"):
        pytest.skip("This test needs root, to plug in a stick. Run it with sudo.")
    with plugged_in(tmp_path_factory.mktemp("stick")) as made:
        yield made


@pytest.fixture
def stick(one_stick: Stick) -> Stick:
    """A stick that is empty and quick."""
    one_stick.pull_after(None)
    one_stick.slow_down(0)
    for folder in one_stick.disk.iterdir():
        shutil.rmtree(folder)
    return one_stick


def named(home: str, site: str, person: Person) -> Path:
    file = person.home / f"{site}.yaml"
    file.write_text(f"builds_on: domain-only\nsite: {{id: {site}, name: {home}}}\ndomains: [rosecottage.example]\n")
    return file


def kept(stick: Stick) -> list[str]:
    return sorted(str(path.relative_to(stick.mount)).partition("/")[0] for path in stick.mount.rglob("*.json"))


def test_two_homes_whose_names_differ_in_their_case_are_kept_apart(person: Person, stick: Stick, tried: Tried) -> None:
    for home, site in (("Rose Cottage", "rose-cottage"), ("ROSE COTTAGE", "other")):
        ran = person.types(*scan(named(home, site, person)), "--results", stick.mount)
        tried("saving stopped or refused")

        assert ran.code == 0, ran.err
    assert kept(stick) == ["ROSE COTTAGE [other]", "Rose Cottage"]
    assert person.types("report", "--verify", stick.mount).code == 0


def test_a_slow_stick_keeps_a_whole_report(person: Person, profile: Path, stick: Stick, tried: Tried) -> None:
    stick.slow_down(0.1)

    ran = person.types(*scan(profile), "--results", stick.mount)

    tried("saving stopped or refused")
    assert (ran.code, [read_report(path).kind for path in stick.mount.rglob("*.json")]) == (0, ["carecheck.report"])


@pytest.mark.parametrize("changes", [0, 6, 12])
def test_a_stick_that_is_pulled_out_during_a_scan_is_told(
    person: Person, profile: Path, stick: Stick, tried: Tried, changes: int
) -> None:
    assert person.types(*scan(profile), "--results", stick.mount).code == 0
    before = {path: path.read_bytes() for path in stick.disk.rglob("*") if path.is_file()}
    stick.pull_after(changes)

    ran = person.types(*scan(profile), "--results", stick.mount)

    tried("saving stopped or refused")
    stick.pull_after(None)
    assert (ran.code, "Traceback" in ran.err, str(stick.mount) in ran.err) == (4, False, True)
    assert {path: path.read_bytes() for path in before} == before


def pulled_during(stick: Stick, changes: int, save: Callable[[], object]) -> str:
    """What is said where the stick is pulled out after so many changes of saving; empty: saving needs no more."""
    stick.pull_after(changes)
    try:
        save()
    except CannotRun as error:
        return str(error)
    finally:
        stick.pull_after(None)
    return ""


@pytest.mark.parametrize("save", [save_new, save_under_this_name, save_again])
def test_a_stick_that_is_pulled_out_at_any_change_loses_nothing(stick: Stick, save: Save, tried: Tried) -> None:
    old, file = stick.mount / "day" / "old.json", stick.mount / "day" / "new.json"
    old.parent.mkdir()
    old.write_bytes(OLD)
    told = ["begin"]
    while told[-1]:
        file.unlink(missing_ok=True)
        if save is save_again:
            file.write_bytes(OLD)
        told.append(pulled_during(stick, len(told) - 1, partial(save, file, NEW)))
        tried("saving stopped or refused")

        # The name may be taken by a file without content, which no reader takes for a report.
        there = file.read_bytes() if file.exists() else b""
        assert (old.read_bytes(), there in (OLD if save is save_again else b"", NEW)) == (OLD, True)
    assert len(told) > 4
    assert all(str(file.parent) in one for one in told[1:-1])
