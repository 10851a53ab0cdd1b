"""The servers behind the table of zone states: NSD with signed zones, and Unbound in front, which validates them.

    with running_servers(programs, [Zone("s1", "home TXT x"), Zone("home.s1", "@ TXT x", signed="whole")], folder) as at:
        network = open_network(at)

The root zone is ours and signed, and Unbound trusts its key. All listen on loopback only.
"""

import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal, NamedTuple

import dns.dnssec
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.query
import dns.rcode
import dns.rdata
import dns.rdataclass
import dns.rdatatype

from tests.network.nsd import HOST, START_SECONDS, free_port, running_nsd

UNBOUND: Final = """
server:
    interface: {host}
    port: {port}
    do-ip6: no
    do-daemonize: no
    username: ""
    chroot: ""
    pidfile: ""
    directory: "{folder}"
    use-syslog: no
    logfile: "{folder}/unbound.log"
    do-not-query-localhost: no
    qname-minimisation: no
    target-fetch-policy: "0 0 0 0 0"
    module-config: "validator iterator"
    trust-anchor: "{anchor}"
remote-control:
    control-enable: no
"""
# Each zone of its own: below the signed root, Unbound takes an unsigned answer of the root's servers for a broken one.
STUB: Final = """
stub-zone:
    name: "{zone}"
    stub-addr: {address}
"""
SOA_AND_NS: Final = "@ 300 SOA ns.test. hostmaster.test. 1 3600 600 86400 300\n@ 300 NS ns.test.\n"

Signed = Literal["no", "whole", "hashed", "half", "expired", "changed", "other_key", "unsigned_below", "new_algorithm"]
# Those whose parent holds a DS record for them.
CHAINED: Final[tuple[Signed, ...]] = (
    "whole",
    "hashed",
    "expired",
    "changed",
    "other_key",
    "unsigned_below",
    "new_algorithm",
)


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone: its name, the lines of its file but for SOA and NS, and how it is signed.

    `hashed`: what is not there is proven with NSEC3. `half`: it has keys, and its parent does not know. `expired`: its signatures are of last year. `changed`: records
    were changed after signing (the word "signed" in them). `other_key`: its parent has the mark of another key.
    `unsigned_below`: its parent says that it is signed, and it is not. `new_algorithm`: signed in a way that is not
    invented yet.
    """

    name: str
    lines: str
    signed: Signed = "no"


class Programs(NamedTuple):
    """Where the programs are."""

    nsd: str
    unbound: str
    keygen: str
    signzone: str


@contextmanager
def running_servers(
    programs: Programs, zones: Iterable[Zone], folder: Path, elsewhere: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Run both servers with these zones, and give Unbound's address: HOST:PORT.

    `elsewhere`: top-level names that are asked of another name server (HOST:PORT) instead.
    """
    key = _Key(programs, folder)
    made = _with_delegations(zones, key, elsewhere or {})
    whole = {zone.name: key.signed(zone) for zone in made}
    with running_nsd(programs.nsd, whole, folder / "nsd", whole=True) as nsd:
        port = free_port()
        written = UNBOUND.format(host=HOST, port=port, folder=folder, anchor=key.mark("."))
        for name, address in {**dict.fromkeys(whole, nsd), **(elsewhere or {})}.items():
            written += STUB.format(zone=name, address=address.replace(":", "@"))
        (folder / "unbound.conf").write_text(written, encoding="utf-8")
        words = [programs.unbound, "-d", "-c", str(folder / "unbound.conf")]
        with subprocess.Popen(words, stderr=subprocess.DEVNULL) as server:
            try:
                _wait_until_it_validates(server, port, folder / "unbound.log")
                yield f"{HOST}:{port}"
            finally:
                server.terminate()


def _with_delegations(zones: Iterable[Zone], key: "_Key", elsewhere: Mapping[str, str]) -> list[Zone]:
    """The zones with NS and DS records in the zone over each, and the root over all."""
    listed = {zone.name: zone for zone in zones}
    handed_down: dict[str, str] = {".": "".join(f"{name}. 300 NS ns.test.\n" for name in elsewhere)}
    for zone in listed.values():
        parent = zone.name.partition(".")[2]
        parent = parent if parent in listed else "."
        handed_down[parent] = handed_down.get(parent, "") + f"{zone.name}. 300 NS ns.test.\n"
        if zone.signed in CHAINED:
            handed_down[parent] += f"{key.mark(zone.name, zone.signed)}\n"
    listed["."] = Zone(".", "", "whole")
    return [Zone(zone.name, handed_down.get(zone.name, "") + zone.lines, zone.signed) for zone in listed.values()]


class _Key:
    """One key that signs every zone."""

    def __init__(self, programs: Programs, folder: Path) -> None:
        self._programs = programs
        self._folder = folder / "signing"
        self._folder.mkdir(parents=True)
        words = [programs.keygen, "-a", "ECDSAP256SHA256", "-k", "signer"]
        done = subprocess.run(words, cwd=self._folder, capture_output=True, text=True, check=True)
        self._base = self._folder / done.stdout.strip()
        made = self._base.with_name(f"{self._base.name}.key").read_text(encoding="ascii")
        self._public = made.split("DNSKEY", 1)[1].partition(";")[0].strip()

    def mark(self, zone: str, signed: Signed = "whole") -> str:
        """The DS record of a zone."""
        key = dns.rdata.from_text(dns.rdataclass.IN, dns.rdatatype.DNSKEY, self._public)
        name = dns.name.from_text(zone)
        mark = dns.dnssec.make_ds(name, key, "SHA256").to_text()
        tag, algorithm, kind, digest = mark.split(" ", 3)
        if signed == "other_key":
            digest = "AB" * 32
        if signed == "new_algorithm":
            algorithm = "200"
        return f"{name} 300 IN DS {tag} {algorithm} {kind} {digest}"

    def signed(self, zone: Zone) -> str:
        """The text of a zone file, signed as the zone says."""
        origin = "." if zone.name == "." else f"{zone.name}."
        text = f"$ORIGIN {origin}\n$TTL 300\n{SOA_AND_NS}{zone.lines}\n"
        if zone.signed in ("no", "unsigned_below", "new_algorithm"):
            return text
        base = self._folder / f"key-{zone.name}"
        base.with_name(f"{base.name}.key").write_text(f"{origin} IN DNSKEY {self._public}\n", encoding="ascii")
        shutil.copy(f"{self._base}.private", f"{base}.private")
        plain = self._folder / f"zone-{zone.name}"
        plain.write_text(text, encoding="utf-8")
        days = (-40, -10) if zone.signed == "expired" else (-10, 40)
        first, last = (f"{datetime.now(UTC) + timedelta(days=day):%Y%m%d%H%M%S}" for day in days)
        words = [self._programs.signzone, "-o", origin, "-i", first, "-e", last, "-f", f"{plain}.signed", str(plain)]
        hashed = ["-n"] if zone.signed == "hashed" else []
        words = [words[0], *hashed, *words[1:], str(base)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{zone.name} could not be signed: {done.stdout}{done.stderr}")
        whole = Path(f"{plain}.signed").read_text(encoding="utf-8")
        return whole.replace("signed", "forged") if zone.signed == "changed" else whole


def _wait_until_it_validates(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    question = dns.message.make_query(".", "SOA", want_dnssec=True)
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            reply = dns.query.udp(question, HOST, timeout=0.5, port=port)
        except (OSError, dns.exception.Timeout):
            time.sleep(0.05)
            continue
        if reply.rcode() == dns.rcode.NOERROR and reply.flags & dns.flags.AD:
            return
        break
    told = log.read_text(encoding="utf-8") if log.exists() else ""
    raise RuntimeError(f"Unbound does not validate our root. Its log says:\n{told}")
