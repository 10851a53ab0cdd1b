"""The file of evidence for the DSPT, field by field as it stands in the JSON: a part for each home, with each item.

No item has a light. It is open until somebody has given an answer, with a role and a date.
"""

from datetime import date
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct

from carecheck.lights import Light
from carecheck.report.model import CheckId, Id, Moment, Name, Site, Strength, SubjectKind, Tool

KIND: Final = "carecheck.dspt"
SCHEMA_ID: Final = "urn:carecheck:dspt:1"

Sureness = Literal["seen", "recalled"]
FoundIn = Literal["seen", "answers", "profile"]


class Numbering(Struct, frozen=True):
    """Whose numbers the items have, the day on which our list was right, and what to know about a newer one."""

    version: str
    as_at: date
    note: str


class Source(Struct, frozen=True):
    """A report that was read: its file, its id and when it was made."""

    file: str
    report_id: str
    checked_at: Moment


class Finding(Struct, frozen=True):
    """What one check says about one subject, and where that stands.

    `light` is that of the check, never of the item; `name` is what good looks like. `source` is what it rests on:
    something seen, or only what people answered, or only what they wrote in their profile. `questions` are the ids of
    those for want of whose answers it was not checked.
    """

    check_id: CheckId
    code: Name | None
    subject: str
    subject_kind: SubjectKind
    light: Light
    name: str
    says: str
    reason: str
    action: str
    strength: Strength
    source: FoundIn
    questions: tuple[Name, ...]
    checked_at: Moment
    file: str


class Statement(Struct, frozen=True):
    """What somebody answered: the question, the answer, the role and the day.

    It counts until the day on which it is to be looked over; then it is `old`. `unclear`: it says nothing for certain.
    """

    question: Name
    asked: str
    answer: str
    about: str
    by: str
    on: date
    review_by: date
    state: Literal["counts", "old", "unclear"]

    @property
    def counts(self) -> bool:
        """Whether it is an answer today."""
        return self.state == "counts"


class Item(Struct, frozen=True):
    """One question of the DSPT. The fields that begin with `says` hold the words to use for what stands beside them."""

    number: str
    topic: str
    confidence: Sureness
    mandatory: bool | None
    mandatory_confidence: Sureness | None
    strength: Strength
    state: Literal["open", "answered"]
    says_number: str
    says_mandatory: str
    says_strength: str
    findings: tuple[Finding, ...]
    statements: tuple[Statement, ...]
    covers: tuple[str, ...]
    paste_seen: tuple[str, ...]
    paste_told: tuple[str, ...]
    missing: tuple[str, ...]
    review_by: date | None
    certificates: str


class Part(Struct, frozen=True):
    """One home, or all that has no home: its items, how many of the mandatory ones are open, and the files read."""

    site: Site | None
    name: Id
    sources: tuple[Source, ...]
    items: tuple[Item, ...]
    open: int
    answered: int
    problems: tuple[str, ...]


class DsptFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole file of evidence; `keep` says how to treat it."""

    kind: Literal["carecheck.dspt"] = KIND
    schema_version: Literal["1.0"] = "1.0"
    made_on: date
    tool: Tool
    numbering: Numbering
    keep: tuple[str, ...]
    parts: tuple[Part, ...]
    problems: tuple[str, ...]


def dspt_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the file as plain data, made from the same types."""
    (root,), components = msgspec.json.schema_components([DsptFile], ref_template="#/$defs/{name}")
    whole = components["DsptFile"]
    whole["required"] = list(whole["properties"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Evidence for the DSPT, by carecheck",
        **root,
        "$defs": components,
    }
