"""A certificate authority of our own, made by openssl for one test run."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

CONFIGURATION = """
[ca]
default_ca = ours
[ours]
new_certs_dir = {folder}
database = {folder}/index.txt
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = empty
[empty]
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
"""


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate with its key, in PEM files."""

    certificate: Path
    key: Path


class Authority:
    """Issues certificates; `file` is the certificate of the authority itself, for those who trust it."""

    def __init__(self, openssl: str, folder: Path) -> None:
        self._openssl = openssl
        self._folder = folder
        self._configuration = folder / "openssl.cnf"
        self._configuration.write_text(CONFIGURATION.format(folder=folder), encoding="utf-8")
        (folder / "index.txt").touch()
        self._key = folder / "key.pem"
        self.file = folder / "authority.pem"
        self._run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", str(self._key))
        self._self_sign(self.file, "Test Authority", "authority", timedelta(days=3650))
        self._made: dict[object, Certified] = {}

    def issue(
        self, *names: str, starts: timedelta = timedelta(days=-60), ends: timedelta = timedelta(days=30)
    ) -> Certified:
        """A certificate for these names; its times are told from now."""
        return self._once((names, starts, ends), lambda path: self._issue(path, names, starts, ends))

    def self_signed(self, name: str) -> Certified:
        """A certificate that nobody vouches for."""
        return self._once(("self", name), lambda path: self._self_sign(path, name, None, timedelta(days=90)))

    def _once(self, what: object, make: Callable[[Path], None]) -> Certified:
        if what not in self._made:
            path = self._folder / f"{len(self._made)}.pem"
            make(path)
            self._made[what] = Certified(path, self._key)
        return self._made[what]

    def _issue(self, path: Path, names: tuple[str, ...], starts: timedelta, ends: timedelta) -> None:
        request = path.with_suffix(".csr")
        extensions = path.with_suffix(".ext")
        extensions.write_text(f"subjectAltName = {', '.join(f'DNS:{name}' for name in names)}\n", encoding="utf-8")
        common = ("-config", str(self._configuration))
        self._run("req", "-new", *common, "-key", str(self._key), "-subj", f"/CN={names[0][:60]}", "-out", str(request))
        self._run(
            *("ca", "-batch", *common, "-cert", str(self.file), "-keyfile", str(self._key), "-notext"),
            *("-startdate", _moment(starts), "-enddate", _moment(ends), "-extfile", str(extensions)),
            *("-in", str(request), "-out", str(path)),
        )

    def _self_sign(self, path: Path, name: str, extensions: str | None, ends: timedelta) -> None:
        self._run(
            *("req", "-x509", "-new", "-config", str(self._configuration), "-key", str(self._key)),
            *("-subj", f"/O=Example Trust/CN={name}", "-days", str(ends.days), "-out", str(path)),
            *(("-extensions", extensions) if extensions else ("-addext", f"subjectAltName = DNS:{name}")),
        )

    def _run(self, *words: str) -> None:
        done = subprocess.run([self._openssl, *words], capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"openssl {words[0]}: {done.stderr}")


def _moment(offset: timedelta) -> str:
    return (datetime.now(UTC) + offset).strftime("%Y%m%d%H%M%SZ")
