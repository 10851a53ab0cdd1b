"""The five lights, and the closed list of reasons for which something is Not checked.

Nothing else in the project may invent a light, its name, its symbol or a reason.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

import msgspec

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


class Lamp(msgspec.Struct, frozen=True):
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


class Because(msgspec.Struct, frozen=True):
    """What is said of a reason: the sentence, a step that would find out, and who can take it."""

    sentence: str
    step: str
    who: Literal["you", "it", "supplier"] = "you"


REASONS: Final[Mapping[Reason, Because]] = MappingProxyType(
    {
        "needs_admin": Because(
            "This computer only shows it to an administrator.",
            "Ask your IT person to run carecheck as an administrator.",
            "it",
        ),
        "wrong_login": Because(
            "We can only see this from the login of the person who works here.",
            "Run carecheck from the login that people use every day.",
        ),
        "not_possible_here": Because("This kind of computer cannot tell us.", "Ask your IT person.", "it"),
        "tool_missing": Because(
            "A part of the system that we need is not here.", "Show this line to your IT person.", "it"
        ),
        "timed_out": Because("The answer took too long.", "Run carecheck again later."),
        "offline": Because("You asked us not to use the internet.", "Run carecheck again and let it use the internet."),
        "no_network": Because(
            "We could not reach the internet.", "Check that you are connected. Then run carecheck again."
        ),
        "no_reply": Because("The service that we asked did not give an answer.", "Run carecheck again tomorrow."),
        "no_such_name": Because(
            "This name does not exist. Check how it is spelled.", "Check the name. Then run carecheck again."
        ),
        "not_seen": Because(
            "We looked in the places that we know. It may be in another place.", "Ask your IT person.", "it"
        ),
        "not_listed": Because(
            "Our list of dates does not have this, or it is too old.", "Get the newest carecheck. Then run it again."
        ),
        "no_answer": Because("No one has answered this question yet.", "Find out and write the answer down."),
        "too_old": Because("The answer we have is too old.", "Find out again."),
        "unreadable": Because("We got an answer that we could not read.", "Show this line to your IT person.", "it"),
        "blocked": Because("A security setting stopped us from looking.", "Show this line to your IT person.", "it"),
        "our_fault": Because("carecheck had a fault. This is not your fault.", "Tell the makers of carecheck.", "it"),
    }
)


def urgency(light: Light) -> int:
    """Rank of a light, 0 for the most urgent."""
    return tuple(LIGHTS).index(light)
