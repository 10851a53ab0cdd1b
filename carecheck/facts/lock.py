"""When the screen locks by itself, by the settings of the person who works here and of the computer."""

from dataclasses import dataclass
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


@dataclass(frozen=True, slots=True)
class Lock(FactGroup):
    """How long somebody who walks away leaves the screen open. A screen may have several ways to lock."""

    minutes: Annotated[int | None | Unknown, "Minutes until the screen locks by itself; absent: it never does"]
    at_most_minutes: Annotated[
        int | None | Unknown, "Minutes until it locks by the ways that we could read; one more could only be sooner"
    ]
    asks_on_waking: Annotated[
        bool | Unknown, "Whether the computer asks for a password or PIN when it wakes from sleep"
    ]
