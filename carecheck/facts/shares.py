"""Folders of this computer that others can open over the network; never their names, for those may be of people."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Shares(FactGroup, frozen=True):
    """How many folders are shared with everyone or with guests; those of the system itself do not count."""

    open_for_writing: Annotated[
        int | Unknown, "Folders at least that are shared so that everyone or guests may change what is in them"
    ]
    open_for_reading: Annotated[
        int | Unknown, "Folders at least that are shared so that everyone or guests may only read what is in them"
    ]
