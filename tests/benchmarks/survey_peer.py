"""checkdmarc's API over the domains on standard input, with 32 threads; prints the wall seconds. Runs where it is installed."""

import contextlib
import sys
import time
from concurrent.futures import ThreadPoolExecutor


def main() -> None:
    """Look at all of them."""
    import checkdmarc  # type: ignore[import-not-found]
    from dns.nameserver import Do53Nameserver

    host, _, port = sys.argv[1].rpartition(":")
    servers = [Do53Nameserver(host, int(port))]

    def look(name: str) -> None:
        with contextlib.suppress(Exception):
            checkdmarc.check_spf(name, nameservers=servers)
        with contextlib.suppress(Exception):
            checkdmarc.check_dmarc(name, nameservers=servers)
        with contextlib.suppress(Exception):
            checkdmarc.check_mx(name, skip_tls=True, nameservers=servers)

    names = sys.stdin.read().split()
    start = time.perf_counter()
    with ThreadPoolExecutor(32) as pool:
        list(pool.map(look, names))
    sys.stdout.write(f"{time.perf_counter() - start}\n")


if __name__ == "__main__":
    main()
