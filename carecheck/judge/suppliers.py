"""The suppliers of a profile: their names, the ids by which reports know them, and where they are to be looked at."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Final

import msgspec

from carecheck.domain_names import DomainName, read_domain_name
from carecheck.errors import Mistake, UsageError
from carecheck.facts import supplier as facts
from carecheck.facts.model import Unknown
from carecheck.judge.profileform import SupplierFile
from carecheck.savefile import short_name
from carecheck.words import clean
from carecheck.yamlfile import Document

# In a file of answers these words are no supplier: they mean the home itself, and every subject of a kind.
NOT_A_NAME: Final = ("all", "home")
HAS_NONE: Final = "none"  # in the place of a domain: the supplier has none


class Supplier(msgspec.Struct, frozen=True):
    """A company that runs something for the home.

    `name` is what people and their answers call it; `told` is what else the profile says, as facts.
    """

    name: str
    what: str
    email_domain: DomainName | None
    website: DomainName | None
    told: facts.Supplier

    @property
    def id(self) -> str:
        """Its id in reports, which does not hang on the other suppliers.

        Letters that are lost on the way into an id are made up for by a piece of a digest: no two names share one.
        """
        slug = short_name(self.name, otherwise="supplier")
        is_whole = "-" not in self.name and slug == self.name.lower().replace(" ", "-")
        return f"s-{slug}" if is_whole else f"s-{slug}_{sha256(self.name.encode()).hexdigest()[:8]}"


def read_supplier(file: SupplierFile) -> Supplier:
    """The supplier in a part of a profile in which no mistake was found."""
    return Supplier(
        name=clean(file.name),
        what=clean(file.what),
        email_domain=_domain(file.email_domain),
        website=_domain(file.website),
        told=facts.Supplier(
            contact_given=file.contact is not None,
            has_email_domain=_has(file.email_domain, "email domain"),
            has_website=_has(file.website, "website"),
            reviewed=file.contract_reviewed or Unknown("no_answer", "the profile has no contract_reviewed"),
            dspt_until=file.dspt_until,
            cyber_essentials_until=file.cyber_essentials_until,
            iso_27001_until=file.iso_27001_until,
        ),
    )


def mistakes_of_suppliers(document: Document, suppliers: Sequence[SupplierFile]) -> Iterator[Mistake]:
    """What is wrong with the names that a profile gives its suppliers, and with those of their domains."""
    seen: set[str] = set()
    for index, file in enumerate(suppliers):
        place = ("suppliers", index, "name")
        name = clean(file.name)
        if not name or name.lower() in NOT_A_NAME:
            yield document.mistake(place, f"'{name}' cannot be the name of a supplier; write its whole name")
        elif name.casefold() in seen:
            yield document.mistake(place, f"'{name}' stands here twice; each supplier needs a name of its own")
        seen.add(name.casefold())
        for field, typed in (("email_domain", file.email_domain), ("website", file.website)):
            for wrong in _faults(typed):
                yield document.mistake(("suppliers", index, field), wrong)


def _faults(typed: str | None) -> Iterable[str]:
    try:
        _domain(typed)
    except UsageError as error:
        return [str(error)]
    return []


def _domain(typed: str | None) -> DomainName | None:
    return None if typed in (None, HAS_NONE) else read_domain_name(typed)


def _has(typed: str | None, what: str) -> bool | Unknown:
    return Unknown("no_answer", f"the profile names no {what}") if typed is None else typed != HAS_NONE
