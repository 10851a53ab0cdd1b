"""What a website's front page tells browsers to be careful about."""

from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown


class Headers(FactGroup, frozen=True):
    """Headers with which a website protects its visitors."""

    serves: ClassVar[tuple[Subject, ...]] = ("website", "supplier")

    hsts: Annotated[
        Literal["long", "short", "missing"] | Unknown,
        "Whether browsers are told to use only HTTPS (RFC 6797): for a day or more, for less, or not at all",
    ]
    framing_refused: Annotated[
        bool | Unknown, "Whether other websites are kept from showing its pages inside their own"
    ]
    tells_address: Annotated[
        bool | Unknown, "Whether it asks browsers to tell other websites the whole address of the page one comes from"
    ]
