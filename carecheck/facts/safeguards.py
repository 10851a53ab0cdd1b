"""Small safeguards of the system: warnings, questions before something runs."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Warnings(FactGroup, frozen=True):
    """Whether the system and its own browser warn of known bad files and websites."""

    for_files: Annotated[bool | Unknown, "Whether the system warns before an unknown program from the internet starts"]
    for_websites: Annotated[bool | Unknown, "Whether the system's own browser warns of bad websites and downloads"]


class Autorun(FactGroup, frozen=True):
    """What happens when a memory stick or disc is plugged in, for the person who works here."""

    runs_unasked: Annotated[bool | Unknown, "Whether a setting lets programs on a stick or disc run without asking"]


class Uac(FactGroup, frozen=True):
    """User Account Control of Windows, which asks before a program gets full control."""

    on: Annotated[bool | Unknown, "Whether it is on"]
    asks_administrators: Annotated[bool | Unknown, "Whether it asks administrators too"]
