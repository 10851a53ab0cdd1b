"""The form of a check file: strict structs, field by field as people write them."""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec

from carecheck.facts.model import Subject
from carecheck.judge.checks import CostBand, Harm, Per, RuleLight, Strength, Who
from carecheck.lights import Light

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
Code = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*$")]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A struct that refuses what it does not know."""


class SayFile(Strict, frozen=True):
    """Sentences for one subject and for several."""

    one: Words
    many: Words | None = None


class UnknownFile(Strict, frozen=True):
    """What is said when the check could not be done; `do` when there is a better step than the reason's own.

    `tell` is the step where it is the home's own profile that does not say.
    """

    one: Words
    many: Words | None = None
    do: list[Words] = []
    tell: list[Words] = []


class TimeFile(Strict, frozen=True):
    """Hands-on time of a fix."""

    minutes: Annotated[int, msgspec.Meta(ge=1)]
    per: Per = "once"
    waiting: bool = False


class CostFile(Strict, frozen=True):
    """What a fix costs."""

    band: CostBand
    price: str | None = None


class FixFile(Strict, frozen=True):
    """Steps to take, by system where they differ."""

    windows: list[Words] | None = None
    macos: list[Words] | None = None
    linux: list[Words] | None = None
    any: list[Words] | None = None


class LetterFile(Strict, frozen=True):
    """What a supplier is asked in writing, and why."""

    ask: Words
    why: Words


class RuleFile(Strict, frozen=True):
    """One rule, with its own help where it differs from the check's."""

    light: RuleLight
    code: Code
    when: Words
    say: SayFile
    why: Words | None = None
    action: Words | None = None
    fix: FixFile | None = None
    who: Who | None = None
    time: TimeFile | None = None
    cost: CostFile | None = None
    letter: LetterFile | None = None


class NoteFile(Strict, frozen=True):
    """A note under any light."""

    code: Code
    when: Words
    say: Words


class LimitFile(Strict, frozen=True):
    """A limit that profiles may set."""

    default: bool | int | float | list[str]
    means: Words


class ChoiceFile(Strict, frozen=True):
    """One answer that may be chosen."""

    id: Code
    words: Words


class AskedFile(Strict, frozen=True, kw_only=True):
    """What every question has that only a person can answer."""

    question: Words
    kind: Literal["yes_no", "date", "number", "choice"]
    choices: list[ChoiceFile] = []
    renew_months: Annotated[int, msgspec.Meta(ge=1)] = 12
    least: float | None = None
    most: float | None = None
    past: bool = False


class QuestionFile(AskedFile, frozen=True):
    """A question of a check."""

    help: str = ""


class PlainQuestionFile(AskedFile, frozen=True):
    """A question of data/questions.yaml, which belongs to no check; `dspt` are items of the DSPT."""

    why: Words
    help: Words
    subject: Subject = "home"
    dspt: list[str] = []


class PlainQuestionsFile(Strict, frozen=True):
    """The file data/questions.yaml; its questions are read one by one, so that all mistakes are told at once."""

    as_at: date
    source: Words
    questions: dict[Code, Any]


class DsptFile(Strict, frozen=True):
    """An item of the DSPT."""

    item: str
    strength: Strength


class RefsFile(Strict, frozen=True):
    """Where others ask for the same."""

    dspt: list[DsptFile] = []
    cyber_essentials: list[str] = []
    ncsc: list[str] = []


class ExampleFile(Strict, frozen=True):
    """A made-up case and its light."""

    light: Light
    given: dict[str, Any]
    code: Code | None = None


class CheckFile(Strict, frozen=True):
    """A check as people write it."""

    id: Id
    version: Annotated[int, msgspec.Meta(ge=1)]
    title: Words
    subject: Subject
    why: Words
    harm: Harm
    rules: Annotated[list[RuleFile], msgspec.Meta(min_length=1)]
    unknown: UnknownFile
    action: Words
    fix: FixFile
    who: Who
    time: TimeFile
    cost: CostFile
    for_it: Words
    examples: Annotated[list[ExampleFile], msgspec.Meta(min_length=1)]
    applies_when: Words | None = None
    not_needed: Words | None = None
    limits: dict[Code, LimitFile] = {}
    ask: dict[Code, QuestionFile] = {}
    notes: list[NoteFile] = []
    letter: LetterFile | None = None
    refs: RefsFile = RefsFile()


class TriedCheckFile(CheckFile, frozen=True):
    """A check file whose examples were tried before it came here, and are not read again."""

    examples: list[ExampleFile] = []
