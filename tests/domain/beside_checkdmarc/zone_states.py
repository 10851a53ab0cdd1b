"""The zone states in `states.yaml`, and what each program says of them over the same real name server."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, cast

import msgspec

from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check
from carecheck.judge.verdict import decide
from carecheck.judge.worlds import World
from carecheck.look.network import open_network
from carecheck.look.probes import probes_for
from carecheck.look.rounds import look_at_domain
from carecheck.shipped import shipped
from carecheck.yamlfile import read_yaml

FILE: Final = Path(__file__).with_name("states.yaml")
TODAY: Final = date(2026, 11, 25)

About = Literal["spf", "dmarc", "mx"]
Verdict = Literal["valid", "warned", "invalid"]

# What others publish, for the records of the states; a zone that is no zone makes the name server fail (SERVFAIL).
OTHERS: Final[Mapping[str, str]] = {
    "shut.example": '@ TXT "v=spf1 ip4:192.0.2.1 -all"',
    "open.example": '@ TXT "v=spf1 +all"',
    "host.example": "@ A 192.0.2.20\n@ AAAA 2001:db8::20\n@ MX 10 host.example.\nalias CNAME host.example.",
    "inside.example": "@ A 10.0.0.1",
    "agrees.example": '*._report._dmarc TXT "v=DMARC1"\n@ A 192.0.2.30',
    "eight.example": f'@ TXT "v=spf1 {"a:host.example " * 8}-all"',
    "fails.example": "this is ((( no zone",
}


class Difference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the two differ, and the section that decides it."""

    why: str
    by: str


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One zone, what it is about, and both verdicts; `checkdmarc` is that of the version in the file."""

    id: str
    about: About
    zone: str
    carecheck: str
    checkdmarc: Verdict
    differs: Difference | None = None

    @property
    def name(self) -> str:
        """The domain of this state."""
        return f"{self.id.replace('_', '-')}.example"


class States(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: all states, and the version of checkdmarc that was asked on that day."""

    checkdmarc: str
    asked_on: date
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What carecheck says: the light and the rule or the reason."""

    light: str
    code: str

    def __str__(self) -> str:
        return f"{self.light} {self.code}"


@cache
def states() -> States:
    """The file."""
    return msgspec.convert(cast(Any, read_yaml(FILE).content), States)


def zones(of: tuple[State, ...]) -> dict[str, str]:
    """The zones of all states, and those of others.

    A name of which `FAILS` stands in a zone is a zone of its own that cannot be read.
    """
    all_zones = dict(OTHERS)
    for state in of:
        kept: list[str] = []
        for line in state.zone.splitlines():
            if line.endswith(" FAILS"):
                part = line.removesuffix(" FAILS")
                all_zones[state.name if part == "@" else f"{part}.{state.name}"] = OTHERS["fails.example"]
            else:
                kept.append(line)
        all_zones.setdefault(state.name, "\n".join(kept))
    return all_zones


def told_by_us(of: tuple[State, ...], address: str) -> dict[str, Told]:
    """What carecheck says of each state."""
    network = open_network(address)
    told: dict[str, Told] = {}
    try:
        for state in of:
            groups, _ = look_at_domain(state.name, probes_for("domain").values(), network)
            check = _checks()[f"email.{state.about}"]
            outcome = decide(check, World("domain", TODAY, groups, limits=check.default_limits))
            because = outcome.rule.code if outcome.rule else outcome.gaps[0].unknown.reason if outcome.gaps else ""
            told[state.id] = Told(outcome.light, because)
    finally:
        network.close()
    return told


def agree(light: str, verdict: Verdict) -> bool:
    """Whether a light and a verdict come to the same: it works, with or without remarks, or it does not."""
    return light in ("green", "amber") if verdict != "invalid" else light == "red"


@cache
def _checks() -> dict[str, Check]:
    return load_checks(shipped("checks"))
