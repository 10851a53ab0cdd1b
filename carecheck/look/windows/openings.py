"""Openings in the firewall of Windows for any network, by its rules, which every login may read."""

from carecheck.facts.model import Unknown
from carecheck.facts.openings import Openings
from carecheck.look.everyday_programs import is_everyday
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.firewall import other_firewall
from carecheck.look.windows.firewall_rules import Rule, firewall_rules


@probe(Openings, on="windows")
def openings(machine: Machine) -> Openings:
    """Read each rule. One that cannot be read leaves open whether there are more; another firewall has its own."""
    rules = firewall_rules(machine)
    if isinstance(rules, Unknown):
        return Openings.all_unknown(rules)
    other = other_firewall(machine)
    if other is not None:
        gap = Unknown("not_seen", "another firewall does not tell what it lets in")
        return Openings.all_unknown(other if isinstance(other, Unknown) else gap)
    opened = {rule.opens for rule in rules if isinstance(rule, Rule) and _is_opening(rule)}
    seen = tuple(sorted(opened, key=str.casefold))
    unread = next((rule for rule in rules if isinstance(rule, Unknown)), None)
    return Openings(seen=seen, whole=seen if unread is None else unread)


def _is_opening(rule: Rule) -> bool:
    return rule.opens_to_any_network and not rule.is_of_windows and not is_everyday(rule.path)
