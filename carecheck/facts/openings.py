"""Programs that others on any network may reach, because a rule of the firewall says so."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Openings(FactGroup, frozen=True):
    """Openings in the firewall for any network, besides those of the system itself and of everyday programs.

    An opening that is tied to no program is named by its port, such as `TCP 5900`.
    """

    seen: Annotated[tuple[str, ...] | Unknown, "Programs and ports that were seen to be open to any network"]
    whole: Annotated[tuple[str, ...] | Unknown, "The same, where every rule could be read"]
