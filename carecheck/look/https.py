"""The door to web servers: one page is fetched here, or nothing is.

A page comes from an address out on the internet, looked up by our own network and checked before anything is sent to
it; over TLS that is verified; at most 64 KiB of it; and no server can keep us waiting longer than the deadline.
"""

import socket
import ssl
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, urlsplit

from carecheck.facts.model import Unknown
from carecheck.look.certificate import read_certificate
from carecheck.look.line import Line
from carecheck.look.lookups import Answer, Found, NotThere, Question
from carecheck.look.network import Network
from carecheck.look.public_address import is_public
from carecheck.look.web import Certificate, CertificateFault, Fetch, Fetched, NoPage, Page
from carecheck.words import clean

if TYPE_CHECKING:
    from http.client import HTTPResponse

MOST_BODY: Final = 64 * 1024
MOST_AT_ONCE: Final = 16
MOST_SECONDS: Final = 5.0  # for one page
MOST_ADDRESSES: Final = 3
MOST_IN_HEADER: Final = 8_000
WEB_PORTS: Final = (80, 443, 8080, 8443)  # nothing else is a web page, and port 25 is never touched

# Errors of X509_verify_cert in OpenSSL's x509_vfy.h.
FAULTS: Final[Mapping[int, CertificateFault]] = {
    2: "untrusted",
    7: "untrusted",
    9: "not_yet_valid",
    10: "expired",
    18: "untrusted",
    19: "untrusted",
    20: "untrusted",
    21: "untrusted",
    62: "wrong_name",
}


class HttpsDoor:
    """Fetches pages, several at once.

    `allow_private` opens private addresses too. `authorities` is a file of further certificates to trust, and `ports`
    says where to knock instead of a port of the web; both are for tests and laboratories.
    """

    def __init__(
        self,
        network: Network,
        *,
        allow_private: bool = False,
        authorities: Path | None = None,
        ports: Mapping[int, int] | None = None,
    ) -> None:
        self._network = network
        self._allow_private = allow_private
        self._authorities = authorities
        self._ports = ports or {}
        self._pool = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="web")
        self._lock = threading.Lock()
        self._lines: set[Line] = set()
        self._closed = False

    def begin(self, fetch: Fetch, deadline: float) -> "Future[Fetched]":
        """Fetch a page in the background, until `deadline`, a time of `time.monotonic()`."""
        return self._pool.submit(self._fetch, fetch, min(deadline, time.monotonic() + MOST_SECONDS))

    def close(self) -> None:
        """Hang up every line and begin nothing more."""
        with self._lock:
            self._closed = True
            lines = set(self._lines)
        for line in lines:
            line.hang_up()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _fetch(self, fetch: Fetch, until: float) -> Fetched:
        address = urlsplit(fetch.url)
        port = address.port or (80 if address.scheme == "http" else 443)
        if address.scheme not in ("http", "https") or not address.hostname or port not in WEB_PORTS:
            return Unknown("blocked", "not the address of a web page")
        addresses = self._addresses(address.hostname, until)
        if not isinstance(addresses, tuple):
            return addresses
        line = self._dial(addresses, self._ports.get(port, port), until)
        if not isinstance(line, Line):
            return line
        try:
            fetched = self._over(line, fetch, until)
        finally:
            self._let_go(line)
        if isinstance(fetched, ssl.SSLCertVerificationError):
            return self._rejected(fetched, address, addresses, self._ports.get(port, port), until)
        return fetched

    def _addresses(self, host: str, until: float) -> tuple[str, ...] | Fetched:
        """The addresses to try, IPv4 first; only such as are out on the internet, unless told otherwise."""
        found = self._known_addresses(host.removesuffix("."), until)
        if not isinstance(found, tuple):
            return found
        allowed = found if self._allow_private else tuple(one for one in found if is_public(one))
        return allowed[:MOST_ADDRESSES] or NoPage("private")

    def _known_addresses(self, host: str, until: float) -> tuple[str, ...] | Fetched:
        try:
            return (str(ip_address(host)),)
        except ValueError:
            pass
        questions = [Question(host, "A"), Question(host, "AAAA")]
        answers = self._network.ask(questions, until)
        found = tuple(_texts(answers[question] for question in questions))
        return found or _without_address([answers[question] for question in questions])

    def _dial(self, addresses: Sequence[str], port: int, until: float) -> Line | Fetched:
        failures: list[Fetched] = []
        for turn, address in enumerate(addresses):
            left = until - time.monotonic()
            if left <= 0 or self._closed:
                break
            try:
                connected = socket.create_connection((address, port), timeout=left / (len(addresses) - turn))
            except OSError as error:
                failures.append(_not_connected(error))
                continue
            return self._hold(Line(connected, until))
        unknown = [failure for failure in failures if isinstance(failure, Unknown)]
        return (unknown or failures or [_late()])[0]

    def _hold(self, line: Line) -> Line:
        with self._lock:
            self._lines.add(line)
        if self._closed:
            line.hang_up()
        return line

    def _let_go(self, line: Line) -> None:
        with self._lock:
            self._lines.discard(line)
        line.close()

    def _over(self, line: Line, fetch: Fetch, until: float) -> Fetched | ssl.SSLCertVerificationError:
        from http.client import HTTPException

        from carecheck.look.over_line import get

        try:
            left = max(0.01, until - time.monotonic())
            with get(line, fetch.url, fetch.accept, self._context, left) as response:
                body, whole = _body(response)
                page = _page(fetch.url, response, body, whole=whole, certificate=line.certificate)
        except (HTTPException, OSError, ValueError) as error:
            if line.rejected:
                return line.rejected
            return _late() if time.monotonic() >= until else Unknown("no_reply", type(error).__name__)
        # A line that was hung up in the middle of a page without a length looks like the end of the page.
        return _late() if time.monotonic() >= until else page

    def _rejected(
        self,
        rejected: ssl.SSLCertVerificationError,
        address: SplitResult,
        addresses: Sequence[str],
        port: int,
        until: float,
    ) -> Fetched:
        """Which fault the certificate has, with its dates and names: read over a line of its own, and no page with it.

        A fault that we do not know by its number stays a fault: a browser stops there too.
        """
        fault = FAULTS.get(rejected.verify_code, "other")
        line = self._dial(addresses, port, until)
        if not isinstance(line, Line):
            return NoPage("certificate", fault, line if isinstance(line, Unknown) else Unknown("no_reply"))
        try:
            return NoPage("certificate", fault, _shown_certificate(line, address.hostname or ""))
        finally:
            self._let_go(line)

    @cached_property
    def _context(self) -> ssl.SSLContext:
        """Trusts whom this system trusts, and those whom browsers do where the system does not tell all of them."""
        context = ssl.create_default_context()
        if sys.platform != "linux" or not context.cert_store_stats()["x509_ca"]:
            import certifi

            context.load_verify_locations(certifi.where())
        context.set_alpn_protocols(["http/1.1"])
        if self._authorities:
            context.load_verify_locations(self._authorities)
        return context


def _texts(answers: Iterable[Answer]) -> Iterable[str]:
    for answer in answers:
        if isinstance(answer, Found):
            yield from (record for record in answer.records if isinstance(record, str))


def _without_address(answers: Sequence[Answer]) -> Fetched:
    """Why a name has no address: one unread answer may hold one, and one that knows the name speaks for it."""
    for answer in answers:
        if isinstance(answer, Unknown):
            return answer
    gone = all(answer == NotThere("no_such_name") for answer in answers)
    return NoPage("no_such_name" if gone else "no_address")


def _not_connected(error: OSError) -> Fetched:
    if isinstance(error, ConnectionRefusedError):
        return NoPage("refused")
    if isinstance(error, TimeoutError):
        return _late()
    return Unknown("no_reply", type(error).__name__ if error.errno is None else f"{type(error).__name__} {error.errno}")


def _late() -> Unknown:
    return Unknown("timed_out", "no page before the deadline")


def _body(response: "HTTPResponse") -> tuple[bytes, bool]:
    """The beginning of the body, and whether that is all of it."""
    found = response.read(MOST_BODY + 1)
    ways = response.headers.get_all("Content-Encoding", [])
    packed = any(way.strip().lower() not in ("", "identity") for way in ways)
    broken_off = bool(response.length)  # so many bytes are still to come
    return found[:MOST_BODY], len(found) <= MOST_BODY and not packed and not broken_off


def _page(url: str, response: "HTTPResponse", body: bytes, *, whole: bool, certificate: bytes | None) -> Page:
    headers = tuple((clean(name.lower()), clean(value, MOST_IN_HEADER)) for name, value in response.getheaders())
    return Page(url, response.status, headers, body, whole, read_certificate(certificate) if certificate else None)


def _shown_certificate(line: Line, host: str) -> Certificate | Unknown:
    """What the certificate says that a server shows under this name, accepted or not."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with closing(context.wrap_socket(line.socket, server_hostname=host)) as shown:
            der = shown.getpeercert(binary_form=True)
    except (OSError, ValueError) as error:
        return Unknown("no_reply", type(error).__name__)
    return read_certificate(der) if der else Unknown("no_reply", "no certificate")
