"""The results folder: made when it is missing, keyed for device ids, and safe from names."""

import os
import re
import stat
from datetime import date
from pathlib import Path

import pytest

from carecheck.errors import CannotRun
from carecheck.results import home_profiles, id_of_home, open_results, profile_of, report_name

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


@pytest.mark.parametrize(
    "home", ["../../etc", "con", "a/b\\c", "\x1b]0;x\x07", "...", "a" * 500, "NUL.", "ÉCOLE ", "aux"]
)
def test_among_many_homes_each_has_a_short_name_that_every_system_takes(tmp_path: Path, home: str) -> None:
    (tmp_path / "homes").mkdir()

    made = open_results(tmp_path).folder_for(home, DAY)

    assert made.parents[1] == tmp_path / "homes"
    assert re.fullmatch(r"(?!(con|nul|aux)$)[a-z0-9-]{1,67}", made.parent.name)


@pytest.mark.parametrize(
    ("home", "name"),
    [
        ("Rose Cottage", "rose-cottage"),
        ("Łódź House", "lodz-house"),
        ("Ysgol Ŵyr", "ysgol-wyr"),
        ("Rosé & Co", "rose-co"),
    ],
)
def test_the_id_of_a_home_is_its_name_in_plain_letters(home: str, name: str) -> None:
    assert id_of_home(home) == name


def test_homes_in_letters_of_another_kind_have_ids_of_their_own() -> None:
    homes = ["Дом", "Сад", "Дом 1", "Сад 1", "家", "Дом" + "и" * 300, "Rose Дом", "Rose Сад"]

    ids = [id_of_home(home) for home in homes]
    assert len(set(ids)) == len(homes)
    assert ids == [id_of_home(home.upper()) for home in homes]
    assert all(re.fullmatch("[a-z0-9-]{1,60}", one) for one in ids)


def test_among_many_homes_the_folder_is_named_after_the_id_of_the_home(tmp_path: Path) -> None:
    (tmp_path / "homes").mkdir()

    made = open_results(tmp_path).folder_for("Oakfield House", DAY, "oakfield-house-north")

    assert made == tmp_path / "homes/oakfield-house-north/2026-11-22"


def test_a_profile_is_found_in_either_kind_of_folder(tmp_path: Path) -> None:
    alone = profile_of(tmp_path, "Rose Cottage")
    (tmp_path / "homes").mkdir()
    among_others = profile_of(tmp_path, "Elm Lodge")
    for profile in (alone, among_others):
        profile.parent.mkdir()
        profile.touch()

    assert home_profiles(tmp_path) == sorted([alone, among_others])
    assert among_others == tmp_path / "homes/elm-lodge/profile.yaml"


def test_no_name_of_a_file_is_too_long_for_windows() -> None:
    assert len(report_name("OFFICE-" * 100)) == 60


@pytest.mark.parametrize(("label", "name"), [("OFFICE-PC", "office-pc"), ("../x", "x"), ("\u202e", "computer")])
def test_a_report_is_named_after_its_computer(label: str, name: str) -> None:
    assert report_name(label) == name


def test_opening_leaves_nothing_behind(tmp_path: Path) -> None:
    open_results(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_homes_that_share_a_name_have_folders_of_their_own(tmp_path: Path) -> None:
    folder = open_results(tmp_path)
    homes = [("Rose Cottage", "rose-cottage"), ("Rose/Cottage", "rc"), ("ROSE COTTAGE", "north"), ("This home", "north-2"),
             ("Homes", "homes"), ("Rose Cottage [rc]", "rose-cottage-rc")]  # fmt: skip

    names = [folder.folder_for(name, DAY, site).parent.name.casefold() for name, site in homes]

    assert len({*names, "this home", "homes"}) == len(homes) + 2
    assert names[0] == "rose cottage"


def test_files_that_a_dead_scan_left_are_removed_and_no_others(tmp_path: Path) -> None:
    day = open_results(tmp_path).folder_for("Rose Cottage", DAY)
    left = [day / f"carecheck-{'0' * 16}.part", tmp_path / ".carecheck-00000000"]
    others = [
        day / "carecheck-1.part",
        day / "office.part",
        tmp_path / "carecheck-mine.txt",
        day / f"carecheck-{'1' * 16}.part",
    ]
    for file in (*left, *others):
        file.write_bytes(b"{")
    for file in (*left, *others[:3]):
        os.utime(file, (0, 0))

    open_results(tmp_path).folder_for("Rose Cottage", DAY)

    assert ([file.exists() for file in left], [file.exists() for file in others]) == ([False] * 2, [True] * 4)
