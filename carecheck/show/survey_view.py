"""What a page about a survey shows: numbers, and no name of any domain."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from carecheck.lights import Light

CHECKED: Final[tuple[Light, ...]] = ("red", "amber", "green")


@dataclass(frozen=True, slots=True)
class Share:
    """How one check came out: domains by light."""

    lights: Mapping[Light, int]

    @property
    def checked(self) -> int:
        """Domains about which the check says something."""
        return sum(self.lights.get(light, 0) for light in CHECKED)

    def __getitem__(self, light: Light) -> int:
        return self.lights.get(light, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the domains, such as those of a region: how many, and how each check came out."""

    name: str
    domains: int
    shares: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole survey. `codes` are, for each check, the rules and reasons with their numbers, the commonest first.

    `hidden_groups` and `hidden_companies` are the parts that are too small to be shown.
    """

    domains: int
    not_there: int
    shares: Mapping[str, Share]
    codes: Mapping[str, tuple[tuple[Light, str, int], ...]]
    groups: tuple[Part, ...]
    companies: tuple[Part, ...]
    hidden_groups: int
    hidden_companies: int
