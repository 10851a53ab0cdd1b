"""A light as pages show it."""

import msgspec

from carecheck.lights import LIGHTS, Light


class Badge(msgspec.Struct, frozen=True):
    """A light as pages show it: its key chooses shape and colour, its name is the word."""

    key: Light
    name: str

    @classmethod
    def of(cls, light: Light) -> "Badge":
        """The badge of a light."""
        return cls(light, LIGHTS[light].name)
