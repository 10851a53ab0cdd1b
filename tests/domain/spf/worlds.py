"""The made-up domain of these tests, and short ways to give it an SPF record."""

from collections.abc import Mapping
from typing import Final

from carecheck.facts.spf import Spf
from carecheck.look.domain.spf import spf
from carecheck.look.lookups import RecordType
from tests.domain.world import DANGLING, NO_DATA, SERVFAIL, TIMED_OUT, Records, World

HOME: Final = "home.example"
OTHERS: Final = {
    "shut.example": "v=spf1 ip4:192.0.2.1 -all",
    "open.example": "v=spf1 +all",
    "eight.example": f"v=spf1 {'a:host.example ' * 8}-all",
}

# The record of the home, the light, and the rule that gives it; `OTHERS` publish theirs.
Row = tuple[str, str, str | None]
OWN_RECORD: Final[list[Row]] = [
    ("v=spf1 mx include:shut.example -all", "green", "stops_strangers"),
    ("v=spf1 mx include:shut.example ~all", "green", "stops_strangers"),
    ("v=spf1 redirect=shut.example", "green", "stops_strangers"),
    ("v=spf1 mx ?all", "amber", "strangers_pass"),
    ("v=spf1 mx", "amber", "strangers_pass"),
    ("v=spf1", "amber", "strangers_pass"),
    ("v=spf1 mx ?include:open.example -all", "amber", "strangers_pass"),
    ("v=spf1 mx ptr -all", "amber", "uses_ptr"),
    ("v=spf1 mx -all ptr", "amber", "part_ignored"),
    ("v=spf1 include:eight.example -all", "green", "stops_strangers"),  # 9 look-ups
    ("v=spf1 mx include:eight.example -all", "amber", "full"),  # 10
    ("v=spf1 a mx include:eight.example -all", "red", "broken"),  # 11
    ("v=spf1 mx a:x1.example -all", "amber", "dead_name"),
    ("v=spf1 mx a:x1.example a:x2.example -all", "amber", "dead_name"),
    ("v=spf1 mx a:x1.example a:x2.example a:x3.example -all", "red", "broken"),
    ("v=spf1 ip4:10.0.0.0/9 -all", "green", "stops_strangers"),
    ("v=spf1 ip4:10.0.0.0/8 -all", "amber", "wide_range"),
    ("v=spf1 ip6:2001::/21 -all", "green", "stops_strangers"),
    ("v=spf1 ip6:2001::/20 -all", "amber", "wide_range"),
    ("v=spf1 mx moo -all", "red", "broken"),
    ("v=spf1 include:empty.example -all", "red", "broken"),
    (f"v=spf1 include:{HOME} -all", "red", "broken"),
    ("v=spf1 mx +all", "red", "passes_everyone"),
    ("v=spf1 mx all", "red", "passes_everyone"),
    ("v=spf1 a/1 -all", "amber", "wide_range"),
    ("v=spf1 a/0 -all", "red", "passes_everyone"),
    ("v=spf1 ip4:0.0.0.0/1 -all", "amber", "wide_range"),
    ("v=spf1 ip4:0.0.0.0/0 -all", "red", "passes_everyone"),
    ("v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all", "red", "passes_everyone"),
    ("v=spf1 mx include:open.example -all", "red", "passes_everyone"),
    ("v=spf1 -all", "amber", "nobody_may_send"),  # there is an MX
    ("v=spf1 exists:%{i}.spf.example -all", "green", "stops_strangers"),
    ("v=spf1 include:%{i}.spf.example -all", "unknown", None),
]
# The same where nobody answers for slow.example.
WITH_AN_UNREAD_PART: Final[list[Row]] = [
    ("v=spf1 include:slow.example +all", "red", "passes_everyone"),
    ("v=spf1 include:slow.example include:open.example -all", "red", "passes_everyone"),
    ("v=spf1 include:slow.example moo -all", "red", "broken"),
    ("v=spf1 include:slow.example include:empty.example -all", "red", "broken"),
    (f"v=spf1 include:slow.example {'a ' * 10}-all", "red", "broken"),
    ("v=spf1 include:slow.example ?all", "amber", "strangers_pass"),
    ("v=spf1 include:slow.example ip4:10.0.0.0/8 -all", "amber", "wide_range"),
    ("v=spf1 include:slow.example ptr -all", "amber", "uses_ptr"),
    ("v=spf1 include:slow.example -all", "unknown", None),
    ("v=spf1 mx redirect=slow.example", "unknown", None),
    ("v=spf1 a:slow.example -all", "unknown", None),
    ("v=spf1 mx:slow.example -all", "unknown", None),
    ("v=spf1 exists:slow.example -all", "unknown", None),
    ("v=spf1 mx -all include:slow.example", "amber", "part_ignored"),
    ("v=spf1 mx exp=slow.example -all", "green", "stops_strangers"),
]

# All texts of a home with email, the light, and the rule that gives it.
TEXTS: Final[list[tuple[Records, str, str | None]]] = [
    (NO_DATA, "red", "missing"),
    (DANGLING, "red", "missing"),
    (["v=spf10 -all", "other"], "red", "missing"),
    (["v=spf1 mx -all", "v=spf1 mx ~all"], "red", "several"),
    (["v=spf1 mx -all", "other"], "green", "stops_strangers"),
    (SERVFAIL, "unknown", None),
    (TIMED_OUT, "unknown", None),
]
# The same of a home without email.
WITHOUT_EMAIL: Final[list[tuple[Records, str, str | None]]] = [
    (["v=spf1 -all"], "green", "no_mail"),
    (["V=SPF1  -ALL "], "green", "no_mail"),
    (NO_DATA, "red", "missing_no_mail"),
    (["v=spf1 +all"], "red", "passes_everyone"),
    (["v=spf1 ?all"], "amber", "strangers_pass"),
    (["v=spf1 ip4:192.0.2.1 -all"], "green", "stops_strangers"),
]

# The MX records of a home whose list names nobody and refuses nobody, and the rule that gives the amber light.
NAMES_NOBODY: Final[list[tuple[Records, str]]] = [
    ([(0, "")], "no_mail_not_refused"),
    ([(10, "mx.example")], "nobody_may_send"),
]


def world_with(record: str, others: Mapping[str, str] | None = None) -> World:
    """A world in which the home publishes that record, and others theirs.

    `host.example` has an address of each family, `mail.example` has it as its MX, and `empty.example` has nothing.
    """
    rows: dict[str, Mapping[RecordType, Records]] = {
        HOME: {"TXT": [record], "A": ["192.0.2.10"], "MX": [(10, "host.example")]},
        "host.example": {"A": ["192.0.2.20"], "AAAA": ["2001:db8::20"]},
        "mail.example": {"MX": [(10, "host.example")]},
        "empty.example": {"TXT": NO_DATA},
    }
    return World(rows | {name: {"TXT": [text]} for name, text in (others or {}).items()})


def world_with_unread_part(record: str) -> World:
    """The same world, in which nobody answers for `slow.example`."""
    world = world_with(record, OTHERS)
    slow: Mapping[RecordType, Records] = dict.fromkeys(("TXT", "A", "AAAA", "MX"), TIMED_OUT)
    world.rows = {**world.rows, "slow.example": slow}
    return world


def world_of_texts(txt: Records) -> World:
    """A world in which the home has these texts and one server for email."""
    return World({HOME: {"TXT": txt, "MX": [(10, "mx.example")]}, "mx.example": {"A": ["192.0.2.1"]}})


def world_without_email(mx: Records, txt: Records) -> World:
    """A world in which the home has a website and no email."""
    return World({HOME: {"TXT": txt, "MX": mx, "A": ["192.0.2.1"]}})


def look(record: str, others: Mapping[str, str] | None = None) -> Spf:
    """The facts of the home that publishes that record."""
    return world_with(record, others).look(spf, HOME)
