"""Microsoft Defender, the antivirus that comes with Windows."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Defender(FactGroup, frozen=True):
    """Settings that only Microsoft Defender has."""

    in_charge: Annotated[bool | Unknown, "Whether no other antivirus than Microsoft Defender is on"]
    tamper_protected: Annotated[bool | Unknown, "Whether other programs are kept from turning it off"]
    guards_folders: Annotated[bool | Unknown, "Whether it keeps unknown programs from changing people's folders"]
