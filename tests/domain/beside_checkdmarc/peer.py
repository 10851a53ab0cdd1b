"""What checkdmarc says of domains; runs where it is installed: peer.py HOST:PORT, with lines "about name" to read."""

import json
import sys


def main() -> None:
    """Print a verdict and its reasons for each line, as JSON."""
    import checkdmarc  # type: ignore[import-not-found]
    from dns.nameserver import Do53Nameserver

    host, _, port = sys.argv[1].rpartition(":")
    servers = [Do53Nameserver(host, int(port))]
    looks = {"spf": checkdmarc.check_spf, "dmarc": checkdmarc.check_dmarc, "mx": checkdmarc.check_mx}
    told = {}
    for line in sys.stdin:
        about, name = line.split()
        try:
            found = looks[about](name, nameservers=servers)
        except Exception as fault:
            found = {"error": f"{type(fault).__name__}: {fault}"}
        # The made-up addresses have no names of their own, which says nothing here.
        warnings = [str(one) for one in found.get("warnings") or [] if "PTR" not in str(one)]
        is_valid = not found.get("error") and found.get("valid") is not False
        told[name] = [
            ("warned" if warnings else "valid") if is_valid else "invalid",
            str(found.get("error") or "; ".join(warnings)),
        ]
    sys.stdout.write(json.dumps({"version": checkdmarc.__version__, "told": told}))


if __name__ == "__main__":
    main()
