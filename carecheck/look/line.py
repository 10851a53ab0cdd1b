"""A line: a connection to an address that was checked, which ends by itself at its deadline."""

import socket
import ssl
import threading
import time
from contextlib import suppress


class Line:
    """A connection to one address, and what TLS said about the certificate at its other end.

    `certificate` is the one that was accepted, as DER; `rejected` is why one was not.
    """

    def __init__(self, connected: socket.socket, until: float) -> None:
        self.socket = connected
        self.certificate: bytes | None = None
        self.rejected: ssl.SSLCertVerificationError | None = None
        # A copy of the handle, for TLS takes the first one over.
        self._handle = connected.dup()
        self._watch = threading.Timer(max(0.0, until - time.monotonic()), self.hang_up)
        self._watch.daemon = True
        self._watch.start()

    def hang_up(self) -> None:
        """End what is under way on this line, from any thread."""
        with suppress(OSError):
            self._handle.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the line."""
        self._watch.cancel()
        self._handle.close()
        # Not only closed: where a page was broken off, something may still hold it, and it would stay open until then.
        open_one = self.socket.detach()
        if open_one != -1:
            socket.close(open_one)
