"""DANE: signed records by which senders know the right mail server (RFC 7672)."""

from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown

DaneHosts = Literal["all", "some", "none"]


class Dane(FactGroup, frozen=True):
    """The TLSA records of the mail hosts; they count only where they and the MX records are validated."""

    serves: ClassVar[tuple[Subject, ...]] = ("domain", "supplier")

    hosts: Annotated[DaneHosts | Unknown, "The mail hosts with a validated TLSA record that senders can use"]
