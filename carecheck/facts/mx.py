"""Where email to a domain goes (RFC 5321 section 5.1, RFC 7505)."""

from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown


class Mx(FactGroup, frozen=True):
    """The hosts that take email for a domain, and whether they can be found."""

    serves: ClassVar[tuple[Subject, ...]] = ("domain", "supplier")

    accepts: Annotated[
        Literal["hosts", "address", "refused", "nowhere"] | Unknown,
        "Where email goes: to MX hosts; without an MX to the domain's own address; refused by a null MX; nowhere",
    ]
    null_beside_others: Annotated[
        bool | Unknown, "Whether a null MX stands beside another MX, which contradict each other"
    ]
    null_preference_wrong: Annotated[bool | Unknown, "Whether the only MX is a null MX with a preference other than 0"]
    no_host_found: Annotated[bool | Unknown, "Whether there are MX hosts, and none of them has an address"]
    some_host_not_found: Annotated[bool | Unknown, "Whether an MX host has no address"]
    host_out_of_reach: Annotated[
        bool | Unknown, "Whether an MX host is an IP address, localhost, or has only private or loopback addresses"
    ]
    host_is_alias: Annotated[
        bool | Unknown, "Whether an MX host is an alias (CNAME), which it must not be (RFC 2181 section 10.3)"
    ]
    hosts: Annotated[tuple[str, ...] | Unknown, "MX hosts, the preferred ones first"]
    company: Annotated[
        str | None | Unknown,
        "The company behind the preferred MX host, by data/mail-companies.yaml; absent: no MX host",
    ]
