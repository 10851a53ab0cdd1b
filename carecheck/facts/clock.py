"""Whether the computer keeps its own clock right."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Clock(FactGroup, frozen=True):
    """The clock, on which codes for signing in and certificates of websites depend."""

    kept_right: Annotated[bool | Unknown, "Whether the computer is set to keep its own clock right"]
