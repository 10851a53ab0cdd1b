"""Signing in from another computer by SSH, which gives a window for typing commands."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Ssh(FactGroup, frozen=True):
    """Whether this computer lets others sign in by SSH, and with what."""

    on: Annotated[bool | Unknown, "Whether a server for SSH runs here or starts with the computer"]
    passwords: Annotated[bool | Unknown, "Whether a password is enough to sign in by SSH; no where it is off"]
    admin_passwords: Annotated[
        bool | Unknown, "Whether a password is enough for root or an administrator; no where it is off"
    ]
