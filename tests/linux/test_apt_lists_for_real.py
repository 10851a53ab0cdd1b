"""What apt itself makes of sources and archives, in folders of its own: we read the same out of its files."""

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.linux.apt import apt_updates
from carecheck.look.linux.apt_lists import file_name
from carecheck.look.linux.apt_sources import read_sources
from carecheck.look.local_machine import LocalMachine
from carecheck.look.machine import Answer, Question, RunProgram
from tests.conftest import Needs
from tests.linux.archives import DEBIAN, packages, status
from tests.linux.test_debian_version import IN_ORDER

SUITE = "bookworm-security"
FOLDERS = (
    "etc/apt/sources.list.d",
    "etc/apt/preferences.d",
    "var/lib/apt/lists/partial",
    "var/lib/dpkg",
    "var/cache/apt/archives/partial",
)


class Root(LocalMachine):
    """A computer whose files lie in a folder, and whose programs are those of this computer."""

    def ask(self, question: Question) -> Answer:
        if not isinstance(question, RunProgram):
            return super().ask(question)
        argv = tuple(self.root + word if word.startswith("/var/") else word for word in question.argv)
        return LocalMachine().ask(replace(question, argv=argv, rights="ours"))


class Apt:
    """apt in a folder of its own, with an archive of security updates beside it."""

    def __init__(self, folder: Path, needs: Needs) -> None:
        self.root, self.archive = folder / "root", folder / "archive"
        self.apt_get, self.apt_ftparchive = needs("apt-get"), needs("apt-ftparchive")
        for name in FOLDERS:
            (self.root / name).mkdir(parents=True)
        self.write("etc/os-release", DEBIAN["/etc/os-release"])
        self.write("var/lib/dpkg/status", status())
        self.write("etc/apt/sources.list", f"deb [trusted=yes] copy:{self.archive} {SUITE} main contrib\n")

    def write(self, path: str, content: str) -> None:
        (self.root / path).write_text(content, encoding="utf-8")

    def publish(self, **components: str) -> None:
        """Put lists of packages into the archive, by component."""
        suite = self.archive / "dists" / SUITE
        for component, content in components.items():
            (suite / component / "binary-amd64").mkdir(parents=True, exist_ok=True)
            (suite / component / "binary-amd64/Packages").write_text(content, encoding="utf-8")
        about = {"Suite": SUITE, "Codename": SUITE, "Architectures": "amd64", "Components": " ".join(components)}
        options = [f"-oAPT::FTPArchive::Release::{name}={value}" for name, value in about.items()]
        (suite / "Release").write_text(
            self._run(self.apt_ftparchive, *options, "release", str(suite)), encoding="utf-8"
        )

    def get(self, *words: str) -> str:
        """Run apt-get on the folder."""
        options = {
            "Dir": self.root,
            "Dir::State::status": self.root / "var/lib/dpkg/status",
            "APT::Architecture": "amd64",
            "APT::Architectures::": "amd64",
            "APT::Sandbox::User": "",
        }
        return self._run(self.apt_get, *(f"-o{name}={value}" for name, value in options.items()), *words)

    def waiting(self) -> int | Unknown:
        return apt_updates(Root(str(self.root)), mint=False).security_waiting

    def _run(self, *argv: str) -> str:
        environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
        return subprocess.run(argv, capture_output=True, text=True, check=True, env=environment).stdout


@pytest.fixture
def apt(tmp_path: Path, needs: Needs) -> Apt:
    return Apt(tmp_path, needs)


def names(count: int) -> Sequence[str]:
    return [f"package-{number}" for number in range(count)]


def test_as_many_updates_wait_as_apt_would_install(apt: Apt) -> None:
    pairs = list(product(IN_ORDER, IN_ORDER))
    apt.write(
        "var/lib/dpkg/status", status(*(f"{n} {old}" for n, (old, _) in zip(names(len(pairs)), pairs, strict=True)))
    )
    apt.publish(
        main=packages(*(f"{n} {new}" for n, (_, new) in zip(names(len(pairs)), pairs, strict=True))), contrib=""
    )
    apt.get("update")

    installs = re.findall(r"^Inst ", apt.get("-s", "dist-upgrade"), re.MULTILINE)

    assert apt.waiting() == len(installs) == len(IN_ORDER) * (len(IN_ORDER) - 1) / 2


@pytest.mark.parametrize("packed", ["", "gz", "xz", "bz2", "lz4", "zst", "lzma"])
def test_lists_are_read_however_apt_keeps_them(apt: Apt, packed: str) -> None:
    keep = "Acquire::IndexTargets::deb::Packages::KeepCompressed"
    apt.write("var/lib/dpkg/status", status("bash 1", "zip 1", "zsh 1"))
    apt.publish(main=packages("bash 2", "zip 1"), contrib=packages("zsh 2"))
    apt.get(f"-oAcquire::GzipIndexes={bool(packed)}", f"-o{keep}As={packed or 'gz'}", "update")

    lists = [path.name for path in (apt.root / "var/lib/apt/lists").iterdir() if "Packages" in path.name]
    assert {name.partition("_Packages")[2].removeprefix(".") for name in lists} == {packed}
    assert apt.waiting() == 2


def test_an_empty_list_which_apt_does_not_keep_is_no_gap(apt: Apt) -> None:
    apt.publish(main=packages("bash 2"), contrib="")
    apt.get("update")

    assert len(list((apt.root / "var/lib/apt/lists").glob("*_Packages*"))) == 1
    assert apt.waiting() == 0


def test_lists_that_no_longer_belong_to_the_sources_settle_nothing(apt: Apt) -> None:
    apt.publish(main=packages("bash 2"), contrib=packages("zip 2"))
    apt.write("etc/apt/sources.list", f"deb [trusted=yes] copy:{apt.archive} {SUITE} main\n")
    apt.get("update")
    assert apt.waiting() == 0

    apt.write("etc/apt/sources.list", f"deb [trusted=yes] copy:{apt.archive} {SUITE} main contrib\n")

    assert apt.waiting() == Unknown("too_old", "apt has not searched since its sources changed")


LINES = r"""
# a comment [with brackets]
deb http://security.debian.org/debian-security bookworm-security main contrib # remark
deb-src http://security.debian.org/debian-security bookworm-security main
  deb	[arch=amd64,i386 signed-by=/usr/share/keyrings/x.gpg]   https://user:pa@esm.ubuntu.com:8443/infra/ubuntu/  noble-infra-security main
deb [ arch-=i386 trusted=yes ] mirror+file:/etc/apt/mirror~list.txt noble-security main
deb [arch=i386 arch+=amd64] mirror://mirrors.ubuntu.com/mirrors.txt noble-security main
deb http://deb.example.org//double//slash noble-security main
deb file:///srv/my_repo/ x-security main
deb copy:/srv/my+repo x^y-security main/sub updates/main
deb http://flat.example/repo ./
deb http://flat.example/repo2/ /
deb http://flat.example/repo3/ sub/dir/
deb [lang=en] http://h.example/a(b)'c!d$e&f noble-security ma_in
"""
STANZAS = """# first

Types: deb deb-src
URIs: http://archive.ubuntu.com/ubuntu http://second.example/ubuntu/
Suites: noble noble-updates
# between
  noble-backports
Components: main
 universe
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mDMEYCQjIxYJKwYBBAHaRw8BAQdAD/P5Nvvnvk66SxBBHDbhRml9ORg1WV5CvzKY
 -----END PGP PUBLIC KEY BLOCK-----


Enabled: no
Types: deb
URIs: http://off.example/
Suites: x
Components: y

Types: deb
URIs: http://security.ubuntu.com/ubuntu/
Suites: noble-security
Components: main restricted
architectures: amd64 i386
Architectures-Remove: i386

Types: deb
URIs: http://flat.example/d
Suites: ./
"""


def test_sources_are_understood_as_apt_does(apt: Apt) -> None:
    apt.write("etc/apt/sources.list", LINES)
    apt.write("etc/apt/sources.list.d/a.sources", STANZAS)
    for ignored in ("old.list.save", "two words.list", "old.sources.distUpgrade"):
        apt.write(f"etc/apt/sources.list.d/{ignored}", "nothing that apt reads")
    printed = apt.get("-oAPT::Architectures::=i386", "update", "--print-uris")

    sources = read_sources(LocalMachine(str(apt.root)))

    assert not isinstance(sources, Unknown)
    ours = {source.begins + file_name(path) for source in sources for path in source.lists(("amd64", "i386"))}
    ours |= {source.begins + file_name(end) for source in sources for end in ("InRelease", source.list_for("all"))}
    wanted = re.findall(r"^'.*' (\S+(?:_InRelease|Packages)) ", printed, re.MULTILINE)
    assert set(wanted) == ours


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.list", "deb http://deb.example/debian\n"),
        ("a.list", "deb http://deb.example/debian bookworm\n"),
        ("a.list", "deb http://deb.example/debian bookworm/ main\n"),
        ("a.list", "rpm http://deb.example/debian bookworm main\n"),
        ("a.sources", "Types: deb\nURIs: http://deb.example/debian\nComponents: main\n"),
        ("a.sources", "Types: deb\nURIs: http://deb.example/debian\nSuites: bookworm\n"),
        ("a.sources", "nothing\n"),
    ],
)
def test_a_source_that_apt_refuses_is_unreadable(apt: Apt, name: str, content: str) -> None:
    apt.write(f"etc/apt/sources.list.d/{name}", content)

    with pytest.raises(subprocess.CalledProcessError):
        apt.get("update", "--print-uris")
    sources = read_sources(LocalMachine(str(apt.root)))
    assert sources == Unknown("unreadable", f"/etc/apt/sources.list.d/{name} has something that is no source")
