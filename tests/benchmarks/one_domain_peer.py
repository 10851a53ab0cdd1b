"""checkdmarc over one domain, all that it has; runs where it is installed: one_domain_peer.py HOST:PORT DOMAIN."""

import json
import socket
import sys
import time
from typing import Any

SECONDS = 0.02


def main() -> None:
    """Look at it, and print what came of it."""
    import checkdmarc  # type: ignore[import-not-found]
    from dns.nameserver import Do53Nameserver

    find = socket.getaddrinfo

    def far_away(host: Any, *rest: Any, **more: Any) -> Any:
        """The system's own resolver as it would be: it knows the domain, and is as far away as the name server."""
        if str(host).endswith(sys.argv[2]):
            time.sleep(SECONDS)
            host = "127.0.0.1"
        return find(host, *rest, **more)

    socket.getaddrinfo = far_away
    host, _, port = sys.argv[1].rpartition(":")
    found = checkdmarc.check_domains([sys.argv[2]], nameservers=[Do53Nameserver(host, int(port))])
    sys.stdout.write(json.dumps(found, default=str))


if __name__ == "__main__":
    main()
