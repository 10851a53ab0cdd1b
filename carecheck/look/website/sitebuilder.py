"""Looks at which program says, in a website's front page, that it made it."""

import re
from datetime import date
from functools import cache

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.sitebuilder import Sitebuilder
from carecheck.look.contacts import WEBSITE
from carecheck.look.lookups import Lookups
from carecheck.look.probes import probe
from carecheck.look.website.html import generator_of, text_of
from carecheck.look.website.website import front_page
from carecheck.structured import shipped_table
from carecheck.words import clean


class Builder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One program: its versions, by their first numbers, and the last day of security updates for each."""

    name: str
    versions: dict[str, date]


class Builders(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `data/site-builders.yaml`."""

    as_at: date
    source: str
    builders: list[Builder]


@probe(Sitebuilder, on="website", contact=WEBSITE)
def sitebuilder(lookups: Lookups) -> Sitebuilder:
    """What the front page says of itself; most say nothing."""
    front = front_page(lookups).page
    if isinstance(front, Unknown):
        return Sitebuilder.all_unknown(front)
    said = generator_of(text_of(front)) if front.status == 200 else None
    if not said:
        return Sitebuilder.all_unknown(Unknown("not_seen", "the page does not say"))
    return _listed(said) or Sitebuilder.all_unknown(Unknown("not_listed", clean(said, 80)))


def _listed(said: str) -> Sitebuilder | None:
    """The program and version in a text such as "WordPress 4.6.1" or "Drupal 7 (https://www.drupal.org)"."""
    read = re.match(r"\s*(\w+)!?\s+(\d+(?:\.\d+){0,3})(?![\w.])", said[:200], re.ASCII)
    if not read:
        return None
    program, numbers = read[1].lower(), read[2].split(".")
    for builder in _builders().builders:
        if builder.name.lower() == program:
            for length in range(len(numbers), 0, -1):
                version = ".".join(numbers[:length])
                if version in builder.versions:
                    return Sitebuilder(f"{builder.name} {version}", builder.versions[version])
    return None


@cache
def _builders() -> Builders:
    return shipped_table("site-builders.yaml", Builders)
