"""What the antivirus is told to leave out; never the names of it."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Exclusions(FactGroup, frozen=True):
    """Places, kinds of file and programs at which the antivirus does not look."""

    wide: Annotated[
        bool | Unknown, "Whether a whole drive, people's own folders or a kind of program is left out of scanning"
    ]
    some: Annotated[bool | Unknown, "Whether anything is left out of scanning"]
