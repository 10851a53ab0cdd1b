"""How openings of firewalls on Linux are named: by protocol and port, for a rule there names no program."""

from carecheck.words import clean

EVERYTHING = "every port"


def opening(protocol: str, port: str) -> str:
    """The name of an opening, such as `TCP 5900`; rules of firewalls write ranges with `:` or `-`."""
    ports = clean(port, 20).replace(":", "-")
    if ports == "any":
        return EVERYTHING if protocol == "any" else f"{_shown(protocol)}, {EVERYTHING}"
    return f"{_shown(protocol)} {ports}"


def _shown(protocol: str) -> str:
    return "TCP and UDP" if protocol == "any" else clean(protocol, 10).upper()
