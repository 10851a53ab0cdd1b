"""Build carecheck for Windows computers without Python: a folder to carry on a stick, and the same as a zip file.

    python3 .ci/windows/build_folder.py OUT        makes OUT/carecheck-windows and OUT/carecheck-windows.zip

It is put together on Linux from pinned parts: the embeddable CPython with its makers' signatures, Windows wheels, and a
launcher. Python's own compiler is run under Wine, so that a start on Windows compiles nothing and writes nothing. The
same commit gives the same bytes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.windows.lane import Lane, make_lane  # noqa: E402 - the path comes first
from tests.windows.supplies import install_wheels  # noqa: E402
from tests.windows.wine import Prefix  # noqa: E402

NAME: Final = "carecheck-windows"
PARTS: Final = "licences/parts.cdx.json"  # CycloneDX

# In the place of CPython's own: its folder alone counts, whatever else is installed or set on the computer.
PATHS: Final = "python313.zip\n.\nLib\\site-packages\nimport site\n"
LAUNCHER: Final = b"#!<launcher_dir>\\python\\python.exe -B\r\n"
MAIN: Final = "from carecheck.cli.double_click import run\n\nrun()\n"

UNNEEDED_OF_CPYTHON: Final = ("_wmi.pyd", "winsound.pyd")  # pythonw.exe runs by itself without a window
UNNEEDED_PACKAGES: Final = (
    *("bin", "PyWin32.chm", "pythonwin", "adodbapi", "isapi", "pywin32.version.txt"),
    *("win32com/HTML", "win32com/makegw", "win32com/readme.html", "win32/scripts"),
    *("win32comext/axdebug", "win32comext/axscript", "win32comext/directsound", "win32comext/internet"),
    *("win32comext/ifilter", "win32comext/mapi"),
)
REGIONS: Final = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Australia", "Indian", "Pacific", "US")
UNNEEDED_ANYWHERE: Final = (
    *("pygments/lexers/[a-z]*.py", "pygments/lexers/_*_builtins.py"),  # colours for program text: we show none
    *(f"tzdata/zoneinfo/{region}" for region in REGIONS),
    *("**/test", "**/tests", "**/demos", "**/Demos", "**/include", "**/libs", "**/*.pyi", "**/*.h", "**/*.c"),
    *("*.dist-info/RECORD", "*.dist-info/INSTALLER", "*.dist-info/REQUESTED", "*.dist-info/direct_url.json"),
)
LICENCE_NAMES: Final = ("licen", "copying", "notice", "authors")

READ_ME: Final = """\
carecheck for Windows

Double-click carecheck.exe. It looks at this computer and shows a report. It keeps the report in your documents, in the
folder "carecheck". It changes nothing else.

To check your email too, open a command line in this folder and type: carecheck scan --domain NAME
NAME is the part of your email address after the @. To see all commands, type: carecheck --help

You may move this folder, or carry it on a stick. Keep its files together. To remove carecheck, delete the folder.

The licences of all parts are in the folder "licences", with a list of the parts for programs (parts.cdx.json).
"""


def build(out: Path) -> None:
    """Make the folder and the zip file in `out`; neither may be there yet."""
    lane = make_lane()
    folder = out / NAME
    python = folder / "python"
    shutil.copytree(lane.embeddable, python)
    packages = python / "Lib" / "site-packages"
    install_wheels(lane.tools, ["program"], packages)
    _install_ourselves(lane, packages)
    (python / "python313._pth").write_text(PATHS, encoding="ascii", newline="\r\n")
    _gather_licences(lane, folder)
    _drop_unneeded(python, packages)
    _compile(lane, packages)
    _write_launcher(lane, folder / "carecheck.exe")
    _list_parts(lane, folder)
    (folder / "Read me.txt").write_text(READ_ME, encoding="ascii", newline="\r\n")
    _zip(folder, out / f"{NAME}.zip")


def build_ourselves(lane: Lane, form: Literal["wheel", "sdist"], out: Path) -> Path:
    """Build carecheck's own package into a folder; the file. The same commit gives the same bytes."""
    subprocess.run(
        [lane.tools / "bin" / "python", "-m", "hatchling", "build", "-t", form, "-d", out],
        cwd=ROOT,
        env=os.environ | {"SOURCE_DATE_EPOCH": _seconds_of_commit()},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    (built,) = out.glob({"wheel": "carecheck-*.whl", "sdist": "carecheck-*.tar.gz"}[form])
    return built


def _install_ourselves(lane: Lane, packages: Path) -> None:
    with (
        tempfile.TemporaryDirectory() as wheels,
        zipfile.ZipFile(build_ourselves(lane, "wheel", Path(wheels))) as files,
    ):
        # The manual page is for systems that have man.
        files.extractall(packages, [name for name in files.namelist() if ".data/" not in name])


def _gather_licences(lane: Lane, folder: Path) -> None:
    """Copy the licence texts of every part into one folder. Raises when a part has none."""
    licences = folder / "licences"
    (launcher,) = lane.tools.glob("lib/*/site-packages/distlib-*.dist-info")
    for part in [*(folder / "python" / "Lib" / "site-packages").glob("*.dist-info"), launcher]:
        texts = [text for text in part.rglob("*") if text.is_file() and _is_licence(text)]
        if not texts:
            raise SystemExit(f"{part.name} has no licence text.")
        for text in texts:
            target = licences / part.name.removesuffix(".dist-info") / text.relative_to(part)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, target)
    shutil.copyfile(folder / "python" / "LICENSE.txt", licences / "Python, with OpenSSL and its other parts.txt")


def _is_licence(text: Path) -> bool:
    return text.parent.name == "licenses" or text.name.lower().startswith(LICENCE_NAMES)


def _drop_unneeded(python: Path, packages: Path) -> None:
    found = [python / name for name in UNNEEDED_OF_CPYTHON] + [packages / name for name in UNNEEDED_PACKAGES]
    found += [path for pattern in UNNEEDED_ANYWHERE for path in packages.glob(pattern)]
    for path in found:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _compile(lane: Lane, packages: Path) -> None:
    """Compile every module: unchecked, since a stick may change the time of a file; in one order and from one place."""
    with tempfile.TemporaryDirectory() as scratch:
        pc = Prefix(Path(scratch) / "pc")
        Prefix(lane.template).clone_to(pc.folder)
        with pc:
            ran = pc.run(
                *(lane.python, "-m", "compileall", "-q", "-j", "1", "--invalidation-mode", "unchecked-hash", "."),
                cwd=packages,
                environment={"PYTHONHASHSEED": "0"},
                seconds=300,
            )
    if ran.code:
        raise SystemExit(f"Python could not compile everything:\n{ran.out}{ran.err}")


def _write_launcher(lane: Lane, target: Path) -> None:
    """A program for the console that runs the Python beside it: distlib's launcher, how to start, what to run."""
    (program,) = lane.tools.glob("lib/*/site-packages/distlib/t64.exe")
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr(zipfile.ZipInfo("__main__.py", _date_in_zip()), MAIN)
    target.write_bytes(program.read_bytes() + LAUNCHER + archive.getvalue())


def _list_parts(lane: Lane, folder: Path) -> None:
    """Write what the folder is made of, for programs that look up known weak points."""
    command = (ROOT / ".ci" / "windows" / "sbom.py", folder, _seconds_of_commit())
    listed = subprocess.run([lane.tools / "bin" / "python", *command], stdout=subprocess.PIPE, check=True).stdout
    (folder / PARTS).write_bytes(listed)


def _zip(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "x") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), _date_in_zip())
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def _seconds_of_commit() -> str:
    found = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, check=True, text=True)
    return found.stdout.strip()


def _date_in_zip() -> tuple[int, int, int, int, int, int]:
    day = datetime.fromtimestamp(int(_seconds_of_commit()), UTC)
    return day.year, day.month, day.day, day.hour, day.minute, day.second


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    build(Path(sys.argv[1]).absolute())
