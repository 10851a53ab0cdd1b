"""Made-up archives of packages as apt keeps them, and dpkg's database, for recorded computers."""

import hashlib
from collections.abc import Callable, Mapping

LISTS = "/var/lib/apt/lists"
DEBIAN = {"/etc/os-release": "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n"}
SOURCE = "deb http://deb.example/debian-security bookworm-security main\n"


def packages(*wanted: str) -> str:
    """A list of packages, each written as `name version`, or with an architecture other than amd64 behind."""
    return (
        "\n\n".join(
            _stanza(one, "Filename: pool/x.deb\nSize: 9\nDescription: x\n more\n Package: not-me") for one in wanted
        )
        + "\n"
    )


def status(*installed: str, state: str = "install ok installed") -> str:
    """The database of dpkg with these packages in it, and dpkg itself."""
    stanzas = [_stanza(one, f"Status: {state}\nDescription: x") for one in installed]
    return "\n\n".join([_stanza("dpkg 1.21.22", "Status: install ok installed"), *stanzas]) + "\n"


def archive(
    lists: Mapping[str, str],
    suite: str = "bookworm-security",
    *,
    place: str = "deb.example_debian-security",
    header: str = "",
    pack: Callable[[bytes], bytes] = bytes,
    ending: str = "",
    signed: str = "InRelease",
) -> dict[str, str | bytes]:
    """The files of one suite of an archive: its Release file and its lists, by `component/binary-architecture`.

    `header` holds more lines of the Release file, and replaces those of the same name; apt keeps no empty list.
    """
    fields = {"Origin": "Debian", "Suite": suite, "Codename": suite, "Date": "Fri, 20 Nov 2026 22:15:44 UTC"}
    fields |= {"Architectures": "amd64 i386", "Components": "main contrib"}
    fields |= dict(line.split(": ", 1) for line in header.splitlines())
    release = "".join(f"{name}: {value}\n" for name, value in fields.items()) + "MD5Sum:\n"
    release += "".join(f" {'0' * 32} {len(text):8} {path}/Packages\n" for path, text in lists.items()) + "SHA256:\n"
    for path, text in lists.items():
        release += f" {hashlib.sha256(text.encode()).hexdigest()} {len(text):8} {path}/Packages\n"
        release += f" {'0' * 64} {len(text) // 3:8} {path}/Packages.xz\n"
    begins = f"{LISTS}/{place}_dists_{suite}_"
    files: dict[str, str | bytes] = {begins + signed: f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n{release}"}
    for path, text in lists.items():
        if text:
            files[f"{begins}{path.replace('/', '_')}_Packages{ending}"] = pack(text.encode())
    return files


def _stanza(one: str, more: str) -> str:
    name, version, architecture = [*one.split(), "amd64"][:3]
    return f"Package: {name}\nVersion: {version}\nArchitecture: {architecture}\n{more}"
