"""What the system says of its own licences; never a key."""

from typing import Annotated, Literal

from carecheck.facts.model import FactGroup, Unknown


class Licence(FactGroup, frozen=True):
    """Whether the maker counts this copy of the system as paid for."""

    activated: Annotated[bool | Unknown, "Whether the system says that it is activated"]
    extended: Annotated[
        Literal["organisation", "person", "none_seen"] | Unknown,
        "Who was seen to have a licence for extended updates here; the patch level tells if they come",
    ]
