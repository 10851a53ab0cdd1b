"""On what facts about a Mac rest: documents only, for none of them was ever seen on a real Mac.

When a real one has shown a fact, name it here.
"""

from typing import Final

from carecheck.facts.catalogue import Fact

SEEN_ON_A_MAC: Final[frozenset[str]] = frozenset()


def provenance(fact: Fact) -> str | None:
    """On what a fact rests; None: no probe of macOS fills it."""
    from carecheck.look.probes import probes_for

    if fact.derived or fact.group.group_name() not in probes_for("macos"):
        return None
    return "seen on a real Mac" if fact.name in SEEN_ON_A_MAC else "from documents, never seen on a real Mac"
