"""What was seen of each subject, and the file in which it is kept to be judged elsewhere or later."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Final, Literal, cast

import msgspec

from carecheck.errors import CannotRun, did_you_mean
from carecheck.facts.catalogue import Fact, facts_of, group_named, groups
from carecheck.facts.model import FactGroup, Subject, Unknown, Value, fact_fields
from carecheck.lights import Reason
from carecheck.look.evidence import Evidence
from carecheck.look.made import NOT_MADE, Made, useful
from carecheck.systems import Release, SystemName
from carecheck.words import POSSIBLE_YEARS, clean

MOST_BYTES: Final = 20_000_000
MOST_SUBJECTS: Final = 10_000


class Seen(msgspec.Struct, frozen=True):
    """All that was seen of one subject.

    `id` is stable and tells nobody's name; `label` is for people. `groups` and `evidence` go by the group's name.
    `made` is what the maker of a computer wrote into it.
    """

    id: str
    kind: Subject
    label: str
    groups: Mapping[str, FactGroup]
    evidence: Mapping[str, tuple[Evidence, ...]]
    collected_at: datetime
    form: str | None = None
    system: SystemName | None = None
    release: Release | None = None
    made: Made = NOT_MADE

    @property
    def day(self) -> date:
        """The day of the facts: `today` when they are judged, also a year later."""
        return self.collected_at.date()


class Collected(msgspec.Struct, frozen=True):
    """Everything that one run saw; times have an offset."""

    started_at: datetime
    finished_at: datetime
    elevated: bool
    subjects: tuple[Seen, ...]


class UnknownFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fact that could not be seen."""

    unknown: Reason
    detail: str = ""


Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Short = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class SeenFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One subject in a facts file."""

    id: Short
    kind: Subject
    label: Short
    collected_at: Moment
    facts: dict[str, UnknownFile | bool | int | float | str | list[str] | None]
    evidence: dict[str, tuple[Evidence, ...]] = msgspec.field(default_factory=dict[str, tuple[Evidence, ...]])
    form: str | None = None
    system: SystemName | None = None
    release: Release | None = None
    made: Made = NOT_MADE


class FactsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A facts file: what was seen and nothing of what it means."""

    started_at: Moment
    finished_at: Moment
    elevated: bool
    subjects: Annotated[list[SeenFile], msgspec.Meta(max_length=MOST_SUBJECTS)]
    kind: Literal["carecheck.facts"] = "carecheck.facts"
    schema_version: Annotated[str, msgspec.Meta(pattern=r"^1\.\d+$")] = "1.0"


def write_facts(collected: Collected) -> bytes:
    """The facts file: JSON in UTF-8 with sorted keys, the same bytes for the same facts."""
    file = FactsFile(
        started_at=collected.started_at,
        finished_at=collected.finished_at,
        elevated=collected.elevated,
        subjects=[_written(seen) for seen in collected.subjects],
    )
    return msgspec.json.format(msgspec.json.encode(file, order="sorted"), indent=2) + b"\n"


def read_facts(raw: bytes, name: str) -> Collected:
    """The facts in the bytes of a facts file; `name` is for error messages. Raises CannotRun."""
    if len(raw) > MOST_BYTES:
        raise CannotRun(f"{name} is larger than {MOST_BYTES // 1_000_000} MB. Is it a file that carecheck look made?")
    try:
        file = msgspec.json.decode(raw, type=FactsFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CannotRun(
            f"{name} is not a whole facts file: {clean(str(error))}. Make a new one with: carecheck look --output FILE"
        ) from None
    if wrong := next(_wrong(file), None):
        raise CannotRun(f"{name} is not a sound facts file: {wrong}. Make a new one with: carecheck look --output FILE")
    subjects = tuple(_read(seen, name) for seen in file.subjects)
    return Collected(file.started_at, file.finished_at, file.elevated, subjects)


def _wrong(file: FactsFile) -> Iterator[str]:
    """What no look can have come to, though each part of it has the right form."""
    ids = [clean(seen.id) for seen in file.subjects]
    if len(set(ids)) < len(ids):
        yield "two subjects have the same id"
    if not all(ids) or not all(clean(seen.label) for seen in file.subjects):
        yield "a subject has no name"
    if file.finished_at < file.started_at:
        yield "it was finished before it was started"
    if not all(one.year in POSSIBLE_YEARS for one in (file.started_at, *(seen.collected_at for seen in file.subjects))):
        yield "it was made in a year that cannot be right"


def _written(seen: Seen) -> SeenFile:
    facts: dict[str, UnknownFile | bool | int | float | str | list[str] | None] = {}
    for group_name, group in sorted(seen.groups.items()):
        for field in fact_fields(type(group)):
            facts[f"{group_name}.{field}"] = _plain(getattr(group, field))
    return SeenFile(
        seen.id,
        seen.kind,
        seen.label,
        seen.collected_at,
        facts,
        dict(seen.evidence),
        seen.form,
        seen.system,
        seen.release,
        seen.made,
    )


def _plain(value: Value | Unknown | None) -> UnknownFile | bool | int | float | str | list[str] | None:
    match value:
        case Unknown(reason, detail):
            return UnknownFile(reason, detail)
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def _read(seen: SeenFile, file: str) -> Seen:
    filled: dict[str, FactGroup] = {}
    for name, written in seen.facts.items():
        fact = _declared(name, seen.kind, file)
        group_name = fact.group.group_name()
        empty = fact.group.all_unknown(Unknown("not_seen", "not in the facts file"))
        field = name.partition(".")[2]
        filled[group_name] = filled.get(group_name, empty).with_facts(**{field: _value(fact, written, file)})
    evidence = {name: tuple(map(_cleaned, some)) for name, some in seen.evidence.items() if name in filled}
    return Seen(
        clean(seen.id),
        seen.kind,
        clean(seen.label),
        filled,
        evidence,
        seen.collected_at,
        seen.form,
        seen.system,
        seen.release,
        Made(useful(seen.made.make), useful(seen.made.model), useful(seen.made.serial)),
    )


def _declared(name: str, kind: Subject, file: str) -> Fact:
    group = group_named(name.partition(".")[0])
    facts = {fact.name: fact for fact in facts_of(group) if not fact.derived} if group else {}
    if name not in facts or kind not in facts[name].serves:
        known = [fact.name for one in groups().values() for fact in facts_of(one) if not fact.derived]
        raise CannotRun(f"{file}: this carecheck knows no fact '{clean(name)}' of a {kind}{did_you_mean(name, known)}.")
    return facts[name]


def _value(fact: Fact, written: object, file: str) -> Value | Unknown | None:
    wrong = CannotRun(f"{file}: '{clean(repr(written), 60)}' cannot be the fact '{fact.name}'. Make a new facts file.")
    match fact.kind, written:
        case _, UnknownFile(unknown=reason, detail=detail):
            return Unknown(reason, clean(detail))
        case _, None if fact.may_be_absent:
            return None
        case "yes/no", bool():
            return written
        case "number", int() | float() if not isinstance(written, bool):
            return written
        case "text", str() if not fact.choices or written in fact.choices:
            return clean(written)
        case "names", list():
            return tuple(clean(str(name)) for name in cast(list[object], written))
        case "date", str():
            try:
                return date.fromisoformat(written)
            except ValueError:
                raise wrong from None
        case _:
            raise wrong


def _cleaned(evidence: Evidence) -> Evidence:
    return Evidence(
        clean(evidence.kind), clean(evidence.where, 2000), clean(evidence.sha256), tuple(map(clean, evidence.hidden))
    )
