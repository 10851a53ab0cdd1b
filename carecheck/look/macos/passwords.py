"""The rules for passwords on this Mac, by the list that it keeps of them.

A Mac on which nobody set a rule has one: 4 characters. It has no number of tries either; what its chip does against
guessing shows nowhere.
"""

import re
from collections.abc import Iterator
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.passwords import Passwords
from carecheck.look.machine import Machine
from carecheck.look.macos.accounts import asks_a_server
from carecheck.look.macos.plists import Plist, parse_plist
from carecheck.look.macos.preferences import run_bytes
from carecheck.look.probes import probe

PWPOLICY: Final = "/usr/bin/pwpolicy"
START: Final = b"<?xml"
CONTENT: Final = "policyCategoryPasswordContent"
SIGNING_IN: Final = "policyCategoryAuthentication"
CHANGE: Final = "policyCategoryPasswordChange"
PARAMETERS: Final = "policyParameters"
TRIES: Final = "policyAttributeMaximumFailedAuthentications"

UNTOLD: Final = Unknown("not_seen", "no rule says after how many wrong passwords a login locks")
FROM_A_SERVER: Final = Unknown("not_seen", "a server may have rules of its own")

_SHORTEST: Final = re.compile(r"policyAttributePassword matches '(?:\^\$\|)?\.\{(\d{1,3}),\}\+?'")


@probe(Passwords, on="macos")
def passwords(machine: Machine) -> Passwords:
    """Read the rules; where logins also come from a server, they hold only for those of this Mac."""
    rules = _rules(machine)
    if isinstance(rules, Unknown):
        return Passwords.all_unknown(rules)
    server = asks_a_server(machine)
    gap = server if isinstance(server, Unknown) else FROM_A_SERVER if server else None
    shortest, tries = _shortest(rules), _tries(rules)
    changes = rules.rows(CHANGE)
    expire = changes if isinstance(changes, Unknown) else bool(changes)
    return Passwords(
        tries_seen=tries,
        tries=tries if gap is None else gap,
        shortest_seen=shortest,
        shortest=shortest if gap is None else gap,
        none_used=False,
        expire=expire if gap is None or expire is True else gap,
    )


def _rules(machine: Machine) -> Plist | Unknown:
    """The property list that follows a line of words."""
    raw = run_bytes(machine, PWPOLICY, "-getaccountpolicies")
    if isinstance(raw, Unknown):
        return raw
    _, start, rest = raw.partition(START)
    return parse_plist(start + rest, PWPOLICY)


def _shortest(rules: Plist) -> int | Unknown:
    rows = rules.rows(CONTENT)
    if isinstance(rows, Unknown):
        return rows
    lengths = [int(found[1]) for text in _texts(rows or ()) if (found := _SHORTEST.fullmatch(text))]
    return max(lengths) if lengths else Unknown("not_seen", "no rule says how long a password must be")


def _texts(rows: tuple[Plist, ...]) -> Iterator[str]:
    for row in rows:
        text = row.text("policyContent")
        yield text if isinstance(text, str) else ""


def _tries(rules: Plist) -> int | Unknown:
    """Wrong passwords after which a login locks, by the strictest rule."""
    rows = rules.rows(SIGNING_IN)
    if isinstance(rows, Unknown):
        return rows
    parameters = [row.inner(PARAMETERS) for row in rows or ()]
    numbers = [one.number(TRIES) for one in parameters if isinstance(one, Plist)]
    found = [number for number in numbers if isinstance(number, int) and number > 0]
    return min(found) if found else UNTOLD
