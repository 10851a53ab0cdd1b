"""Names and addresses of this computer itself, where a server of others can never be."""

import ipaddress


def is_nowhere(host: str) -> bool:
    """Whether a host is this computer itself, or an address that nothing has."""
    bare = host.strip().strip("[]").rstrip(".").casefold()
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
