"""Debian's control files, in which dpkg and apt keep what they know: stanzas of fields (Debian Policy 5.1)."""


def stanzas(raw: bytes) -> list[bytes]:
    """The stanzas of a file; an empty line stands between two of them."""
    return [stanza for stanza in raw.split(b"\n\n") if not stanza.isspace() and stanza]


def field(stanza: bytes, name: bytes) -> bytes:
    """The value of a field that takes one line; empty where there is none."""
    rest = (b"\n" + stanza).partition(b"\n" + name + b": ")[2]
    return rest.partition(b"\n")[0].strip()
