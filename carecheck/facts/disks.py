"""Whether the disks of this computer are encrypted; a disk here is a drive with files on it, such as C:."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Disks(FactGroup, frozen=True):
    """What a thief could read on the fixed disks of this computer."""

    any_open: Annotated[bool | Unknown, "Whether a fixed disk with files on it is not encrypted"]
    any_paused: Annotated[
        bool | Unknown, "Whether the encryption of a fixed disk is paused, so that anyone can read it"
    ]
    any_waiting: Annotated[
        bool | Unknown, "Whether a fixed disk is encrypted, and anyone can read it until a login keeps its key"
    ]
    all_protected: Annotated[
        bool | Unknown, "Whether each fixed disk is encrypted, and nobody can read it without a key"
    ]
    portable: Annotated[bool | Unknown, "Whether this is a laptop or tablet, which is easily carried away"]
