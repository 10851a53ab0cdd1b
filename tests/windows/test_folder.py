"""carecheck for Windows without Python: the folder is honest about its parts, runs anywhere, and stays as it is."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from msgspec import Struct
from msgspec.json import decode

from tests.schedule.reading import read_by_windows
from tests.schedule.test_task_scheduler import read
from tests.windows.lane import Lane
from tests.windows.supplies import ROOT
from tests.windows.wine import Prefix

STICK = "C:\\Ren\u00e9e's stick (Zo\u00eb & St Anne)"
PROGRAMS = (".exe", ".dll", ".pyd")


class Part(Struct):
    name: str
    version: str
    licenses: list[dict[str, object]]


class Bill(Struct):
    components: list[Part]


def build(out: Path) -> Path:
    """Build the folder; the zip file."""
    subprocess.run([sys.executable, ROOT / ".ci" / "windows" / "build_folder.py", out], check=True)
    return out / "carecheck-windows.zip"


def bill_of(archive: Path) -> bytes:
    """The list of parts of a built folder."""
    return (archive.with_suffix("") / "licences" / "parts.cdx.json").read_bytes()


@pytest.fixture(scope="module")
def archive(lane: Lane, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip file."""
    return build(tmp_path_factory.mktemp("folder"))


@pytest.fixture(scope="module")
def stick(lane: Lane, archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Prefix, Path]]:
    """A Windows computer without Python or settings of ours, and the unpacked folder on it."""
    pc = Prefix(tmp_path_factory.mktemp("windows") / "pc")
    Prefix(lane.template).clone_to(pc.folder)
    pc.here(STICK).mkdir()
    with zipfile.ZipFile(archive) as files:
        files.extractall(pc.here(STICK))
    with pc:
        yield pc, pc.here(STICK) / "carecheck-windows"


def test_the_same_commit_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    assert build(tmp_path).read_bytes() == archive.read_bytes()


def test_python_is_as_its_makers_signed_it(archive: Path, lane: Lane) -> None:
    folder = archive.with_suffix("") / "python"

    programs = [path for path in folder.iterdir() if path.suffix in PROGRAMS]

    assert len(programs) > 20
    assert [path.name for path in programs if path.read_bytes() != (lane.embeddable / path.name).read_bytes()] == []


def test_every_part_comes_with_its_licence(archive: Path) -> None:
    folder = archive.with_suffix("")
    parts = [path.stem for path in folder.glob("python/Lib/site-packages/*.dist-info")]

    licensed = [path.name for path in (folder / "licences").iterdir()]

    assert len(parts) > 20
    assert set(parts) < set(licensed)
    assert [name for name in licensed if name.startswith(("Python, with", "distlib", "carecheck"))] != []


def test_the_list_of_parts_is_as_cyclonedx_asks(archive: Path) -> None:
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill_of(archive).decode())

    assert wrong is None


def test_the_list_of_parts_names_what_is_in_the_folder_with_its_licence(archive: Path) -> None:
    folder = archive.with_suffix("") / "python" / "Lib" / "site-packages"
    there = {path.stem.split("-")[0].lower().replace("_", "-") for path in folder.glob("*.dist-info")}

    listed = decode(bill_of(archive), type=Bill).components

    assert {part.name for part in listed} == there - {"carecheck"} | {"python", "openssl", "distlib"}
    assert [part.name for part in listed if not part.version or not part.licenses] == []


@pytest.mark.parametrize("part", ["python", "openssl"])
def test_the_version_of_a_part_is_that_of_its_program(archive: Path, part: str) -> None:
    programs = {"python": "python313.dll", "openssl": "libcrypto-3*.dll"}
    (program,) = (archive.with_suffix("") / "python").glob(programs[part])

    (version,) = [one.version for one in decode(bill_of(archive), type=Bill).components if one.name == part]

    assert version.encode() in program.read_bytes()


def test_no_file_names_the_computer_that_built_it(archive: Path) -> None:
    folder = archive.with_suffix("")
    names = [name.encode() for name in (str(folder), str(folder).replace("/", "\\"))]

    contents = [(path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]

    assert [path for path, content in contents if any(name in content for name in names)] == []


def test_a_scan_gives_the_report_twice_and_writes_nothing_in_its_folder(stick: tuple[Prefix, Path]) -> None:
    pc, folder = stick
    before = inside(pc)

    first, second = (pc.run(folder / "carecheck.exe", "scan", "--offline", encoding="cp1252") for _ in range(2))

    assert (first.code in (0, 1), first.err, second.code, second.err) == (True, "", first.code, "")
    assert "carecheck report" in first.out
    assert inside(pc) == before
    assert len(list(pc.drive_c.glob("users/*/Documents/carecheck/*/*/*.html"))) == 2


def test_by_itself_it_starts_without_a_window_from_its_own_folder(stick: tuple[Prefix, Path]) -> None:
    pc, folder = stick
    before = inside(pc)
    shown = pc.run(folder / "carecheck.exe", "schedule", "--offline", "--results", "C:\\kept", encoding="cp1252")
    command, line = (read(shown.out, f"Actions/Exec/{name}") or "" for name in ("Command", "Arguments"))

    ran = pc.run(command, *read_by_windows(line))

    assert command == f"{STICK}\\carecheck-windows\\python\\pythonw.exe"
    assert (ran.code, ran.out.startswith("carecheck: ")) == (0, True)
    assert inside(pc) == before
    assert len(list(pc.here("C:\\kept").rglob("*.html"))) == 1


def test_double_clicked_it_scans_and_waits_for_a_key(stick: tuple[Prefix, Path]) -> None:
    pc, folder = stick
    before = inside(pc)

    window = pc.start_in_window(folder / "carecheck.exe")
    window.wait_for("Press any key to close this window.")
    window.press("x")
    ran = window.finish()

    assert ran.code in (0, 1)
    assert "carecheck report" in ran.out
    assert inside(pc) == before


def test_typed_without_a_command_it_shows_the_help_and_does_not_wait(stick: tuple[Prefix, Path]) -> None:
    pc, folder = stick

    ran = pc.start_in_window("cmd", "/c", "carecheck.exe", cwd=folder).finish()

    assert ran.code == 2
    assert "Start with: carecheck scan" in ran.out


def test_what_is_set_for_another_python_does_not_matter(stick: tuple[Prefix, Path]) -> None:
    pc, folder = stick
    elsewhere = {"PYTHONHOME": "C:\\nowhere", "PYTHONPATH": "C:\\nowhere", "PYTHONSTARTUP": "C:\\nowhere"}

    ran = pc.run(folder / "carecheck.exe", "--version", environment=elsewhere)

    assert (ran.code, ran.err) == (0, "")


def inside(pc: Prefix) -> dict[str, tuple[int, int]]:
    """What lies in the folder, with sizes and times."""
    return {name: seen for name, seen in pc.files().items() if name.startswith("Ren\u00e9e's stick")}
