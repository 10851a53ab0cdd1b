"""Invitations to help from afar: Remote Assistance of Windows."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Invitations(FactGroup, frozen=True):
    """Whether someone can be asked in, or ask to come in, to help."""

    on: Annotated[bool | Unknown, "Whether remote help by invitation (Remote Assistance) is turned on"]
