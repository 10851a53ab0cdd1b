"""Firewall rules that somebody wrote for nftables: whether what no rule names is kept out. Only root may read them."""

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, cast

from carecheck.facts.model import Unknown, all_of
from carecheck.look.machine import Machine

LIST: Final = ("nft", "--json", "list", "ruleset")
IPV4, IPV6, BOTH = "ip", "ip6", "inet"

_OTHER_FORM: Final = Unknown("unreadable", "nft told its rules in another form")


class Rules(NamedTuple):
    """Whether what comes in is kept out by default, and whether a rule lets in everything all the same."""

    keeps_out: bool
    lets_all_in: bool | Unknown


def nftables_rules(machine: Machine) -> Rules | Unknown:
    """What the rules in force do with what comes in."""
    told = machine.run(*LIST)
    if isinstance(told, Unknown):
        return told
    if told.exit:
        return Unknown("blocked" if machine.about.elevated else "needs_admin", "nft does not tell its rules")
    try:
        rows = json.loads(told.text)["nftables"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return _OTHER_FORM
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in cast(list[object], rows)):
        return _OTHER_FORM
    return _judged(cast(list[dict[str, Any]], rows))


def _judged(rows: list[dict[str, Any]]) -> Rules | Unknown:
    if not any("metainfo" in row for row in rows):
        return _OTHER_FORM
    closed = [
        chain for chain in _of_kind(rows, "chain") if chain.get("hook") == "input" and chain.get("policy") == "drop"
    ]
    families = {str(chain.get("family")) for chain in closed}
    keeps_out = BOTH in families or {IPV4, IPV6} <= families
    return Rules(keeps_out, all_of(_chain_lets_all_in(rows, chain) for chain in closed) if keeps_out else True)


def _chain_lets_all_in(rows: list[dict[str, Any]], chain: dict[str, Any]) -> bool | Unknown:
    """A rule without any condition lets in everything; one with a wide condition, or that goes on elsewhere, may."""
    unclear = False
    for rule in _of_kind(rows, "rule"):
        if all(rule.get(key) == chain.get(other) for key, other in _PLACE.items()):
            steps = rule.get("expr")
            if not isinstance(steps, list):
                return _OTHER_FORM
            parts = [cast(dict[str, Any], step) for step in cast(list[object], steps) if isinstance(step, dict)]
            kinds = {kind for part in parts for kind in part}
            if "accept" in kinds and not kinds & {"match", "vmap", "limit", "ct count"}:
                return True
            wide = "accept" in kinds and not any(_is_narrow(part.get("match")) for part in parts)
            unclear = unclear or wide or bool({"jump", "goto", "vmap"} & kinds)
    return Unknown("not_seen", "rules of nftables go on in other places") if unclear else False


def _is_narrow(match: object) -> bool:
    """Whether a condition is met by few: this computer itself, answers to it, one port, or control messages.

    A whole network card, network or protocol is not few.
    """
    if not isinstance(match, dict):
        return False
    part = cast(dict[str, Any], match)
    left, right = part.get("left"), part.get("right")
    if part.get("op") not in ("==", "in") or not isinstance(left, dict):
        return False
    asks = cast(dict[str, Any], left)
    values = cast(list[object], right if isinstance(right, list) else [right])
    if asks in ({"meta": {"key": "iif"}}, {"meta": {"key": "iifname"}}):
        return right == "lo"
    if asks == {"ct": {"key": "state"}}:
        return set(map(str, values)) <= {"established", "related"}
    if asks == {"meta": {"key": "l4proto"}}:
        return set(map(str, values)) <= {"icmp", "icmpv6", "ipv6-icmp"}
    payload = asks.get("payload")
    one_port = isinstance(right, int) and not isinstance(right, bool)
    return isinstance(payload, dict) and cast(dict[str, Any], payload).get("field") == "dport" and one_port


_PLACE: Final = {"family": "family", "table": "table", "chain": "name"}


def _of_kind(rows: list[dict[str, Any]], kind: str) -> Iterator[dict[str, Any]]:
    yield from (row[kind] for row in rows if isinstance(row.get(kind), dict))
