"""What a fact is: a value, `None` (we looked, and there is none) or `Unknown` (we could not look).

A topic declares its facts as a frozen struct, one annotated line a fact: there are many of them, and a struct is made
in a tenth of the time of a dataclass, which is felt whenever carecheck starts. What can be worked out from those
is a *derived fact*: a method marked with `derived`.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import ClassVar, Literal, NoReturn, Self, TypeVar, overload

import msgspec

from carecheck.lights import Reason

Subject = Literal["computer", "domain", "website", "supplier", "home"]
Value = bool | int | float | str | date | tuple[str, ...]


class Unknown(msgspec.Struct, frozen=True):
    """A fact that we could not see: why, and a technical detail for IT people."""

    reason: Reason
    detail: str = ""

    def __bool__(self) -> NoReturn:
        # An Unknown in an `if` would silently count as yes. That is how safe-looking reports lie.
        raise TypeError("Unknown is neither yes nor no: ask with isinstance or match")


class FactGroup(msgspec.Struct, frozen=True):
    """What is known about one topic of one subject."""

    serves: ClassVar[tuple[Subject, ...]] = ("computer",)

    @classmethod
    def group_name(cls) -> str:
        """The first half of its facts' names: `Updates` gives `updates`."""
        return cls.__name__.lower()

    @classmethod
    def all_unknown(cls, gap: Unknown) -> Self:
        """The group of which nothing could be seen."""
        return cls(**dict.fromkeys(fact_fields(cls), gap))

    def with_facts(self, **facts: Value | Unknown | None) -> Self:
        """The same group with some facts changed."""
        return msgspec.structs.replace(self, **facts)


def fact_fields(group: type[FactGroup]) -> tuple[str, ...]:
    """The names of a group's declared facts, without the group's own name."""
    return group.__struct_fields__


Method = TypeVar("Method", bound=Callable[..., object])


def derived(*, needs: tuple[str, ...] = ()) -> Callable[[Method], Method]:
    """Mark a method `(self, today) -> value` as a derived fact.

    `needs` names the facts of the same group without which it is never a value: sentences may name those
    wherever a rule has settled this one.
    """

    def mark(method: Method) -> Method:
        method.__dict__["derived_needs"] = needs
        return method

    return mark


def any_of(answers: Iterable[bool | Unknown]) -> bool | Unknown:
    """Whether one of them is true: one that is true settles it, an unread one leaves the rest open."""
    gap: Unknown | None = None
    for answer in answers:
        if isinstance(answer, Unknown):
            gap = answer if gap is None else gap
        elif answer:
            return True
    return False if gap is None else gap


def all_of(answers: Iterable[bool | Unknown]) -> bool | Unknown:
    """Whether each of them is true: one that is false settles it, an unread one leaves the rest open."""
    opposite = any_of(answer if isinstance(answer, Unknown) else not answer for answer in answers)
    return opposite if isinstance(opposite, Unknown) else not opposite


def known_whole(seen: tuple[str, ...] | Unknown, looked_everywhere: bool | Unknown) -> tuple[str, ...] | Unknown:
    """What was seen, and only known where nothing else could be hidden."""
    if looked_everywhere is True or isinstance(seen, Unknown):
        return seen
    if isinstance(looked_everywhere, Unknown):
        return looked_everywhere
    return Unknown("not_seen", "not every place could be read")


def age_days(day: date | None | Unknown, today: date) -> int | None | Unknown:
    """Days from a day to today; a day in the future is Unknown, for a wrong clock must not look like freshness."""
    if day is None or isinstance(day, Unknown):
        return day
    age = (today - day).days
    if age < -1:
        return Unknown("unreadable", f"{day} is in the future")
    return max(age, 0)  # one day ahead is only another time zone


@overload
def days_left(day: date | Unknown, today: date) -> int | Unknown: ...


@overload
def days_left(day: date | None | Unknown, today: date) -> int | None | Unknown: ...


def days_left(day: date | None | Unknown, today: date) -> int | None | Unknown:
    """Days from today to a day; under 0 when it has passed."""
    if day is None or isinstance(day, Unknown):
        return day
    return (day - today).days
