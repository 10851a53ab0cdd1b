"""The table of zone states, one file for each topic.

`retold` holds the rows of the tables in `tests/domain`, which the made-up DNS there answers too. The other topics hold
what only real servers can say (signatures, aliases over zones, split and long texts, delays, names as people type them),
and the rules of each record once kept and once broken.
"""

from itertools import chain
from typing import Final

from tests.zones.states import State
from tests.zones.table import aliases, delays, names, policies, retold, rules, signatures, texts, websites, wholes

STATES: Final[list[State]] = list(
    chain(
        retold.STATES,
        rules.STATES,
        signatures.STATES,
        aliases.STATES,
        texts.STATES,
        delays.STATES,
        names.STATES,
        policies.STATES,
        websites.STATES,
        wholes.STATES,
    )
)
