"""Signs that somebody has blocked the updates of this computer, mostly with a tool."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class UpdateBlocks(FactGroup, frozen=True):
    """Settings that Windows itself never makes, each a yes/no of its own."""

    services_off: Annotated[bool | Unknown, "Whether a service that gets updates is disabled"]
    paused_for_years: Annotated[bool | Unknown, "Whether updates are paused for more than a year"]
    pause_limit_raised: Annotated[bool | Unknown, "Whether updates may be paused here for more than a year"]
    addresses_blocked: Annotated[
        bool | Unknown, "Whether the computer's own list of names (hosts) sends the maker's update servers elsewhere"
    ]
    server_nowhere: Annotated[bool | Unknown, "Whether updates are to come from a server that is this computer itself"]
    repair_off: Annotated[bool | Unknown, "Whether the service that repairs updates is disabled"]
