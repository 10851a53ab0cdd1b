"""The MTA-STS policy: which hosts may take email for the domain, and only encrypted (RFC 8461)."""

from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown


class MtaSts(FactGroup, frozen=True):
    """The page to which the MTA-STS record points; the record itself stands in `transport`."""

    serves: ClassVar[tuple[Subject, ...]] = ("domain", "supplier")

    policy: Annotated[
        Literal["enforce", "testing", "off", "unusable", "none"] | Unknown,
        "What the policy asks of senders; unusable: it is missing, breaks the rules, or has a faulty certificate; "
        "none: there is no usable record, so that nobody looks for a policy",
    ]
    short_lived: Annotated[bool | Unknown, "Whether senders forget the policy within a day; no, where there is none"]
    mx_not_listed: Annotated[
        bool | Unknown, "Whether an MX host of the domain is not among those of the policy; no, where there is none"
    ]
    listed: Annotated[tuple[str, ...] | Unknown, "The hosts in the policy"]
    fault: Annotated[str | None | Unknown, "What makes the policy unusable; absent: nothing"]
