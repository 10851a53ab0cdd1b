"""Whether an organisation manages this computer."""

from datetime import date
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown, any_of, derived


class Management(FactGroup, frozen=True):
    """The ways in which an organisation can have taken over the care of a computer."""

    domain: Annotated[bool | Unknown, "Whether the computer belongs to a domain"]
    cloud: Annotated[bool | Unknown, "Whether the computer has joined an organisation in the cloud (Microsoft Entra)"]
    enrolled: Annotated[bool | Unknown, "Whether a service for managing devices looks after it (MDM, such as Intune)"]

    @derived()
    def managed(self, today: date) -> bool | Unknown:
        """Whether an organisation manages it in one of these ways."""
        return any_of([self.domain, self.cloud, self.enrolled])
