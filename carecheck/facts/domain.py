"""The domain itself: whether it exists, whose it is, and whether it is used for email."""

from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown


class Domain(FactGroup, frozen=True):
    """Whether a domain name exists, whose it is, and whether it is used for email."""

    serves: ClassVar[tuple[Subject, ...]] = ("domain", "supplier")

    exists: Annotated[bool | Unknown, "Whether the name exists"]
    is_own: Annotated[
        bool | Unknown,
        "Whether it can be the home's own; not when it is a mail provider's, such as gmail.com or nhs.net",
    ]
    owner: Annotated[
        Literal["own", "free", "broadband", "nhsmail"] | Unknown,
        "Whose it is by data/shared-domains.yaml: a free or broadband mail provider's, NHSmail's, or else own",
    ]
    has_mail: Annotated[
        bool | Unknown, "Whether it is used for email; not with a null MX, nor with no MX and an SPF that names nobody"
    ]
