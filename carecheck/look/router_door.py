"""The door to the own internet box: a computer that may knock at it, and at nothing else."""

import socket
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from carecheck.facts.model import Unknown
from carecheck.look.knock import PORTS, WEB, Knock, Knocked
from carecheck.look.machine import Answer, Machine, Question
from carecheck.look.public_address import is_of_own_network
from carecheck.look.web import Fetch, Fetched, NoPage, Page

REDIRECTS = (301, 302, 303, 307, 308)


class WithRouter(Machine):
    """The same computer, on which a knock is a real one. Whoever says `--offline` gets no such machine.

    `ports` says where to knock instead, and `may_knock` at which addresses; both are for tests.
    """

    def __init__(
        self,
        inner: Machine,
        *,
        ports: Mapping[int, int] | None = None,
        may_knock: Callable[[str], bool] = is_of_own_network,
    ) -> None:
        self.about = inner.about
        self._inner = inner
        self._ports = ports or {}
        self._may_knock = may_knock

    def ask(self, question: Question) -> Answer:
        """Knock, or pass the question on."""
        if not isinstance(question, Knock):
            return self._inner.ask(question)
        if not self._may_knock(question.address) or question.port not in PORTS:
            return Unknown("blocked", "only the internet box of this network is asked, on few ports")
        return self._page(question) if question.port == WEB else self._connect(question)

    def _connect(self, knock: Knock) -> Answer:
        try:
            with socket.create_connection((knock.address, self._ports.get(knock.port, knock.port)), knock.seconds):
                return Knocked("open")
        except ConnectionRefusedError:
            return Knocked("closed")
        except TimeoutError:
            return Unknown("timed_out", f"port {knock.port} of the internet box did not answer")
        except PermissionError:
            return Unknown("blocked", f"a rule of this computer lets nobody ask port {knock.port}")
        except OSError as error:
            return Unknown("no_reply", f"port {knock.port} of the internet box: {type(error).__name__}")

    def _page(self, knock: Knock) -> Answer:
        from carecheck.look.https import HttpsDoor
        from carecheck.look.network import Offline

        door = HttpsDoor(Offline(), allow_private=True, ports=self._ports)  # an address is no name to be looked up
        try:
            until = time.monotonic() + knock.seconds
            return _answered(door.begin(Fetch(f"http://{knock.address}/"), until).result())
        finally:
            door.close()


def _answered(fetched: Fetched) -> Knocked | Unknown:
    match fetched:
        case Page():
            try:
                return Knocked("open", fetched.status, to_https=_leads_to_https(fetched))
            except ValueError:
                return Unknown("unreadable", "the front page leads to an address that is none")
        case NoPage("refused"):
            return Knocked("closed")
        case NoPage(why):
            return Unknown("no_reply", why)
        case Unknown():
            return fetched


def _leads_to_https(page: Page) -> bool:
    return page.status in REDIRECTS and urlsplit(page.header("location") or "").scheme == "https"
