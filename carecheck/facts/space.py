"""The room that is left on the disk on which the system lies."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Space(FactGroup, frozen=True):
    """How full the disk of the system is, in whole numbers, rounded down."""

    free_gb: Annotated[int | Unknown, "Free room on the disk of the system, in GB as Windows counts them"]
    free_percent: Annotated[int | Unknown, "Free room on the disk of the system, as a part of 100 of it"]
