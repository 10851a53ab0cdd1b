"""All homes on one page: what is wrong most often, a map of every home and check, and the next step of each home."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from carecheck import words
from carecheck.homes.changes import Change
from carecheck.homes.not_seen import HINDRANCES
from carecheck.homes.overview import Common, Home, Overview
from carecheck.lights import LIGHTS, Light
from carecheck.show.badge import Badge
from carecheck.show.home_map import MOST_LINES, Part, asks_anywhere, map_of, name_of
from carecheck.show.templating import template
from carecheck.show.trend import shown_trend
from carecheck.show.view import View
from carecheck.words import Who

MOST_COMMON: Final = 10
MOST_STEPS: Final = 3
MOST_OFTEN: Final = 2  # in the headline
FOOT: Final = (
    "This lists weak points of homes. Give each home its own page, and this one to no one else.",
    "A home where we could not check much is not a home with little to fix.",
    "This shows what we saw on the days of the visits. It cannot prove that any home is safe.",
)
NOTHING_TO_FIX: Final = "We found nothing to fix in what we could check."
NOTHING_SEEN: Final = "We have not seen this home yet. This does not mean that anything is right or wrong there."
WHERE_TOLD: Final = "The next steps of these homes tell why."
_CHANGES: Final[Mapping[Change, str]] = {"fixed": "fixed", "better": "better", "new": "new", "worse": "worse"}


@dataclass(frozen=True, slots=True)
class Row:
    """One of the things that are wrong most often."""

    light: Badge
    action: str
    who: str
    homes: str
    computers: str
    percent: float


@dataclass(frozen=True, slots=True)
class Often:
    """A thing that is to fix in many homes."""

    light: Light
    action: str
    who: Who | None
    homes: int


@dataclass(frozen=True, slots=True)
class Way:
    """A link to the next steps of a home, on this page."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Which:
    """In which homes one thing is to fix."""

    light: Badge
    action: str
    amount: str
    homes: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """What a home does next: how much there is to do, and the first steps. Kept of a report that is kept no longer."""

    about: str
    steps: tuple[str, ...]

    @classmethod
    def of(cls, view: View) -> "Steps":
        """What the report of a home asks for first."""
        to_fix = [*view.with_light("red"), *view.with_light("amber")]
        counts = view.counts
        return cls(
            f"{counts.red} to fix now, {counts.amber} to fix soon, {counts.unknown} not checked.",
            tuple(f"{thing.action or thing.name}. {thing.effort.does}." for thing in to_fix[:MOST_STEPS]),
        )


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What one home does next, with its name, and the way to its page."""

    id: str
    name: str
    link: str
    about: tuple[str, ...]
    steps: tuple[str, ...]
    nothing_to_do: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """All that the page shows; `by_name` are the homes in the order of their names, where there are many."""

    title: str
    about: tuple[str, ...]
    headline: tuple[str, ...]
    common: tuple[Row, ...]
    parts: tuple[Part, ...]
    all_ok: str
    badges: tuple[Badge, ...]
    which: tuple[Which, ...]
    by_name: tuple[Way, ...]
    homes: tuple[NextSteps, ...]
    foot: tuple[str, ...]


def render_overview(
    overview: Overview, steps: Mapping[str, Steps], links: Mapping[str, str], problems: Sequence[str] = ()
) -> Iterator[str]:
    """One HTML file, in pieces; `steps` and `links` to pages are by the home's id, `problems` sentences about files."""
    page = page_of(overview, steps, links, problems)
    pieces: Iterator[str] = template("overview.html").generate(title=page.title, page=page)
    return pieces


def page_of(
    overview: Overview, steps: Mapping[str, Steps], links: Mapping[str, str], problems: Sequence[str] = ()
) -> OverviewPage:
    """What the page shows of all homes."""
    ways = {home.id: Way(f"home-{number}", name_of(home)) for number, home in enumerate(overview.homes, start=1)}
    many = len(overview.homes) > MOST_LINES
    return OverviewPage(
        title=_title(overview),
        about=tuple(_about(overview)),
        headline=tuple(headline(overview)),
        common=tuple(_row(one, overview) for one in overview.common[:MOST_COMMON]),
        parts=tuple(map_of(overview, links)),
        all_ok=_all_ok(overview),
        badges=tuple(Badge.of(light) for light in LIGHTS),
        which=tuple(_which(one, ways) for one in overview.common),
        by_name=tuple(sorted(ways.values(), key=lambda way: way.name.casefold())) if many else (),
        homes=tuple(_next_steps(home, ways[home.id], steps.get(home.id), links) for home in overview.homes),
        foot=(*problems, *FOOT),
    )


def _title(overview: Overview) -> str:
    if overview.group:
        return f"{overview.group}: all homes"
    return f"{words.count(len(overview.homes), 'home').capitalize()}: what to do next"


def headline(overview: Overview) -> Iterator[str]:
    """The answer for somebody who looks after many homes: the commonest thing, what comes after it, what was missed."""
    often = [Often(one.light, one.action, one.who, len(one.homes)) for one in overview.common[:MOST_OFTEN]]
    missing = [len(home.missed) for home in overview.homes if home.missed]
    yield from headline_of(often, len(overview.seen))
    if unseen := len(overview.homes) - len(overview.seen):
        yield f"There is no report of {words.count(unseen, 'home')} yet."
    yield from not_checked_at_all(sum(missing), len(missing), WHERE_TOLD)


def headline_of(often: Sequence[Often], seen: int) -> Iterator[str]:
    """The answer where the commonest things are known, and how many homes were seen."""
    if not often:
        yield NOTHING_TO_FIX
        return
    first, *others = often
    homes, to_fix = words.count(seen, "home"), LIGHTS[first.light].name.lower()
    yield f"What homes most often need to {to_fix}: {first.action}, in {first.homes} of {homes}."
    if first.who and first.homes > 1:
        who = {"you": "Each home can do this", "it": "An IT person can do this", "supplier": "The supplier can do this"}
        yield f"{who[first.who]}. Ask if one person can do it for all of them."
    if others:
        yield f"Next: {others[0].action}, in {others[0].homes} of {homes}."


def not_checked_at_all(computers: int, homes: int, where_told: str) -> Iterator[str]:
    """That some computers could not be checked, if so, and where the reasons are."""
    if computers:
        yield f"We could not check {words.count(computers, 'computer')} in {words.count(homes, 'home')}. {where_told}"


def _about(overview: Overview) -> Iterator[str]:
    days = sorted(home.day for home in overview.homes if home.day)
    looked_at = f"{words.count(len(days), 'home')} and {words.count(overview.computers, 'computer')}"
    if not days:
        yield f"{looked_at}."
        return
    first, last = words.long_date(days[0]), words.long_date(days[-1])
    yield f"{looked_at}, checked on {first}." if first == last else f"{looked_at}, checked from {first} to {last}."
    again = [home.changes for home in overview.homes if home.before]
    if again:
        changes = sum((Counter(one) for one in again), Counter[Change]())
        yield f"Since the visit before, in {words.count(len(again), 'home')}: {_changed(changes)}."


def _changed(changes: Mapping[Change, int]) -> str:
    told = [f"{words.number(amount)} {word}" for change, word in _CHANGES.items() if (amount := changes.get(change, 0))]
    return words.listing(told) if told else "nothing is fixed, and nothing is new"


def _row(one: Common, overview: Overview) -> Row:
    return Row(
        Badge.of(one.light),
        one.action,
        words.WHO[one.who] if one.who else "",
        f"{words.number(len(one.homes))} of {words.number(len(overview.seen))}",
        "Whole home" if one.whole_home else f"{words.number(one.computers)} of {words.number(overview.computers)}",
        round(100 * len(one.homes) / len(overview.seen), 1),
    )


def _which(one: Common, ways: Mapping[str, Way]) -> Which:
    amount = words.count(len(one.homes), "home")
    return Which(Badge.of(one.light), one.action, amount, tuple(ways[home.id] for home in one.homes))


def _all_ok(overview: Overview) -> str:
    left_out = sum(not asks_anywhere(overview, check) for check in overview.checks)
    return f"{words.count(left_out, 'more check')}: OK or not needed in every home." if left_out else ""


def _next_steps(home: Home, way: Way, steps: Steps | None, links: Mapping[str, str]) -> NextSteps:
    """What a home does next; `steps` is None where nothing of it was ever seen."""
    about = [steps.about if steps else NOTHING_SEEN]
    if home.before:
        about.append(f"Since {words.long_date(home.before)}: {_changed(home.changes)}.")
    if home.trend:
        about.append(shown_trend(home.trend).line)
    if home.not_seen:
        about.append(f"Not seen this time: {words.places(home.not_seen)}.")
    about += missed_in(home)
    nothing_to_do = "Nothing to fix in what we could check." if steps else ""
    return NextSteps(
        way.id, way.name, links.get(home.id, ""), tuple(about), steps.steps if steps else (), nothing_to_do
    )


def missed_in(home: Home) -> Iterator[str]:
    """The computers of a home that could not be checked: a sentence for each day and reason."""
    for (day, reason), found in groupby(home.missed, key=lambda one: (one.day, one.reason)):
        names = words.places([one.computer for one in found])
        yield f"Not seen on {words.long_date(day)}: {names}. {HINDRANCES[reason]}"
