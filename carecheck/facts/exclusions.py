"""What the antivirus is told to leave out; never the names of it."""

from dataclasses import dataclass
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


@dataclass(frozen=True, slots=True)
class Exclusions(FactGroup):
    """Places, kinds of file and programs at which the antivirus does not look."""

    wide: Annotated[
        bool | Unknown, "Whether a whole drive, people's own folders or a kind of program is left out of scanning"
    ]
    some: Annotated[bool | Unknown, "Whether anything is left out of scanning"]
