"""The doors to the network: DNS questions and pages go out here, or nothing does.

Nothing else in the project may open a connection for a look-up. The DNS library is only imported once a question is
asked, so that `carecheck --help` starts quickly and `--offline` needs none.
"""

import ipaddress
import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from carecheck.errors import UsageError
from carecheck.facts.model import Unknown
from carecheck.look.lookups import Answer, Question
from carecheck.look.web import Fetch, Fetched
from carecheck.words import clean

if TYPE_CHECKING:
    from concurrent.futures import Future

DNS_PORT: Final = 53

_HOST_NAME: Final = re.compile(r"(?=.{1,253}$)[a-z0-9_][a-z0-9_-]*(\.[a-z0-9_-]+)*\.?", re.IGNORECASE)


class Network(Protocol):
    """What answers DNS questions; several threads may ask at once."""

    def ask(self, questions: Collection[Question], deadline: float) -> dict[Question, Answer]:
        """An answer to each question, all asked side by side.

        `deadline` is a time of `time.monotonic()`; what has not come by then is Unknown(timed_out).
        """
        ...

    def close(self) -> None:
        """Let go of everything that is still under way."""
        ...


class Web(Protocol):
    """What fetches pages; several threads may ask at once."""

    def begin(self, fetch: Fetch, deadline: float) -> "Future[Fetched]":
        """Fetch a page in the background; what has not come by `deadline` is Unknown(timed_out)."""
        ...

    def close(self) -> None:
        """Let go of everything that is still under way."""
        ...


class Offline:
    """The network of `--offline`: asks nobody, so that every answer is Unknown(offline)."""

    def ask(self, questions: Collection[Question], deadline: float) -> dict[Question, Answer]:
        """Unknown(offline) for each question; no socket is opened."""
        return dict.fromkeys(questions, Unknown("offline"))

    def close(self) -> None:
        """Nothing to let go of."""


class NoWeb:
    """The web of `--offline`: fetches nothing, so that every page is Unknown(offline)."""

    def begin(self, fetch: Fetch, deadline: float) -> "Future[Fetched]":
        """Unknown(offline); no socket is opened."""
        from concurrent.futures import Future

        answer: Future[Fetched] = Future()
        answer.set_result(Unknown("offline"))
        return answer

    def close(self) -> None:
        """Nothing to let go of."""


class NameServer(NamedTuple):
    """Where to ask: an address or a name such as localhost, and a port."""

    host: str
    port: int = DNS_PORT

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def open_network(name_server: str | None = None, *, offline: bool = False) -> Network:
    """The network to look with: `name_server` is what follows `--nameserver`; without it the machine's own are asked.

    Raises UsageError when `name_server` is not HOST or HOST:PORT, or no such host is found.
    """
    chosen = parse_name_server(name_server) if name_server is not None else None
    if offline:
        return Offline()
    from carecheck.look.dns_network import DnsNetwork, addresses_of

    return DnsNetwork(addresses_of(chosen)) if chosen else DnsNetwork()


def open_web(network: Network, *, allow_private: bool = False) -> Web:
    """The web to look with; names are looked up by `network`. Nothing is fetched when that is offline."""
    if isinstance(network, Offline):
        return NoWeb()
    from carecheck.look.https import HttpsDoor

    return HttpsDoor(network, allow_private=allow_private)


def parse_name_server(typed: str) -> NameServer:
    """HOST or HOST:PORT as typed; an IPv6 address with a port stands in square brackets.

    Raises UsageError that says what is wrong and what to type instead.
    """
    text = typed.strip()
    host, port = _split_port(text)
    if not (is_address(host) or _HOST_NAME.fullmatch(host)) or not re.fullmatch("[0-9]+", port):
        raise UsageError(
            f"'{clean(typed)}' is not a name server. Type its address, with a port if it has one of its own: "
            "192.0.2.1, 127.0.0.1:5353, [::1]:5353 or localhost:5353."
        )
    if len(port) > 5 or not 1 <= int(port) <= 65535:
        raise UsageError(f"'{clean(port)}' is not a port. A port is a number from 1 to 65535, such as 53.")
    return NameServer(host, int(port))


def _split_port(text: str) -> tuple[str, str]:
    bracketed = re.fullmatch(r"\[([^\]]*)\](?::(.*))?", text, re.S)
    if bracketed:
        host, port = bracketed.groups()
        return (host, str(DNS_PORT) if port is None else port) if ":" in host else ("", "")
    if text.count(":") == 1:
        host, _, port = text.partition(":")
        return host, port
    return text, str(DNS_PORT)


def is_address(host: str) -> bool:
    """Whether it is an IP address, and so nothing that has to be looked up."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
