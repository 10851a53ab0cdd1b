"""Antivirus for firms, some of which tell the security centre of Windows nothing, by their services.

One that runs shows that the program is on, not that it watches.
"""

from collections.abc import Mapping
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.look.machine import Machine
from carecheck.look.windows.services import is_running

SERVICES: Final[Mapping[str, str]] = {
    "CbDefense": "Carbon Black",
    "CSFalconService": "CrowdStrike Falcon",
    "CylanceSvc": "Cylance",
    "ekrn": "ESET",
    "HuntressAgent": "Huntress",
    "SentinelAgent": "SentinelOne",
    "SepMasterService": "Symantec",
    "Sophos Endpoint Defense Service": "Sophos",
    "WRSVC": "Webroot",
}
SILENT: Final = Unknown("not_seen", "an antivirus runs that does not tell how it is set")


class Services:
    """The services of such programs on one computer."""

    def __init__(self, machine: Machine) -> None:
        running = {name: is_running(machine, service) for service, name in SERVICES.items()}
        self._running = {name: on if isinstance(on, Unknown) else bool(on) for name, on in running.items()}

    @property
    def some_run(self) -> bool | Unknown:
        """Whether one of them runs."""
        return any_of(self._running.values())

    @property
    def some_watch(self) -> bool | Unknown:
        """Whether one of them watches: no, where none runs, else it cannot be seen."""
        return SILENT if self.some_run is True else self.some_run

    @property
    def names(self) -> list[str]:
        """The names of those that were seen to run."""
        return [name for name, on in self._running.items() if on is True]
