"""How the system classes the networks that this computer uses; never their names."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Networks(FactGroup, frozen=True):
    """Networks that are marked as public (strangers are on it) or as private (a home's own)."""

    public_one_trusted: Annotated[
        bool | Unknown, "Whether a network is marked as private whose name looks like that of a public one"
    ]
    office_not_trusted: Annotated[
        bool | Unknown, "Whether a computer that stays in its place uses a network that is marked as public"
    ]
