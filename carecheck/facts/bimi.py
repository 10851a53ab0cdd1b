"""BIMI: a logo beside email, for those who have stopped fake email from their address."""

from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown

BimiRecord = Literal["usable", "declined", "several", "unusable", "none"]


class Bimi(FactGroup, frozen=True):
    """The BIMI record of a domain; whether anyone shows the logo is up to those who get the email."""

    serves: ClassVar[tuple[Subject, ...]] = ("domain", "supplier")

    record: Annotated[
        BimiRecord | Unknown, "The record at default._bimi; declined: it is valid, and says that there is no logo"
    ]
