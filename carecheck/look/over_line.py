"""Requests over one line: a connection that was made before, to an address that was checked.

`requests` looks names up by itself, and DNS may say something else the second time. So it is handed a connection,
and only speaks HTTP and TLS over it.
"""

import socket
import ssl
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from carecheck import __version__
from carecheck.look.line import Line

USER_AGENT: Final = f"carecheck/{__version__} (cyber hygiene checker for care homes)"


def get(line: Line, url: str, accept: str, context: ssl.SSLContext, seconds: float) -> requests.Response:
    """Ask for a page over a line and give its status, headers and unread body; raises what `requests` raises.

    No redirect is followed, no cookie, password or proxy of this computer is used. The body comes as the server packs
    it. Whoever reads the response closes it.
    """
    with requests.Session() as session:
        session.trust_env = False
        adapter = _OverLine(line, context)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        headers = {"User-Agent": USER_AGENT, "Accept": accept, "Accept-Encoding": "identity", "Connection": "close"}
        return session.get(url, headers=headers, stream=True, allow_redirects=False, timeout=seconds)


class _OverLine(HTTPAdapter):
    """Carries a request over a line, wherever its address points."""

    def __init__(self, line: Line, context: ssl.SSLContext) -> None:
        super().__init__()
        self._line = line
        self._context = context

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, verify: object, proxies: object = None, cert: object = None
    ) -> Any:
        address = urlsplit(request.url or "")
        ours: dict[str, Any] = {"line": self._line}
        pool: Any
        if address.scheme == "http":
            pool = HTTPConnectionPool(address.hostname or "", address.port, **ours)
            pool.ConnectionCls = _Plain
        else:
            pool = HTTPSConnectionPool(address.hostname or "", address.port, ssl_context=self._context, **ours)
            pool.ConnectionCls = _Secure
        return pool

    def cert_verify(self, conn: object, url: object, verify: object, cert: object) -> None:
        """Nothing to do: the context knows whom to trust."""


class _Plain(HTTPConnection):
    def __init__(self, *args: Any, line: Line, **others: Any) -> None:
        super().__init__(*args, **others)
        self._line = line

    def _new_conn(self) -> socket.socket:
        return self._line.socket


class _Secure(HTTPSConnection):
    def __init__(self, *args: Any, line: Line, **others: Any) -> None:
        super().__init__(*args, **others)  # pyright: ignore[reportUnknownMemberType]
        self._line = line

    def _new_conn(self) -> socket.socket:
        return self._line.socket

    def connect(self) -> None:
        try:
            super().connect()
        except ssl.SSLCertVerificationError as rejected:
            self._line.rejected = rejected
            raise
        if isinstance(self.sock, ssl.SSLSocket):
            self._line.socket = self.sock  # it has taken the connection over, and must be let go of with the line
            self._line.certificate = self.sock.getpeercert(binary_form=True)
