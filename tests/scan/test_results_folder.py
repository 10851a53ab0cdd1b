"""The results folder: made when it is missing, keyed for device ids, and safe from names."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from carecheck.errors import CannotRun
from carecheck.results import open_results, report_name

DAY = date(2026, 11, 22)


def test_the_folder_is_made_and_closed_to_others(tmp_path: Path) -> None:
    folder = open_results(tmp_path / "a" / "carecheck")

    assert folder.path.is_dir()
    assert os.name == "nt" or stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_the_device_key_stays_the_same_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = open_results(tmp_path).device_key()
    again = open_results(tmp_path).device_key()

    assert first == again
    assert os.name == "nt" or stat.S_IMODE((tmp_path / ".device-key").stat().st_mode) == 0o600


def test_a_damaged_device_key_is_told(tmp_path: Path) -> None:
    (tmp_path / ".device-key").write_bytes(b"short")

    with pytest.raises(CannotRun, match="is damaged"):
        open_results(tmp_path).device_key()


@pytest.mark.parametrize("home", ["../../etc", "con", "a/b\\c", "\x1b]0;x\x07", "...", "a" * 500])
def test_no_name_of_a_home_leads_out_of_the_folder(tmp_path: Path, home: str) -> None:
    made = open_results(tmp_path).folder_for(home, DAY)

    assert made.resolve().is_relative_to(tmp_path.resolve())
    assert made.name == "2026-11-22"


@pytest.mark.parametrize(("label", "name"), [("OFFICE-PC", "office-pc"), ("../x", "x"), ("\u202e", "computer")])
def test_a_report_is_named_after_its_computer(label: str, name: str) -> None:
    assert report_name(label) == name


def test_opening_leaves_nothing_behind(tmp_path: Path) -> None:
    open_results(tmp_path)

    assert list(tmp_path.iterdir()) == []
