"""DNSSEC: the signature on the settings of a domain (RFC 4033 to 4035)."""

from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown


class Dnssec(FactGroup, frozen=True):
    """Whether the domain's records are signed, and what a name server that validates says of them."""

    serves: ClassVar[tuple[Subject, ...]] = ("domain", "supplier")

    signed: Annotated[
        Literal["whole", "half", "none"] | Unknown,
        "Whether the zone is signed: whole with a DS record at its parent; half: it has keys, but no DS",
    ]
    confirmed: Annotated[bool | Unknown, "Whether the name server that we asked has validated the signature"]
    bogus: Annotated[
        bool | Unknown, "Whether it fails validation, so that the domain is not there for all who validate"
    ]
