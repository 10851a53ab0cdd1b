"""DKIM: the keys with which others check that email comes from the domain (RFC 6376, 8301, 8463)."""

from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown

KeyState = Literal["strong", "short", "ed25519", "testing", "several", "broken", "leads_nowhere", "revoked"]


class Dkim(FactGroup, frozen=True):
    """The DKIM keys that stand at the selectors under which the domain's email is likely to be signed."""

    serves: ClassVar[tuple[Subject, ...]] = ("domain", "supplier")

    best: Annotated[
        Literal["strong", "short", "ed25519", "testing", "several", "broken", "leads_nowhere", "revoked", "none"]
        | Unknown,
        "The best key found; leads_nowhere: only an alias, to a key that is not there; none: no key exists at all",
    ]
    keys: Annotated[tuple[str, ...] | Unknown, "What stands at each selector that was tried and is there"]
    tried: Annotated[tuple[str, ...] | Unknown, "The selectors that were tried"]
