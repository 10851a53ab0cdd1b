"""Make what is brought to one kind of computer: a zip of carecheck and all that it needs, for that system and Python.

    python3 pack.py WHEEL PINS SYSTEM MACHINE PYTHON FOLDER [--only-name]

Prints the path of the pack, after "made" or "there". Its name holds the checksum of what went in, so that it is made
once. The computer then needs Python and nothing else: no pip, no venv, no way to the internet.
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PLATFORMS = {
    ("linux", "x86_64"): "manylinux2014_x86_64",
    ("linux", "arm64"): "manylinux2014_aarch64",
    ("macos", "x86_64"): "macosx_11_0_x86_64",
    ("macos", "arm64"): "macosx_11_0_arm64",
}
START = "from carecheck.cli.main import run\n\nrun()\n"
DAY = (2020, 1, 1, 0, 0, 0)  # of every file in it, so that the same parts give the same pack


def main(wheel: Path, pins: Path, system: str, machine: str, python: str, folder: Path, *, only_name: bool) -> None:
    """Make the pack, unless it is there."""
    parts = hashlib.sha256(wheel.read_bytes() + pins.read_bytes() + Path(__file__).read_bytes()).hexdigest()[:16]
    pack = folder / f"carecheck-{parts}-{system}-{machine}-python{python}.zip"
    there = pack.is_file()
    if not there and not only_name:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as work:
            content = Path(work) / "content"
            install(content, PLATFORMS[system, machine], python, ["--require-hashes", "-r", str(pins)])
            install(content, PLATFORMS[system, machine], python, ["--no-deps", str(wheel)])
            (content / "__main__.py").write_text(START)
            write_zip(content, Path(work) / "pack.zip")
            (Path(work) / "pack.zip").replace(pack)
    print("there" if there else "made", pack)  # noqa: T201 - this is what the program is asked for


def install(content: Path, platform: str, python: str, what: list[str]) -> None:
    """Unpack ready-made wheels for that platform and Python into a folder."""
    kind = ["--platform", platform, "--python-version", python, "--implementation", "cp", "--only-binary=:all:"]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    done = subprocess.run([*pip, "--target", content, "--upgrade", *kind, *what], check=False, stdout=sys.stderr)
    if done.returncode:
        sys.exit(
            "The parts of carecheck could not be had. Is pip there, and a way to the package index or a copy of it?"
        )


def write_zip(content: Path, file: Path) -> None:
    """All files of a folder, but the programs in bin: they name this computer's Python."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(content.rglob("*")):
            name = path.relative_to(content)
            if path.is_file() and name.parts[0] != "bin" and name.name not in ("direct_url.json", "RECORD"):
                archive.writestr(zipfile.ZipInfo(str(name), DAY), path.read_bytes(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if one != "--only-name"]
    if len(given) != 6:
        sys.exit(__doc__)
    wheel, pins, system, machine, python, folder = given
    only_name = "--only-name" in sys.argv
    main(Path(wheel), Path(pins), system, machine, python, Path(folder).absolute(), only_name=only_name)
