"""What to publish next: records that are right for the present state of this domain, ready to be copied."""

from typing import Annotated, ClassVar

from carecheck.facts.model import FactGroup, Subject, Unknown


class Wanted(FactGroup, frozen=True):
    """The next records for the domain; what only its owner can know is Unknown, with what is missing."""

    serves: ClassVar[tuple[Subject, ...]] = ("domain", "supplier")

    spf: Annotated[str | None | Unknown, "The TXT record at the domain that is its SPF; absent: as it is now"]
    dmarc: Annotated[str | None | Unknown, "The TXT record at _dmarc, 1 step on from now; absent: as it is now"]
    dkim: Annotated[str | None | Unknown, "Where the mail company turns DKIM on; absent: our table does not say"]
