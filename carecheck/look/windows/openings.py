"""Openings in the firewall of Windows for any network, by its rules, which every login may read."""

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.openings import Openings
from carecheck.look.everyday_programs import is_everyday
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.firewall import other_firewall
from carecheck.look.windows.firewall_rules import Rule, read_rule
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi


class _Row(msgspec.Struct):
    """The text of a rule."""

    rule: str


class _Rows(msgspec.Struct):
    """All rules."""

    count: int
    rows: list[_Row]


@probe(Openings, on="windows")
def openings(machine: Machine) -> Openings:
    """Read each rule. One that cannot be read leaves open whether there are more; another firewall has its own."""
    found = ask(machine, AskApi("firewall_rules"), _Rows)
    if isinstance(found, Unknown):
        return Openings.all_unknown(found)
    if not found.rows:  # Windows itself brings hundreds
        return Openings.all_unknown(Unknown("not_seen", "Windows lists no rule of its firewall"))
    other = other_firewall(machine)
    if other is not None:
        gap = Unknown("not_seen", "another firewall does not tell what it lets in")
        return Openings.all_unknown(other if isinstance(other, Unknown) else gap)
    rules = [read_rule(row.rule) for row in found.rows]
    opened = {rule.opens for rule in rules if isinstance(rule, Rule) and _is_opening(rule)}
    seen = tuple(sorted(opened, key=str.casefold))
    unread = next((rule for rule in rules if isinstance(rule, Unknown)), None)
    return Openings(seen=seen, whole=seen if unread is None else unread)


def _is_opening(rule: Rule) -> bool:
    return rule.opens_to_any_network and not rule.is_of_windows and not is_everyday(rule.path)
