"""What a public list says that the whole internet can reach at the home's address."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Exposed(FactGroup, frozen=True):
    """What a public list of open ports says of the address under which the internet sees this computer."""

    listed: Annotated[bool | Unknown, "Whether the list has anything about the address; no proves nothing"]
    dangerous: Annotated[tuple[str, ...] | Unknown, "Dangerous services that it saw, by data/exposed-services.yaml"]
    others: Annotated[tuple[str, ...] | Unknown, "Other ports that it saw open"]
