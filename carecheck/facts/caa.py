"""CAA: which companies may issue certificates for a domain (RFC 8659)."""

from typing import Annotated, ClassVar

from carecheck.facts.model import FactGroup, Subject, Unknown


class Caa(FactGroup, frozen=True):
    """The CAA records that apply to a domain, its own or those of the nearest name over it."""

    serves: ClassVar[tuple[Subject, ...]] = ("domain", "supplier")

    restricts: Annotated[bool | Unknown, "Whether only the companies that they name may issue certificates"]
    forbids_all: Annotated[bool | Unknown, "Whether nobody may issue certificates"]
    critical_unknown: Annotated[
        bool | Unknown, "Whether a tag that nobody knows is marked as critical, so that nobody may issue certificates"
    ]
    issuers: Annotated[tuple[str, ...] | Unknown, "The companies that may, by the names of their domains"]
    found_at: Annotated[str | None | Unknown, "The name at which the records stand; absent: there are none"]
