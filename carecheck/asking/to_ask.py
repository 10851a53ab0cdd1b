"""What there is to ask: each question about each subject, in which order, and how things stand with its answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from msgspec import structs

from carecheck.facts.model import Subject, Unknown, Value
from carecheck.judge.answers import Answers, Given
from carecheck.judge.checks import Check, Question
from carecheck.judge.questions import PlainQuestion
from carecheck.judge.verdict import decide
from carecheck.judge.worlds import Undecided, World
from carecheck.plan import Plan
from carecheck.show.topics import place_of_topic, topic_of

HOME: Final = "home"
SOON: Final = timedelta(days=60)

# new: nobody answered. not_known: somebody said so. differ: two answers of one day. soon: it is too old in 60 days.
State = Literal["new", "not_known", "differ", "too_old", "soon", "fresh"]

# The standard of the DSPT to which a plain question belongs, by its number: it is asked with the checks on the same.
_TOPICS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("2", "3", "4"), "people"),
    **dict.fromkeys(("5", "6", "7"), "plan"),
    "1": "policy",
    "8": "devices",
    "9": "network",
    "10": "supplier",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a question is about: its kind, what people call it, and the other names it goes by in files of answers."""

    kind: Subject
    name: str
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the one under which answers are written first."""
        return (self.name, *self.others)


@dataclass(frozen=True, slots=True)
class Item:
    """One question about one subject. `why`: why we ask; `dspt`: the items that the answer is about."""

    id: str
    question: Question
    why: str
    topic: str
    about: About
    dspt: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """By what it is known: its subject and its question."""
        return (self.about.name, self.id)


@dataclass(frozen=True, slots=True)
class ToAsk:
    """All questions of a plan and the plain ones, on one day."""

    plan: Plan
    plain: Mapping[str, PlainQuestion]
    today: date

    def items(self, about: About) -> list[Item]:
        """Every question about a subject, in the order in which it is asked."""
        found = {**self._of_checks(about), **self._plain(about)}
        return sorted(found.values(), key=lambda item: place_of_topic(item.topic))

    def due(self, about: About, answers: Answers) -> list[Item]:
        """The questions about a subject that have no answer, or one that is too old or soon will be."""
        return [
            item for item in self.items(about) if self.is_needed(item, answers) and self.state(item, answers) != "fresh"
        ]

    def is_needed(self, item: Item, answers: Answers) -> bool:
        """Whether the answer can still change anything, after all that has been answered about its subject."""
        if item.id in self.plain:
            return True
        values = answers.values(self.today, *item.about.names)
        values.pop(item.id, None)  # what it was answered before must not stand in the way of another answer
        return any(self._needs(check, item.id, values) for check in self.plan.checks_of(item.about.kind))

    def state(self, item: Item, answers: Answers) -> State:
        """How things stand with the answer to a question."""
        given = answers.of(*item.about.names).get(item.id)
        if given is None:
            return "new"
        value = answers.values(self.today, *item.about.names)[item.id]
        if isinstance(value, Unknown):
            if value.reason != "no_answer":
                return "too_old"
            return "differ" if value.detail else "not_known"
        return "soon" if self._ends_soon(item, given, answers) else "fresh"

    def next_day(self, abouts: Iterable[About], answers: Answers) -> date | None:
        """The first day on which one of the answers that count is asked for again."""
        days = [
            answers.ends(item.id, given) - self._soon(item, given, answers)
            for about in abouts
            for item in self.items(about)
            if (given := answers.of(*about.names).get(item.id)) and self.state(item, answers) == "fresh"
        ]
        return min(days, default=None)

    def _ends_soon(self, item: Item, given: Given, answers: Answers) -> bool:
        return answers.ends(item.id, given) - self.today <= self._soon(item, given, answers)

    def _soon(self, item: Item, given: Given, answers: Answers) -> timedelta:
        """How long before its end an answer is asked for again: one that counts for a month not at once."""
        return min(SOON, (answers.ends(item.id, given) - given.on) // 4)

    def _needs(self, check: Check, question: str, answers: Mapping[str, Value | Unknown | None]) -> bool:
        name = f"answer.{question}"
        if name not in check.names:
            return False
        world = self._world(check, answers)
        if check.applies_when:
            applies = check.applies_when.holds(world)
            missing = [gap.name for gap in applies.gaps] if isinstance(applies, Undecided) else []
            if name in missing:
                return True
            if applies is False or (missing and all(gap.startswith("answer.") for gap in missing)):
                return False  # it waits for those answers
        if name not in check.decided_by:
            return True
        return any(gap.name == name for gap in decide(structs.replace(check, applies_when=None), world).gaps)

    def _world(self, check: Check, answers: Mapping[str, Value | Unknown | None]) -> World:
        """What people have told of a subject, and nothing that only a look can tell."""
        return World(check.subject, self.today, {}, answers, self.plan.profile.limits_of(check))

    def _of_checks(self, about: About) -> dict[str, Item]:
        """The questions of the checks; one on whose answer another question hangs comes before it."""
        checks = self.plan.checks_of(about.kind)
        asks = {name: check for check in reversed(checks) for name in check.reads}
        asks |= {name: check for check in checks for name in check.questions}
        items: dict[str, Item] = {}
        for check in checks:
            for name, question in sorted(check.reads.items(), key=lambda read: read[0] in check.questions):
                asked_by = asks[name]
                why = "" if asked_by.help.why.names else asked_by.help.why.fill(self._world(asked_by, {}))
                dspt = tuple(ref.item for ref in asked_by.refs.dspt)
                items.setdefault(name, Item(name, question, why, topic_of(asked_by.id), about, dspt))
        return items

    def _plain(self, about: About) -> dict[str, Item]:
        return {
            name: Item(name, one.asked, one.why, _topic(one), about, one.dspt)
            for name, one in self.plain.items()
            if one.subject == about.kind
        }


def subjects_of(plan: Plan) -> list[About]:
    """What questions may be about, besides computers: the home, its suppliers, its domains and websites."""
    found = [About("home", HOME)]
    found += [About("supplier", one.name) for one in plan.suppliers]
    found += [About("domain", name.shown, (name.ascii,)) for name in plan.domains]
    return found + [About("website", name.shown, (f"https://{name.ascii}/",)) for name in plan.websites]


def _topic(plain: PlainQuestion) -> str:
    return _TOPICS.get(plain.dspt[0].partition(".")[0], HOME) if plain.dspt else HOME
