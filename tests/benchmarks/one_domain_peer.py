"""checkdmarc over one domain, all that it has; runs where it is installed: one_domain_peer.py HOST:PORT DOMAIN."""

import json
import sys


def main() -> None:
    """Look at it, and print what came of it."""
    import checkdmarc  # type: ignore[import-not-found]
    from dns.nameserver import Do53Nameserver

    host, _, port = sys.argv[1].rpartition(":")
    found = checkdmarc.check_domains([sys.argv[2]], nameservers=[Do53Nameserver(host, int(port))])
    sys.stdout.write(json.dumps(found, default=str))


if __name__ == "__main__":
    main()
