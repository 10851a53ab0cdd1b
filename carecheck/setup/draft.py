"""What a person tells of a home, and the profile that comes of it, as text that a person can read and change."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal

from carecheck.domain_names import read_domain_name
from carecheck.errors import Mistake, MistakesInFile, UsageError
from carecheck.group import ShortName
from carecheck.judge.checkform import Strict
from carecheck.judge.profileform import ProfileFile, SupplierFile
from carecheck.judge.suppliers import mistakes_of_suppliers
from carecheck.results import id_of_home
from carecheck.structured import structured
from carecheck.words import clean, long_date
from carecheck.yamlfile import Document, parse_yaml

Computer = Literal["office", "nurses_station", "laptop"]
LooksAfter = Literal["company", "group", "person", "nobody"]

PROFILE_FOR: Final[Mapping[Computer, str]] = {
    "office": "care-home",
    "nurses_station": "nurses-station",
    "laptop": "laptop",
}
_MADE_UP: Final = "what carecheck setup made"  # the name of our own text, should it ever be wrong


class Told(Strict, frozen=True):
    """What a person tells of a home; also the form of a file of answers for scripts."""

    home: ShortName
    domains: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    looks_after_computers: LooksAfter | None = None
    computer: Computer = "office"
    suppliers: tuple[SupplierFile, ...] = ()


def read_told(document: Document) -> Told:
    """What a file of answers tells. Raises MistakesInFile, with the line of each mistake."""
    told = structured(document, Told)
    mistakes = [*_wrong_names(document, told), *mistakes_of_suppliers(document, told.suppliers)]
    if not clean(told.home):
        mistakes.append(document.mistake(("home",), "the name of the home is missing here"))
    if mistakes:
        raise MistakesInFile(mistakes)
    return told


def profile_text(told: Told, day: date) -> str:
    """The profile of a home, verified: whatever was told, carecheck can read what it has written."""
    text = "\n".join(_lines(told, day)) + "\n"
    document = parse_yaml(text, _MADE_UP)
    file = structured(document, ProfileFile)
    mistakes = list(mistakes_of_suppliers(document, file.suppliers))
    if mistakes:
        raise MistakesInFile(mistakes)
    return text


def _wrong_names(document: Document, told: Told) -> Iterator[Mistake]:
    for field, names in (("domains", told.domains), ("websites", told.websites)):
        for index, name in enumerate(names):
            try:
                read_domain_name(name)
            except UsageError as error:
                yield document.mistake((field, index), str(error))


def _lines(told: Told, day: date) -> Iterator[str]:
    home = clean(told.home)
    yield f"# Made by carecheck setup on {long_date(day)}."
    yield "# You may change it in any text editor."
    yield f"builds_on: {PROFILE_FOR[told.computer]}"
    yield "site:"
    yield f"  id: {_quoted(id_of_home(home))}"
    yield f"  name: {_quoted(home)}"
    yield from _list("domains", told.domains)
    yield from _list("websites", told.websites)
    if told.suppliers:
        yield "suppliers:"
    for supplier in told.suppliers:
        yield from _supplier(supplier)
    if told.looks_after_computers == "group":
        yield "limits:"
        yield "  device.managed: {expected: yes}"


def _list(key: str, names: Iterable[str]) -> Iterator[str]:
    some = [read_domain_name(name).shown for name in names]
    if some:
        yield f"{key}:"
    yield from (f"  - {_quoted(name)}" for name in some)


def _supplier(supplier: SupplierFile) -> Iterator[str]:
    before = "  - "
    for field in SupplierFile.__struct_fields__:
        value = getattr(supplier, field)
        if value is not None:
            yield f"{before}{field}: {value if isinstance(value, date) else _quoted(value)}"
            before = "    "


def _quoted(text: str) -> str:
    """A text in quotes, in which nothing has another meaning; what JSON calls a text is one in YAML, too."""
    return json.dumps(clean(text, 400), ensure_ascii=False)
