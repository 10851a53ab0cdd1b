"""Made-up domains for each row of the table of CAA lights."""

from collections.abc import Mapping
from typing import Final

from tests.domain.world import DANGLING, NO_DATA, NO_SUCH_NAME, SERVFAIL, Records, World

HOME: Final = "home.example"
CHOSEN: Final = '0 issue "letsencrypt.org"'

# The records at the domain, those at the name over it, the light, and the rule that gives it.
CASES: Final[Mapping[str, tuple[Records, Records, str, str | None]]] = {
    "one company": ([CHOSEN], NO_DATA, "green", "chosen"),
    "two companies": ([CHOSEN, '0 issue "digicert.com; account=1"'], NO_DATA, "green", "chosen"),
    "capitals": (['0 ISSUE "letsencrypt.org"'], NO_DATA, "green", "chosen"),
    "critical, and known": (['128 issue "letsencrypt.org"'], NO_DATA, "green", "chosen"),
    "an unknown tag that does not matter": ([CHOSEN, '0 tbs "x"'], NO_DATA, "green", "chosen"),
    "a flag under critical": ([CHOSEN, '127 tbs "x"'], NO_DATA, "green", "chosen"),
    "nobody": (['0 issue ";"'], NO_DATA, "green", "nobody"),
    "nobody, in an empty text": (['0 issue ""'], NO_DATA, "green", "nobody"),
    "nobody beside a company": (['0 issue ";"', CHOSEN], NO_DATA, "green", "chosen"),
    "from the name over it": (NO_DATA, [CHOSEN], "green", "chosen"),
    "an alias to nothing, and the name over it": (DANGLING, [CHOSEN], "green", "chosen"),
    "the nearest set counts": ([CHOSEN], ['128 tbs "x"'], "green", "chosen"),
    "an unknown critical tag": ([CHOSEN, '128 tbs "x"'], NO_DATA, "amber", "not_known"),
    "only an unknown critical tag": (['128 tbs "x"'], NO_DATA, "amber", "not_known"),
    "only where to complain": (['0 iodef "mailto:a@home.example"'], NO_DATA, "amber", "anyone"),
    "only for wildcards": (['0 issuewild "letsencrypt.org"'], NO_DATA, "amber", "anyone"),
    "the nearest set counts, though it allows all": (
        ['0 iodef "mailto:a@home.example"'],
        [CHOSEN],
        "amber",
        "anyone",
    ),
    "none": (NO_DATA, NO_DATA, "amber", "anyone"),
    "unreadable": ([CHOSEN, "\\# 3 000102"], NO_DATA, "unknown", None),
    "a router that does not know CAA": (NO_SUCH_NAME, NO_DATA, "unknown", None),
    "a router that does not know CAA over it": (NO_DATA, NO_SUCH_NAME, "unknown", None),
    "not read": (SERVFAIL, [CHOSEN], "unknown", None),
    "not read over it": (NO_DATA, SERVFAIL, "unknown", None),
    "not read over it, where it does not matter": ([CHOSEN], SERVFAIL, "green", "chosen"),
}


def world_with(own: Records, over: Records) -> World:
    return World({HOME: {"CAA": own, "TXT": ["x"]}, "example": {"CAA": over}})
