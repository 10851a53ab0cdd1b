"""The grammar of a DMARC record: bytes in, a record out, or why it is none (RFC 9989 sections 4.7 and 4.8)."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, Literal, cast

import msgspec

Policy = Literal["none", "quarantine", "reject"]
Whom = Literal["name", "subdomain", "missing_subdomain"]

ENFORCED: Final = ("quarantine", "reject")


class DmarcRecord(msgspec.Struct, frozen=True):
    """What receivers read in one DMARC record; what is not valid has its default.

    `report_uris`: the syntactically valid ones of `rua`. `tags_not_valid`: known tags with a value that is not valid.
    """

    p: Policy | None
    sp: Policy | None
    np: Policy | None
    psd: Literal["y", "n", "u"]
    testing: bool
    percent: int
    report_uris: tuple[str, ...]
    tags_not_valid: tuple[str, ...]
    capital_tags: bool

    @property
    def misspelt(self) -> bool:
        """Whether `p`, `sp` or `np` is there and not valid."""
        return not {"p", "sp", "np"}.isdisjoint(self.tags_not_valid)

    @property
    def report_hosts(self) -> tuple[str, ...]:
        """The domains of the `mailto:` addresses among the report URIs, each once."""
        mails = [_MAILTO.fullmatch(uri) for uri in self.report_uris]
        return tuple(dict.fromkeys(mail["host"].lower() for mail in mails if mail))

    def policy_for(self, whom: Whom) -> Policy | None:
        """The policy for the record's own name, or for names below it; None: receivers apply no DMARC at all.

        A record without a valid `p`, or with an `sp` or `np` that is not valid, counts as none when it has a valid
        report address, and else as nothing (RFC 9989 section 4.10.1).
        """
        if self.p is None or self.misspelt:
            return "none" if self.report_uris else None
        match whom:
            case "name":
                return self.p
            case "subdomain":
                return self.sp or self.p
            case "missing_subdomain":
                return self.np or self.sp or self.p


def is_dmarc(text: bytes) -> bool:
    """Whether a TXT record begins as a DMARC record must: `v=DMARC1`, then the end or a semicolon (section 4.8)."""
    return _VERSION.match(text) is not None


def looks_like_dmarc(text: bytes) -> bool:
    """Whether the author of a TXT record meant DMARC, valid or not."""
    return _MEANT.search(text) is not None


@lru_cache(maxsize=256)  # the probe reads a record again in each round
def parse_dmarc(text: bytes) -> DmarcRecord | None:
    """Read one record; None when it is no DMARC record, or its list of tags is void.

    A tag that stands there twice makes the whole list void (RFC 6376 section 3.2). Unknown tags are ignored.
    """
    if not is_dmarc(text):
        return None
    written = tags_of(text.decode("latin-1"))
    names = [name.lower() for name, _ in written]
    if len(set(names)) < len(names):
        return None
    tags = {name.lower(): value for name, value in written}
    valid = {name: tags[name] for name, is_valid in _KNOWN.items() if name in tags and is_valid(tags[name])}
    uris = tuple(uri for uri in _uris(tags.get("rua", "")) if _is_uri(uri))
    return DmarcRecord(
        p=_policy(valid.get("p")),
        sp=_policy(valid.get("sp")),
        np=_policy(valid.get("np")),
        psd=cast(Literal["y", "n", "u"], valid.get("psd", "u").lower()),
        testing=valid.get("t", "n").lower() == "y",
        percent=int(valid.get("pct", "100")),
        report_uris=uris,
        tags_not_valid=tuple(sorted(name for name in _KNOWN if name in tags and name not in valid)),
        capital_tags=any(name != name.lower() for name, _ in written if name.lower() in (*_KNOWN, "v")),
    )


_VERSION: Final = re.compile(rb"[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|\Z)")
_MEANT: Final = re.compile(
    rb"\A[\s\"'\\\xef\xbb\xbf\xc2\xa0]*v\s*=\s*[\"']?\s*dmarc|(?:\A|;)\s*p\s*=\s*(?:none|quarantine|reject)\b",
    re.IGNORECASE,
)
_TAG_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_OLD_SIZE: Final = re.compile(r"![0-9]+[kmgt]?\Z", re.IGNORECASE)
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@$&'()*+;=-]|%[0-9A-Fa-f]{2})+")
_LABEL: Final = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_MAILTO: Final = re.compile(rf"mailto:[^@?]+@(?P<host>{_LABEL}(?:\.{_LABEL})+)(?:\?.*)?", re.IGNORECASE)


def tags_of(text: str) -> list[tuple[str, str]]:
    """The `name = value` pairs in their order; what has no name or no equals sign is dropped (section 4.7)."""
    pairs = [part.partition("=") for part in text.split(";")]
    named = [(name.strip(" \t"), value.strip(" \t")) for name, equals, value in pairs if equals]
    return [(name, value) for name, value in named if _TAG_NAME.fullmatch(name)]


def _is_word(*words: str) -> Callable[[str], bool]:
    return lambda value: value.lower() in words


def _is_percent(value: str) -> bool:
    return re.fullmatch(r"[0-9]{1,3}", value) is not None and int(value) <= 100


def _are_uris(value: str) -> bool:
    return all(_is_uri(uri) for uri in _uris(value))


def _uris(value: str) -> list[str]:
    """The entries of a list of URIs, without the size limits of RFC 7489, which are ignored now."""
    return [_OLD_SIZE.sub("", uri.strip(" \t")) for uri in value.split(",")]


def _is_uri(uri: str) -> bool:
    if uri.lower().startswith("mailto:"):
        return _URI.fullmatch(uri) is not None and _MAILTO.fullmatch(uri) is not None
    return _URI.fullmatch(uri) is not None


def _policy(value: str | None) -> Policy | None:
    return None if value is None else cast(Policy, value.lower())


_KNOWN: Final[Mapping[str, Callable[[str], bool]]] = {
    "p": _is_word("none", *ENFORCED),
    "sp": _is_word("none", *ENFORCED),
    "np": _is_word("none", *ENFORCED),
    "psd": _is_word("y", "n", "u"),
    "t": _is_word("y", "n"),
    "adkim": _is_word("r", "s"),
    "aspf": _is_word("r", "s"),
    "pct": _is_percent,  # gone in RFC 9989, and older receivers still obey it (RFC 7489 section 6.6.4)
    "rua": _are_uris,
    "ruf": _are_uris,
}
