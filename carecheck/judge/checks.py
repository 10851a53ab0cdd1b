"""What a check is: rules from worst to best over facts, with the words that go with each."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

import msgspec

from carecheck.facts.catalogue import Kind
from carecheck.facts.model import Subject, Unknown, Value
from carecheck.judge.conditions import Condition
from carecheck.judge.sentences import Sentence
from carecheck.judge.worlds import LimitValue
from carecheck.lights import Light
from carecheck.systems import SystemName
from carecheck.words import long_date

RuleLight = Literal["red", "amber", "green"]
Who = Literal["you", "it", "supplier"]
Harm = Literal["loss", "break-in", "spread"]
CostBand = Literal["free", "often_free", "about", "ask"]
Per = Literal["once", "computer", "person"]
Strength = Literal["partial", "support", "none"]  # none: only a person can answer the item
FixFor = SystemName | Literal["any"]
Steps = Mapping[FixFor, tuple[Sentence, ...]]


class Time(msgspec.Struct, frozen=True):
    """Hands-on time of a fix, in minutes."""

    minutes: int
    per: Per = "once"
    waiting: bool = False


class Cost(msgspec.Struct, frozen=True):
    """What a fix costs; `price` is the name of a dated price in data/."""

    band: CostBand
    price: str | None = None


class Say(msgspec.Struct, frozen=True):
    """A sentence for one subject, and one for several."""

    one: Sentence
    many: Sentence | None = None


class Letter(msgspec.Struct, frozen=True):
    """What a supplier is asked in writing, and why."""

    ask: str
    why: str


class Help(msgspec.Struct, frozen=True):
    """What goes with a light that asks for something: why it matters, what to do, who does it."""

    why: Sentence
    action: str
    fix: Steps
    who: Who
    time: Time
    cost: Cost
    letter: Letter | None = None


class Rule(msgspec.Struct, frozen=True):
    """One rule: when it holds, the check has this light."""

    light: RuleLight
    code: str
    when: Condition
    say: Say
    help: Help
    line: int


class Note(msgspec.Struct, frozen=True):
    """Something worth telling under any light; it never changes one."""

    code: str
    when: Condition
    say: Sentence


class Limit(msgspec.Struct, frozen=True):
    """A number, yes/no or list of names that profiles may set."""

    default: LimitValue
    means: str

    @property
    def kind(self) -> Kind:
        """Its kind, as facts have one."""
        if isinstance(self.default, bool):
            return "yes/no"
        return "names" if isinstance(self.default, tuple) else "number"


class Question(msgspec.Struct, frozen=True):
    """A question that only a person can answer; `choices` are ids with their words.

    A number lies between `least` and `most`; a date with `past` is not after the day of the answer, and may have the
    one choice `never`.
    """

    question: str
    help: str
    kind: Kind
    choices: Mapping[str, str]
    renew_months: int
    least: float | None = None
    most: float | None = None
    past: bool = False

    def refuses(self, value: Value | Unknown | None, on: date) -> str | None:
        """What is wrong with an answer of the right kind that was given on that day; None when nothing is."""
        if isinstance(value, date):
            return f"{long_date(value)} is after the day of the answer" if self.past and value > on else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        if self.least is not None and value < self.least:
            return f"{value} is less than {self.least:g}, the least that it can be"
        if self.most is not None and value > self.most:
            return f"{value} is more than {self.most:g}, the most that it can be"
        return None


class DsptRef(msgspec.Struct, frozen=True):
    """An item of the DSPT for which a result is evidence, and how strong."""

    item: str
    strength: Strength


SCHEMES: Final = ("dspt", "cyber_essentials", "ncsc")


class Refs(msgspec.Struct, frozen=True):
    """Where others ask for the same."""

    dspt: tuple[DsptRef, ...] = ()
    cyber_essentials: tuple[str, ...] = ()
    ncsc: tuple[str, ...] = ()

    @property
    def schemes(self) -> frozenset[str]:
        """The names of those who ask for the same."""
        return frozenset(scheme for scheme in SCHEMES if getattr(self, scheme))


class Example(msgspec.Struct, frozen=True):
    """A made-up case and the light that it must have; `given` has declared facts, answers and limits only."""

    light: Light
    code: str | None
    given: Mapping[str, Value | Unknown | None]
    line: int


class Check(msgspec.Struct, frozen=True):
    """One check: what it asks of one kind of subject, and everything that it may say about it.

    `names`: every fact and answer that its conditions and sentences read. `questions` are those it asks, `reads`
    all those whose answers it reads. `pack` is the folder of checks from elsewhere that it comes from; empty: ours.
    """

    id: str
    version: int
    title: str
    subject: Subject
    applies_when: Condition | None
    not_needed: str | None
    harm: Harm
    limits: Mapping[str, Limit]
    rules: tuple[Rule, ...]
    notes: tuple[Note, ...]
    unknown: Say
    unknown_steps: tuple[str, ...]
    telling_steps: tuple[str, ...]
    help: Help
    refs: Refs
    for_it: Sentence
    questions: Mapping[str, Question]
    reads: Mapping[str, Question]
    examples: tuple[Example, ...]
    file: str
    names: frozenset[str]
    pack: str = ""

    @property
    def decided_by(self) -> frozenset[str]:
        """The facts and answers that its light rests on; `names` has those of its words, too."""
        conditions = [rule.when for rule in self.rules] + ([self.applies_when] if self.applies_when else [])
        return frozenset(name for condition in conditions for name in condition.names)

    @property
    def told_by_people(self) -> bool:
        """Whether only answers of people give it a light; facts may still tell whether it applies."""
        return all(name.startswith("answer.") for rule in self.rules for name in rule.when.names)

    @property
    def default_limits(self) -> dict[str, LimitValue]:
        """The limits that hold where a profile sets none."""
        return {name: limit.default for name, limit in self.limits.items()}
