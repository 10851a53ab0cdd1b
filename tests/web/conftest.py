"""Fixtures: an authority for the whole run, and web servers that end with their test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from carecheck.look.https import HttpsDoor
from tests.conftest import Needs
from tests.web.authority import Authority
from tests.web.server import KnownNames, WebServer

StartWeb = Callable[..., WebServer]  # takes what WebServer takes
OpenDoor = Callable[..., HttpsDoor]


@pytest.fixture(scope="session")
def authority(needs: Needs, tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A certificate authority that the doors of these tests trust."""
    return Authority(needs("openssl"), tmp_path_factory.mktemp("authority"))


@pytest.fixture
def web_server() -> Iterator[StartWeb]:
    """Start web servers: `web_server(rows, certificates)`."""
    with ExitStack() as servers:
        yield lambda *rows, **ways: servers.enter_context(WebServer(*rows, **ways))


@pytest.fixture
def door_to(authority: Authority) -> Iterator[OpenDoor]:
    """Open a door to a server: `door_to(server, names=["home.example"])`; those names are on loopback."""
    doors: list[HttpsDoor] = []

    def open_door(
        server: WebServer | None = None,
        network: KnownNames | None = None,
        names: list[str] | None = None,
        allow_private: bool = True,
    ) -> HttpsDoor:
        known = network or KnownNames(names=names or ["home.example", "www.home.example"])
        ports = server.ports if server else None
        doors.append(HttpsDoor(known, allow_private=allow_private, authorities=authority.file, ports=ports))
        return doors[-1]

    yield open_door
    for door in doors:
        door.close()
