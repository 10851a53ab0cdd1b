"""The logins that a system brings along: its guest and its own administrator."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Builtin(FactGroup, frozen=True):
    """Whether logins are on that belong to no person."""

    guest_on: Annotated[bool | Unknown, "Whether the guest login is switched on"]
    administrator_on: Annotated[bool | Unknown, "Whether the administrator that the system brings along is switched on"]
    everyday: Annotated[bool | Unknown, "Whether people work here with the administrator that the system brings along"]
