"""The grammar of one SPF record (RFC 7208 sections 4.5, 4.6.1, 5, 6 and 12): bytes in, a record or its fault out."""

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Final, Literal, cast, get_args

import msgspec

from carecheck.look.domain.spf_macros import HERE, BadGrammar, DomainSpec, check_macros, domain_spec

Sign = Literal["+", "-", "~", "?"]
Kind = Literal["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"]
Network = IPv4Network | IPv6Network

_IS_SPF: Final = re.compile(rb"v=spf1(?: |\Z)", re.IGNORECASE)
_MODIFIER: Final = re.compile(r"([A-Za-z][A-Za-z0-9_.-]*)=(.*)", re.DOTALL)
_MECHANISM: Final = re.compile(r"([+~?-]?)([A-Za-z0-9_.-]+)(.*)", re.DOTALL)
_LENGTH: Final = "(0|[1-9][0-9]{0,2})"
_HOSTS: Final = re.compile(rf"(?::(.*?))?(?:/{_LENGTH})?(?://{_LENGTH})?", re.DOTALL)
_IP4: Final = re.compile(rf":([0-9.]+)(?:/{_LENGTH})?")
_IP6: Final = re.compile(rf":([0-9A-Fa-f:.]+)(?:/{_LENGTH})?")


class Mechanism(msgspec.Struct, frozen=True):
    """One mechanism with its sign.

    `network` is that of ip4 and ip6; `prefix4` and `prefix6` are those around the addresses of a and mx.
    """

    text: str
    sign: Sign
    kind: Kind
    target: DomainSpec = HERE
    network: Network | None = None
    prefix4: int = 32
    prefix6: int = 128


class SpfRecord(msgspec.Struct, frozen=True):
    """A valid record: its mechanisms in order, those after `all` too, and where it redirects to."""

    mechanisms: tuple[Mechanism, ...]
    redirect: DomainSpec | None


class GrammarFault(msgspec.Struct, frozen=True):
    """What makes a record an error, in technical words that may hold text from outside."""

    text: str


def is_spf(txt: bytes) -> bool:
    """Whether a TXT record, its strings joined, counts as an SPF record (section 4.5)."""
    return _IS_SPF.match(txt) is not None


@lru_cache(maxsize=128)  # the probe parses a record again in each round
def parse(txt: bytes) -> SpfRecord | GrammarFault:
    """The record, or what is wrong with its grammar: one error anywhere spoils it all (section 4.6)."""
    try:
        terms = [term for term in txt.decode("ascii").split(" ")[1:] if term]
        modifiers = [found for term in terms if (found := _MODIFIER.fullmatch(term))]
        mechanisms = tuple(_mechanism(term) for term in terms if not _MODIFIER.fullmatch(term))
        return SpfRecord(mechanisms, _redirect(modifiers))
    except UnicodeDecodeError as fault:
        return GrammarFault(f"byte {fault.start + 1} is not ASCII")
    except BadGrammar as fault:
        return GrammarFault(str(fault))


def _redirect(modifiers: list[re.Match[str]]) -> DomainSpec | None:
    known: dict[str, DomainSpec] = {}
    for modifier in modifiers:
        name, value = modifier[1].lower(), modifier[2]
        if name not in ("redirect", "exp"):
            check_macros(value)
        elif name in known:
            raise BadGrammar(f"'{name}=' stands twice")
        else:
            known[name] = domain_spec(value)
    return known.get("redirect")


def _mechanism(term: str) -> Mechanism:
    found = _MECHANISM.fullmatch(term)
    name = found[2].lower() if found else ""
    if found is None or name not in get_args(Kind):
        raise BadGrammar(f"there is no mechanism '{term}'")
    sign, kind, rest = cast(Sign, found[1] or "+"), cast(Kind, name), found[3]
    match kind:
        case "all":
            if rest:
                raise BadGrammar(f"'all' takes nothing after it: '{term}'")
            return Mechanism(term, sign, kind)
        case "include" | "exists":
            return Mechanism(term, sign, kind, _name(rest, term))
        case "ptr":
            return Mechanism(term, sign, kind, _name(rest, term) if rest else HERE)
        case "a" | "mx":
            return _hosts(term, sign, kind, rest)
        case "ip4" | "ip6":
            return Mechanism(term, sign, kind, network=_network(kind, rest, term))


def _name(rest: str, term: str) -> DomainSpec:
    if not rest.startswith(":"):
        raise BadGrammar(f"a ':' and a domain name are missing: '{term}'")
    return domain_spec(rest[1:])


def _hosts(term: str, sign: Sign, kind: Kind, rest: str) -> Mechanism:
    found = _HOSTS.fullmatch(rest)
    prefix4, prefix6 = (int(found[2] or 32), int(found[3] or 128)) if found else (0, 0)
    if found is None or prefix4 > 32 or prefix6 > 128:
        raise BadGrammar(f"what stands after the name is no domain and no prefix length: '{term}'")
    target = HERE if found[1] is None else domain_spec(found[1])
    return Mechanism(term, sign, kind, target, prefix4=prefix4, prefix6=prefix6)


def _network(kind: Literal["ip4", "ip6"], rest: str, term: str) -> Network:
    found = (_IP4 if kind == "ip4" else _IP6).fullmatch(rest)
    try:
        if found and kind == "ip4":
            return IPv4Network((IPv4Address(found[1]), int(found[2] or 32)), strict=False)
        if found:
            return IPv6Network((IPv6Address(found[1]), int(found[2] or 128)), strict=False)
    except ValueError:
        pass
    raise BadGrammar(f"this is no {kind} address or range: '{term}'")
