"""The list of parts of carecheck for Windows (SBOM): CycloneDX 1.6 as JSON, read off the built folder itself.

    python .ci/windows/sbom.py FOLDER SECONDS        SECONDS since 1970: the time of the commit

It names what is really in the folder, not what was to be installed: every Python package, CPython, OpenSSL and the
launcher. Runs in the environment of tools, which has cyclonedx-python-lib.
"""

import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ON_WINDOWS: Final = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "extra": ""}
PROGRAM: Final = "carecheck"
LONGEST_NAME: Final = 60  # some makers put the whole licence where its name belongs


def bill(folder: Path, moment: datetime) -> str:
    """The list of parts of a built folder as JSON; the same folder and moment give the same text."""
    found: dict[str, Distribution] = {canonicalize_name(part.name): part for part in _packages(folder)}
    parts = {name: _component(part) for name, part in found.items()}
    others = [*_of_cpython(folder / "python"), _launcher()]
    bom = Bom(
        components=[part for name, part in parts.items() if name != PROGRAM] + others,
        metadata=BomMetaData(component=parts[PROGRAM], timestamp=moment),
    )
    for name, part in found.items():
        needed = [parts[other] for other in _needs(part) if other in parts]
        bom.register_dependency(parts[name], [*needed, *others] if name == PROGRAM else needed)
    inventory = "\n".join(sorted(f"{part.name} {part.version}" for part in [*parts.values(), *others]))
    bom.serial_number = uuid5(NAMESPACE_URL, f"carecheck {moment.isoformat()}\n{inventory}")
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def _packages(folder: Path) -> Iterable[Distribution]:
    return distributions(path=[str(folder / "python" / "Lib" / "site-packages")])


def _component(part: Distribution) -> Component:
    name = canonicalize_name(part.name)
    return Component(
        type=ComponentType.APPLICATION if name == PROGRAM else ComponentType.LIBRARY,
        name=name,
        version=part.version,
        bom_ref=f"{name}@{part.version}",
        purl=PackageURL("pypi", None, name, part.version),
        licenses=[LicenseFactory().make_from_string(text) for text in _licence(part)],
    )


def _licence(part: Distribution) -> list[str]:
    """The licence by its SPDX expression, else as the maker words it, else by the last word of its classifier."""
    about = part.metadata
    named = [about[field] for field in ("License-Expression", "License") if field in about]
    classes = [line.rsplit(" :: ", 1)[-1] for line in about.get_all("Classifier") or () if "License :: " in line]
    return [text for text in [*named, *classes] if len(text) < LONGEST_NAME][:1]


def _needs(part: Distribution) -> list[str]:
    wanted = [Requirement(line) for line in part.requires or ()]
    return sorted({canonicalize_name(one.name) for one in wanted if not one.marker or one.marker.evaluate(ON_WINDOWS)})


def _of_cpython(python: Path) -> list[Component]:
    """CPython and the OpenSSL in it, with the versions that stand in the programs themselves."""
    version = _version_in(next(python.glob("python3??.dll")), rb"\x00(3\.\d+\.\d+)\x00")
    openssl = _version_in(next(python.glob("libcrypto-3*.dll")), rb"OpenSSL (3\.\d+\.\d+) ")
    return [
        _generic("python", version, "PSF-2.0", f"cpe:2.3:a:python:python:{version}:*:*:*:*:*:*:*"),
        _generic("openssl", openssl, "Apache-2.0", f"cpe:2.3:a:openssl:openssl:{openssl}:*:*:*:*:*:*:*"),
    ]


def _version_in(program: Path, pattern: bytes) -> str:
    found = re.search(pattern, program.read_bytes())
    if not found:
        raise SystemExit(f"We found no version in {program.name}.")
    return found[1].decode()


def _generic(name: str, version: str, licence: str, cpe: str) -> Component:
    return Component(
        type=ComponentType.LIBRARY,
        name=name,
        version=version,
        bom_ref=f"{name}@{version}",
        cpe=cpe,  # the name by which lists of known weak points call it
        purl=PackageURL("generic", None, name, version),
        licenses=[LicenseFactory().make_from_string(licence)],
    )


def _launcher() -> Component:
    """The launcher carecheck.exe, which distlib brings; it lies in the environment that runs this."""
    return _component(distribution("distlib"))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.stdout.write(bill(Path(sys.argv[1]), datetime.fromtimestamp(int(sys.argv[2]), UTC)))
