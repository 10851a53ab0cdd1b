"""LibreOffice opens each workbook that carecheck writes, and finds in it what we wrote: no formula, days as days."""

import subprocess
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, Final

import openpyxl
import pytest
from msgspec.structs import replace

from carecheck.show.dspt_table import dspt_workbook
from carecheck.show.register_table import register_workbook
from carecheck.show.results_table import results_workbook
from tests.conftest import Needs
from tests.dspt.homes import of_homes
from tests.register.books import into, kept_by_a_person, saved
from tests.register.homes import COLUMNS, OFFICE, of_office, register, report_of
from tests.show.sample_report import OAKFIELD_HOUSE, STARTED

HOSTILE: Final = ("=1+1", "=HYPERLINK(1)", "+1", "-1", "@x", "MAR-1", "0123", "5E3", "_x0041_", "1/2")
OURS: Final = register(
    *(
        report_of(pc, *of_office(pc))
        for number, name in enumerate(HOSTILE)
        for pc in [replace(OFFICE, id=f"d-{number:010}", label=name, model=name)]
    )
)
WRITTEN: Final[Mapping[str, Callable[[], bytes]]] = {
    "results": lambda: results_workbook(OAKFIELD_HOUSE),
    "dspt": lambda: dspt_workbook(of_homes(2, "=1+1")),
    "register": lambda: register_workbook(OURS, COLUMNS),
    "into": lambda: into(kept_by_a_person(), OURS).content or b"",
}


@pytest.fixture(scope="module")
def round_trip(needs: Needs, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Each workbook as LibreOffice saves it again."""
    soffice = needs("soffice", "libreoffice-calc-nogui")
    folder = tmp_path_factory.mktemp("office")
    for name, write in WRITTEN.items():
        (folder / f"{name}.xlsx").write_bytes(write())
    (folder / "mine.xlsx").write_bytes(saved(kept_by_a_person()))
    files = sorted(folder.glob("*.xlsx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "out"),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {file.stem: (folder / "out" / file.name).read_bytes() for file in files}


def cells(content: bytes) -> dict[tuple[str, str], Any]:
    book = openpyxl.load_workbook(BytesIO(content))
    found = {(sheet.title, cell.coordinate): cell for sheet in book for row in sheet.iter_rows() for cell in row}
    return {place: cell for place, cell in found.items() if cell.value not in (None, "")}


@pytest.mark.parametrize("name", WRITTEN)
def test_every_cell_comes_back_with_its_kind_and_its_value(name: str, round_trip: Mapping[str, bytes]) -> None:
    before, after = cells(WRITTEN[name]()), cells(round_trip[name])

    assert after.keys() == before.keys()
    for place, cell in before.items():
        assert (place, after[place].data_type) == (place, cell.data_type)
        assert cell.data_type == "f" or _plain(after[place].value) == _plain(cell.value)


@pytest.mark.parametrize("name", ["results", "dspt", "register"])
def test_no_cell_of_ours_becomes_a_formula(name: str, round_trip: Mapping[str, bytes]) -> None:
    assert "f" not in {cell.data_type for cell in cells(round_trip[name]).values()}


def test_what_a_person_typed_is_there_after_both_have_saved_it(round_trip: Mapping[str, bytes]) -> None:
    mine, ours = cells(round_trip["mine"]), cells(round_trip["into"])

    assert {place: ours[place].value for place in mine} == {place: cell.value for place, cell in mine.items()}


def test_what_libreoffice_saved_can_be_filled_again(round_trip: Mapping[str, bytes]) -> None:
    assert into(round_trip["into"], OURS).content is None
    assert into(round_trip["mine"], OURS).content is not None


def test_days_are_days_there(round_trip: Mapping[str, bytes]) -> None:
    day = cells(round_trip["register"])["Hardware", "U2"]

    assert (day.is_date, day.value.date()) == (True, STARTED.date())


def _plain(value: Any) -> Any:
    return value.replace("_x005F_", "_") if isinstance(value, str) else value
