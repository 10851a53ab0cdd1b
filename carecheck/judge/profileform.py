"""The form of a profile and of a file of answers: strict structs, field by field as people write them."""

from datetime import date
from typing import Annotated, Any, Final, Literal

import msgspec

from carecheck.group import ShortId, ShortName
from carecheck.judge.checkform import Id, Strict, Words

SOME: Final = msgspec.Meta(
    max_length=1000
)  # each is compared with each check: a longer list is none that a person wrote
LimitsFile = dict[str, dict[str, bool | int | float | list[str]]]


class SiteFile(Strict, frozen=True):
    """The home."""

    id: ShortId
    name: ShortName


class GroupFile(Strict, frozen=True):
    """The group of homes that this one belongs to."""

    id: ShortId


class SupplierFile(Strict, frozen=True):
    """A company that runs something for the home."""

    name: ShortName
    what: Words
    contact: Words | None = None  # how to reach it: a number or an address, of no person
    email_domain: str | None = None  # NONE says that it has none
    website: str | None = None  # the same
    contract_reviewed: date | None = None
    dspt_until: date | None = None
    cyber_essentials_until: date | None = None
    iso_27001_until: date | None = None


class AcceptFile(Strict, frozen=True):
    """A risk taken knowingly, by a role, until a date."""

    check: Id
    because: Words
    by: ShortName
    until: date


class ProfileFile(Strict, frozen=True):
    """A profile as people write it; every field may be left out."""

    builds_on: ShortId | None = None
    version: str | None = None
    means: Words | None = None
    site: SiteFile | None = None
    group: GroupFile | None = None
    checks: Literal["all"] | Annotated[list[str], SOME] | None = None
    domains: Annotated[tuple[str, ...], SOME] = ()
    websites: Annotated[tuple[str, ...], SOME] = ()
    suppliers: Annotated[tuple[SupplierFile, ...], SOME] = ()
    limits: Annotated[LimitsFile, SOME] = msgspec.field(default_factory=LimitsFile)
    skip: Annotated[tuple[str, ...], SOME] = ()
    accept: Annotated[tuple[AcceptFile, ...], SOME] = ()


class AnswerFile(Strict, frozen=True):
    """One answer: what was said, by which role, on which day."""

    answer: Any
    by: ShortName
    on: date
