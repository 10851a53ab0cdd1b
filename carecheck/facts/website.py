"""A website as visitors reach it: over which connections, and under which names."""

from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown

Https = Literal["works", "certificate_fault", "leaves", "leads_nowhere", "missing"]
Http = Literal["to_https", "certificate_fault", "stays", "leads_nowhere", "closed"]


class Website(FactGroup, frozen=True):
    """What happens when somebody types the name of a website."""

    serves: ClassVar[tuple[Subject, ...]] = ("website", "supplier")

    has_address: Annotated[bool | Unknown, "Whether DNS has an address for the name"]
    https: Annotated[
        Https | Unknown,
        "Whether the page comes over HTTPS; or there is a faulty certificate on the way, it leaves HTTPS again, its "
        "redirects lead nowhere, or there is only HTTP",
    ]
    http: Annotated[
        Http | Unknown,
        "Where plain HTTP leads: on to HTTPS, there to a faulty certificate, to a page without it, nowhere; or nobody "
        "answers there",
    ]
    twin: Annotated[str | None | Unknown, "The same name with or without www in front; absent: it has no address"]
    twin_https: Annotated[
        Literal["works", "certificate_fault", "leaves", "leads_nowhere", "missing", "none"] | Unknown,
        "The same as https, of that other name; none: there is no such name",
    ]
    twin_http: Annotated[
        Literal["to_https", "certificate_fault", "stays", "leads_nowhere", "closed", "none"] | Unknown,
        "The same as http, of that other name; none: there is no such name",
    ]
    ends_at: Annotated[str | None | Unknown, "The address at which visitors end over HTTPS; absent: at none"]
