"""Made-up domains for each row of the table of lights, all of them `home.example` or below it."""

from collections.abc import Mapping
from typing import Final

from tests.domain.world import DANGLING, Rows, World

HOME: Final = "home.example"
REPORTS: Final = "rua=mailto:dmarc@home.example"

# What stands at _dmarc.home.example, the light, and the rule that gives it.
OWN_RECORD: Final[Mapping[str, tuple[str, str | None]]] = {
    f"v=DMARC1; p=reject; {REPORTS}": ("green", "blocks"),
    f"v=DMARC1; p=quarantine; {REPORTS}": ("green", "blocks"),
    "v=DMARC1; p=reject": ("green", "blocks"),
    f"v=DMARC1; p=reject; sp=quarantine; np=reject; {REPORTS}": ("green", "blocks"),
    f"v=DMARC1; p=reject; pct=100; t=n; {REPORTS}": ("green", "blocks"),
    f"v=DMARC1; p=reject; t=maybe; {REPORTS}": ("green", "blocks"),
    f"v=DMARC1; p=reject; X=1; {REPORTS}": ("green", "blocks"),
    f"v=DMARC1; p=reject; sp=none; {REPORTS}": ("amber", "names_below_open"),
    f"v=DMARC1; p=reject; np=none; {REPORTS}": ("amber", "names_below_open"),
    f"v=DMARC1; p=quarantine; sp=reject; np=none; {REPORTS}": ("amber", "names_below_open"),
    f"v=DMARC1; p=reject; sp=none; np=reject; {REPORTS}": ("amber", "names_below_open"),
    f"v=DMARC1; p=reject; pct=99; {REPORTS}": ("amber", "only_a_part"),
    f"v=DMARC1; p=quarantine; pct=0; {REPORTS}": ("amber", "only_a_part"),
    f"v=DMARC1; p=reject; t=y; {REPORTS}": ("amber", "testing"),
    f"v=DMARC1; p=quarantine; t=y; {REPORTS}": ("amber", "testing"),
    f"v=DMARC1; p=none; t=y; {REPORTS}": ("amber", "watches"),
    f"v=DMARC1; p=none; {REPORTS}": ("amber", "watches"),
    "v=DMARC1; p=none; rua=https://reports.example/": ("amber", "watches"),
    f"v=DMARC1; {REPORTS}": ("amber", "watches"),
    f"v=DMARC1; p=none; sp=reject; {REPORTS}": ("amber", "watches"),
    f"v=DMARC1; p=rejct; {REPORTS}": ("amber", "misspelt"),
    f"v=DMARC1; p=reject; sp=rejct; {REPORTS}": ("amber", "misspelt"),
    f"v=DMARC1; P=reject; {REPORTS}": ("amber", "capitals"),
    f"V=DMARC1; p=reject; {REPORTS}": ("amber", "capitals"),
    "v=DMARC1; p=none": ("red", "does_nothing"),
    "v=DMARC1; p=none; rua=dmarc@home.example": ("red", "does_nothing"),
    "v=DMARC1; p=none; ruf=mailto:dmarc@home.example": ("red", "does_nothing"),
    "v=DMARC1": ("red", "no_policy"),
    "v=DMARC1; p=rejct": ("red", "no_policy"),
    "v=DMARC1; p=reject; np=rejct": ("red", "no_policy"),
    "v=DMARC1; p=reject, rua=mailto:dmarc@home.example": ("red", "no_policy"),
    f"v=DMARC1; p=reject; p=reject; {REPORTS}": ("red", "not_readable"),
    f" v=DMARC1; p=reject; {REPORTS}": ("red", "not_readable"),
    f"v=dmarc1; p=reject; {REPORTS}": ("red", "not_readable"),
    f"v=DMARC1 p=reject; {REPORTS}": ("red", "not_readable"),
    "v=spf1 -all": ("red", "missing"),
}

_GOOD: Final = "v=DMARC1; p=reject"
_WATCHING: Final = f"v=DMARC1; p=none; {REPORTS}"
_SEVERAL: Final = [_GOOD, _WATCHING]

# Whole worlds, the domain that is looked at, its light, and the rule that gives it.
OTHER: Final[Mapping[str, tuple[Rows, str, str, str | None]]] = {
    "nothing": ({HOME: {"TXT": ["v=spf1 -all"]}}, HOME, "red", "missing"),
    "several": ({"_dmarc.home.example": {"TXT": _SEVERAL}}, HOME, "red", "several"),
    "several, good one inherited": (
        {"_dmarc.a.home.example": {"TXT": _SEVERAL}, "_dmarc.home.example": {"TXT": [_GOOD]}},
        "a.home.example",
        "amber",
        "several_covered",
    ),
    "several, useless one inherited": (
        {"_dmarc.a.home.example": {"TXT": _SEVERAL}, "_dmarc.home.example": {"TXT": ["v=DMARC1; p=none"]}},
        "a.home.example",
        "red",
        "does_nothing",
    ),
    "mistake, good one inherited": (
        {"_dmarc.a.home.example": {"TXT": ["v=dmarc1; p=none"]}, "_dmarc.home.example": {"TXT": [_GOOD]}},
        "a.home.example",
        "amber",
        "mistake_covered",
    ),
    "a text of another kind beside it": (
        {"_dmarc.home.example": {"TXT": ["verify=1", "v=spf1 -all", _GOOD]}},
        HOME,
        "green",
        "blocks",
    ),
    "inherited": ({"_dmarc.home.example": {"TXT": [_GOOD]}}, "a.home.example", "green", "blocks"),
    "inherited, sp is none": (
        {"_dmarc.home.example": {"TXT": [f"v=DMARC1; p=reject; sp=none; {REPORTS}"]}},
        "a.home.example",
        "amber",
        "watches",
    ),
    "inherited, np is none": (
        {"a.home.example": {"TXT": ["x"]}, "_dmarc.home.example": {"TXT": ["v=DMARC1; p=reject; np=none"]}},
        "a.home.example",
        "amber",
        "names_below_open",
    ),
    "inherited, without a policy or a report address": (
        {"_dmarc.home.example": {"TXT": ["v=DMARC1"]}},
        "a.home.example",
        "red",
        "no_policy",
    ),
    "inherited, only p is none": (
        {"_dmarc.home.example": {"TXT": ["v=DMARC1; p=none; sp=reject"]}},
        "a.home.example",
        "green",
        "blocks",
    ),
    "sp is none, but a name above decides for names below": (
        {
            "_dmarc.a.home.example": {"TXT": [f"v=DMARC1; p=reject; sp=none; {REPORTS}"]},
            "_dmarc.home.example": {"TXT": [_GOOD]},
        },
        "a.home.example",
        "green",
        "blocks",
    ),
    "sp is none, and the name above is open too": (
        {
            "_dmarc.a.home.example": {"TXT": [f"v=DMARC1; p=reject; sp=none; {REPORTS}"]},
            "_dmarc.home.example": {"TXT": [_WATCHING]},
        },
        "a.home.example",
        "amber",
        "names_below_open",
    ),
    "sp is none on a name that calls itself an organisation": (
        {
            "_dmarc.a.home.example": {"TXT": ["v=DMARC1; p=reject; sp=none; psd=n"]},
            "_dmarc.home.example": {"TXT": [_GOOD]},
        },
        "a.home.example",
        "amber",
        "names_below_open",
    ),
    "at the bare name": ({HOME: {"TXT": [_GOOD]}}, HOME, "red", "wrong_place"),
    "at the bare name too": (
        {HOME: {"TXT": [_WATCHING]}, "_dmarc.home.example": {"TXT": [_GOOD]}},
        HOME,
        "green",
        "blocks",
    ),
    "at the name twice": ({"_dmarc.home.example.home.example": {"TXT": [_GOOD]}}, HOME, "red", "name_twice"),
    "at the bare name, good one inherited": (
        {"a.home.example": {"TXT": [_GOOD]}, "_dmarc.home.example": {"TXT": [_GOOD]}},
        "a.home.example",
        "green",
        "blocks",
    ),
    "an alias to nothing": ({"_dmarc.home.example": {"TXT": DANGLING}}, HOME, "red", "leads_nowhere"),
    "not the home's own": ({}, "gmail.com", "not_needed", None),
}


def own_record(text: str) -> World:
    """The world in which this text stands at `_dmarc.home.example`."""
    return World({HOME: {"TXT": ["v=spf1 -all"]}, "_dmarc.home.example": {"TXT": [text]}})


def every_world() -> list[tuple[World, str]]:
    """All of these worlds, each with its domain."""
    return [
        *((own_record(text), HOME) for text in OWN_RECORD),
        *((World(rows), domain) for rows, domain, _, _ in OTHER.values()),
    ]
