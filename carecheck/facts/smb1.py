"""Version 1 of SMB, the oldest way in which Windows shares files."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Smb1(FactGroup, frozen=True):
    """Whether this computer still shares files in the oldest way, SMB 1."""

    server_on: Annotated[bool | Unknown, "Whether this computer shares files by SMB version 1"]
    client_on: Annotated[bool | Unknown, "Whether this computer reaches the files of others by SMB version 1"]
