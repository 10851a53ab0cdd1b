"""Whether harmful websites are held back where names are looked up."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class DnsFilter(FactGroup, frozen=True):
    """The services that the computer asks for the addresses of names."""

    filters: Annotated[bool | Unknown, "Whether each service that looks up names is known to hold back harmful ones"]
