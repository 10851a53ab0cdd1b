"""DMARC: what others are told to do with fake email that uses the domain's name (RFC 9989)."""

from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown


class Dmarc(FactGroup, frozen=True):
    """The DMARC record that applies to a domain, its own or one of a name above it."""

    serves: ClassVar[tuple[Subject, ...]] = ("domain", "supplier")

    found: Annotated[bool | Unknown, "Whether a DMARC record applies to the domain"]
    policy: Annotated[
        Literal["not_used", "none", "quarantine", "reject"] | Unknown,
        "What the record that applies asks others to do with fake email; not_used: they do nothing with DMARC",
    ]
    testing: Annotated[bool | Unknown, "Whether the record says that it is only a test (t=y)"]
    percent_under_100: Annotated[
        bool | Unknown,
        "Whether the record asks for only a part of fake email to be treated (pct); older receivers obey",
    ]
    subdomains_open: Annotated[
        bool | Unknown, "Whether the record stops fakes of the domain, but not of made-up names below it (sp, np)"
    ]
    reports_to: Annotated[
        Literal["email", "other", "nowhere"] | Unknown,
        "Where the record asks reports to be sent; other: only to kinds of address that few can send to",
    ]
    reports_refused: Annotated[
        bool | Unknown, "Whether somebody else's domain is to get the reports and has not agreed to get them"
    ]
    misspelt: Annotated[
        bool | Unknown, "Whether a policy in the record is no valid word, so that the record counts as none or nothing"
    ]
    capital_tags: Annotated[bool | Unknown, "Whether the record writes tag names in capitals, which some cannot read"]
    several: Annotated[bool | Unknown, "Whether the domain has 2 or more DMARC records of its own, so that none counts"]
    unusable: Annotated[
        bool | Unknown, "Whether the domain has no valid record of its own, but something that looks like one"
    ]
    pointer_dead: Annotated[bool | Unknown, "Whether the domain's own record is an alias that leads nowhere"]
    misplaced_at_name: Annotated[
        bool | Unknown, "Whether the domain has no valid record of its own, but one at the bare name, without _dmarc"
    ]
    misplaced_twice: Annotated[
        bool | Unknown, "Whether the domain has no valid record of its own, but one at its name written twice"
    ]
    nearer_skipped: Annotated[
        bool | Unknown, "Whether a record of a name above the domain is skipped, since a higher one applies"
    ]
    record_at: Annotated[str | None | Unknown, "Where the record that applies stands; absent: none applies"]
    tags_not_valid: Annotated[
        tuple[str, ...] | Unknown, "Tags of the record that applies whose values are not valid and so ignored"
    ]
