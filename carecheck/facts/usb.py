"""What this computer lets people do with memory sticks, by rules for everyone who uses it."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Usb(FactGroup, frozen=True):
    """The rules of the system itself; one that another program adds cannot be seen."""

    blocked: Annotated[bool | Unknown, "Whether a rule stops people from using memory sticks"]
    read_only: Annotated[bool | Unknown, "Whether a rule stops people from writing to memory sticks"]
    only_encrypted: Annotated[bool | Unknown, "Whether a rule lets people write only to encrypted memory sticks"]
