"""All homes on one page: what is wrong most often, a map of every home and check, and the next step of each home."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from carecheck import words
from carecheck.homes.overview import Common, Home, Overview
from carecheck.lights import LIGHTS, Light
from carecheck.show.badge import Badge
from carecheck.show.templating import template
from carecheck.show.view import view_of
from carecheck.words import clean

MOST_COMMON: Final = 10
MOST_STEPS: Final = 3
MOST_LETTERS: Final = 80
MOST_COLUMNS: Final = 40  # of one table; more are shown as a table for each part
FOOT: Final = (
    "This lists weak points of homes. Give each home its own page, and this one to no one else.",
    "A home where we could not check much is not a home with little to fix.",
    "This shows what we saw on the days of the visits. It cannot prove that any home is safe.",
)
# The parts of the map, each a table of its own, with the topics of the checks in them.
PARTS: Final = (
    ("Computers", ("system", "antivirus", "firewall", "disk", "usb", "screen", "device", "software")),
    ("Logins and networks", ("logins", "network", "remote", "sharing")),
    ("Backups", ("backup",)),
    ("Email and websites", ("email", "domain", "website")),
    ("Suppliers", ("supplier",)),
    ("People and plans", ("people", "plan", "policy", "home", "care", "devices")),
)
OTHERS: Final = "Other checks"


@dataclass(frozen=True, slots=True)
class Square:
    """One square of the map: a light, its words for a screen reader, and a number where there are several."""

    light: Light
    spoken: str
    number: str


@dataclass(frozen=True, slots=True)
class Line:
    """One home in a part of the map."""

    name: str
    link: str
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that belong together."""

    title: str
    columns: int


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the map."""

    id: str
    title: str
    groups: tuple[Group, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


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
class NextSteps:
    """What one home does next."""

    name: str
    link: str
    about: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """All that the page shows."""

    title: str
    about: str
    headline: tuple[str, ...]
    common: tuple[Row, ...]
    parts: tuple[Part, ...]
    all_ok: str
    lights: tuple[Badge, ...]
    homes: tuple[NextSteps, ...]
    foot: tuple[str, ...]


def render_overview(overview: Overview, links: dict[str, str], problems: Sequence[str] = ()) -> str:
    """One HTML file; `links` are the pages of homes by the home's id, `problems` sentences about files."""
    page = page_of(overview, links, problems)
    html: str = template("overview.html").render(title=page.title, page=page)
    return html


def page_of(overview: Overview, links: dict[str, str], problems: Sequence[str] = ()) -> OverviewPage:
    """What the page shows of all homes."""
    return OverviewPage(
        title=f"{words.count(len(overview.homes), 'home').capitalize()}: what to do next",
        about=_about(overview),
        headline=tuple(headline(overview)),
        common=tuple(_row(one, overview) for one in overview.common[:MOST_COMMON]),
        parts=tuple(_parts(overview, links)),
        all_ok=_all_ok(overview),
        lights=tuple(Badge.of(light) for light in LIGHTS),
        homes=tuple(_next_steps(home, links) for home in overview.homes),
        foot=(*problems, *FOOT),
    )


def headline(overview: Overview) -> Iterator[str]:
    """The answer for somebody who looks after many homes: the commonest thing, and what comes after it."""
    if not overview.common:
        yield "We found nothing to fix in what we could check."
        return
    first, *others = overview.common
    homes = words.count(len(overview.homes), "home")
    yield f"What most homes need to {LIGHTS[first.light].name.lower()}: {first.action}, in {first.homes} of {homes}."
    if first.who and first.homes > 1:
        who = {"you": "Each home can do this", "it": "An IT person can do this", "supplier": "The supplier can do this"}
        yield f"{who[first.who]}. Ask if one person can do it for all of them."
    if others:
        yield f"Next: {others[0].action}, in {others[0].homes} of {homes}."


def _about(overview: Overview) -> str:
    days = sorted(home.report.run.started_at.date() for home in overview.homes)
    computers = sum(home.computers for home in overview.homes)
    looked_at = f"{words.count(len(overview.homes), 'home')} and {words.count(computers, 'computer')}"
    if not days:
        return looked_at
    when = words.long_date(days[0])
    return (
        f"{looked_at}, checked on {when}."
        if days[0] == days[-1]
        else (f"{looked_at}, checked from {when} to {words.long_date(days[-1])}.")
    )


def _row(one: Common, overview: Overview) -> Row:
    computers = sum(home.computers for home in overview.homes)
    return Row(
        Badge.of(one.light),
        one.action,
        words.WHO[one.who] if one.who else "",
        f"{one.homes} of {len(overview.homes)}",
        "Whole home" if one.whole_home else f"{one.computers} of {computers}",
        round(100 * one.homes / len(overview.homes), 1),
    )


def _parts(overview: Overview, links: dict[str, str]) -> Iterator[Part]:
    """One table where it is not too wide, else one for each part."""
    shown = {title: [one for one in checks if _asks_anywhere(overview, one)] for title, checks in _checks_of(overview)}
    wide = sum(map(len, shown.values())) > MOST_COLUMNS
    tables = [{title: checks} for title, checks in shown.items()] if wide else [shown]
    for number, groups in enumerate(tables, start=1):
        columns = [check for checks in groups.values() for check in checks]
        if columns:
            title = next(iter(groups)) if wide else "All checks"
            yield Part(
                f"part-{number}",
                title,
                tuple(Group(name, len(checks)) for name, checks in groups.items() if checks),
                tuple(clean(overview.checks[check], MOST_LETTERS) for check in columns),
                tuple(_line(home, columns, links) for home in overview.homes),
            )


def _checks_of(overview: Overview) -> Iterator[tuple[str, list[str]]]:
    """The checks of each part, in an order that is the same in every overview."""
    named = {topic for _, topics in PARTS for topic in topics}
    others = tuple(sorted({check.partition(".")[0] for check in overview.checks} - named))
    for title, topics in (*PARTS, (OTHERS, others)):
        yield title, [check for topic in topics for check in overview.checks if check.partition(".")[0] == topic]


def _line(home: Home, checks: Sequence[str], links: dict[str, str]) -> Line:
    return Line(_name(home), links.get(home.id, ""), tuple(_square(home, check) for check in checks))


def _all_ok(overview: Overview) -> str:
    left_out = sum(not _asks_anywhere(overview, check) for check in overview.checks)
    return f"{words.count(left_out, 'more check')}: OK or not needed in every home." if left_out else ""


def _asks_anywhere(overview: Overview, check: str) -> bool:
    return any(_asks(home, check) for home in overview.homes)


def _asks(home: Home, check: str) -> bool:
    """Whether there is something to do; a check that a home did not have leaves something open there."""
    cell = home.cells.get(check)
    return cell is None or cell.light in ("red", "amber", "unknown")


def _square(home: Home, check: str) -> Square:
    """A check that this home did not have is Not checked there."""
    cell = home.cells.get(check)
    if cell is None:
        return Square("unknown", LIGHTS["unknown"].name, "")
    number = str(cell.subjects) if cell.subjects > 1 else ""
    name = LIGHTS[cell.light].name
    return Square(cell.light, f"{name}: {number}" if number else name, number)


def _name(home: Home) -> str:
    return clean(home.name, MOST_LETTERS)


def _next_steps(home: Home, links: dict[str, str]) -> NextSteps:
    view = view_of(home.report)
    to_fix = [*view.with_light("red"), *view.with_light("amber")]
    steps = tuple(f"{thing.action or thing.title}. {thing.effort.does}." for thing in to_fix[:MOST_STEPS])
    counts = view.counts
    about = f"{counts.red} to fix now, {counts.amber} to fix soon, {counts.unknown} not checked."
    if home.not_seen:
        about += f" Not seen this time: {words.places(home.not_seen)}."
    return NextSteps(_name(home), links.get(home.id, ""), about, steps)
