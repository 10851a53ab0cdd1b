"""The five lights, and the closed list of reasons for which something is Not checked.

Nothing else in the project may invent a light, its name, its symbol or a reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Light = Literal["red", "amber", "unknown", "green", "not_needed"]

Reason = Literal[
    "needs_admin",
    "wrong_login",
    "not_possible_here",
    "tool_missing",
    "timed_out",
    "offline",
    "no_network",
    "no_reply",
    "no_such_name",
    "not_seen",
    "not_listed",
    "no_answer",
    "too_old",
    "unreadable",
    "blocked",
    "our_fault",
]


@dataclass(frozen=True, slots=True)
class Lamp:
    """How one light is shown: its name, and its badge in a terminal."""

    name: str
    badge: str


# In order of urgency: the order in which reports show them.
LIGHTS: Final[Mapping[Light, Lamp]] = MappingProxyType(
    {
        "red": Lamp("Fix now", "[X]"),
        "amber": Lamp("Fix soon", "[!]"),
        "unknown": Lamp("Not checked", "[?]"),
        "green": Lamp("OK", "[OK]"),
        "not_needed": Lamp("Not needed", "[-]"),
    }
)

REASONS: Final[Mapping[Reason, str]] = MappingProxyType(
    {
        "needs_admin": "This computer only shows it to an administrator.",
        "wrong_login": "We can only see this from the login of the person who works here.",
        "not_possible_here": "This kind of computer cannot tell us.",
        "tool_missing": "A part of the system that we need is not here.",
        "timed_out": "The answer took too long.",
        "offline": "You asked us not to use the internet.",
        "no_network": "We could not reach the internet.",
        "no_reply": "The service that we asked did not give an answer.",
        "no_such_name": "This name does not exist. Check how it is spelled.",
        "not_seen": "We looked in the places that we know. It may be in another place.",
        "not_listed": "Our list of dates does not have this, or it is too old.",
        "no_answer": "No one has answered this question yet.",
        "too_old": "The answer we have is too old.",
        "unreadable": "We got an answer that we could not read.",
        "blocked": "A security setting stopped us from looking.",
        "our_fault": "carecheck had a fault. This is not your fault.",
    }
)


def urgency(light: Light) -> int:
    """Rank of a light, 0 for the most urgent."""
    return tuple(LIGHTS).index(light)
