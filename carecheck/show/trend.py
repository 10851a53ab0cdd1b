"""What there was to fix at each visit, in one sentence, as a small chart and as a table."""

from collections.abc import Iterator
from typing import Final

import msgspec

from carecheck import words
from carecheck.homes.trend import Compared, Trend, Visit
from carecheck.lights import Light
from carecheck.show.badge import Badge

TITLE: Final = "To fix at each visit"
COUNTS: Final = "One check on one computer counts as 1."
OTHERS: Final = "Visits with a star (*) did not check the same things. Do not compare them with the last one."
ACCEPTED: Final = "Risks that you accepted count too."

COLUMNS: Final[tuple[Light, ...]] = ("red", "amber", "unknown", "green")  # of the table
DRAWN: Final[tuple[Light, ...]] = ("red", "amber")

# The chart, in units of its own drawing.
COLUMN: Final = 54
BAR: Final = 30
TOP: Final = 14
HIGHEST: Final = 110
LINE: Final = 16
LEGEND: Final = 72
LETTERS: Final = 4.5  # from the middle of a line down to the foot of its letters
ROOM_FOR_NUMBER: Final = 15


class Part(msgspec.Struct, frozen=True):
    """One part of a bar: its number stands inside, or beside it where it is too low; `word_at`: where its word does."""

    light: Badge
    number: int
    top: float
    height: float
    inside: bool
    baseline: float
    word_at: float


class Bar(msgspec.Struct, frozen=True):
    """One visit in the chart and in the table."""

    left: int
    middle: float
    parts: tuple[Part, ...]
    labels: tuple[tuple[int, str], ...]
    day: str
    numbers: tuple[int, ...]


class ShownTrend(msgspec.Struct, frozen=True):
    """All that is said and drawn of it; `line` is the short form for a window; `differences` are those of stars."""

    title: str
    sentence: str
    line: str
    notes: tuple[str, ...]
    differences: tuple[str, ...]
    columns: tuple[Badge, ...]
    bars: tuple[Bar, ...]
    bar: int
    axis: int
    width: int
    height: int
    floor: int


def shown_trend(trend: Trend) -> ShownTrend:
    """The words and the drawing of a trend."""
    most = max(visit.lights["red"] + visit.lights["amber"] for visit in trend.visits) or 1
    sentence = _sentence(trend.compared)
    return ShownTrend(
        TITLE,
        sentence,
        f"Over {words.count(len(trend.visits), 'visit')}: {sentence}",
        tuple(_notes(trend)),
        tuple(_differences(trend)),
        tuple(map(Badge.of, COLUMNS)),
        tuple(_bar(place, visit, most) for place, visit in enumerate(trend.visits)),
        bar=BAR,
        axis=COLUMN * len(trend.visits),
        width=COLUMN * len(trend.visits) + LEGEND,
        height=TOP + HIGHEST + 4 + 3 * LINE,
        floor=TOP + HIGHEST,
    )


def _sentence(told: Compared) -> str:
    """How Fix now went, and what of it may only look so."""
    if not told.checks:
        return "Each visit checked other things. So we cannot compare them."
    first, last = words.long_date(told.first), words.long_date(told.last)
    better, worse = told.now < told.then and not told.lost, told.now > told.then and not told.found
    went = "fell" if better else "rose" if worse else "went"
    parts = [f"Fix now {went} from {told.then} on {first} to {told.now} on {last}."]
    if told.now == told.then:
        parts = [f"Fix now was {told.then} on {first} and on {last}."]
    if told.lost:
        parts.append(f"We could not check {told.lost} of the {told.then} this time. They may not be fixed.")
    if told.found:
        parts.append(f"We could not check {told.found} of the {told.now} before. They may not be new.")
    if not told.whole:
        parts.append(f"This counts only the {words.count(told.checks, 'check')} that we did the same way both times.")
    return " ".join(parts)


def _notes(trend: Trend) -> Iterator[str]:
    """What the numbers count, and what may not be compared."""
    last = trend.visits[-1]
    yield f'{COUNTS} "{_could(last)}" means that we could check {last.could} of {last.checks}.'
    if trend.accepted:
        yield ACCEPTED
    if not all(visit.comparable for visit in trend.visits):
        yield OTHERS


def _differences(trend: Trend) -> Iterator[str]:
    """How each visit with a star differs from the last one."""
    for visit in trend.visits:
        if not visit.comparable:
            yield f"* {words.long_date(visit.day)}: {', '.join(_difference(visit, trend.visits[-1]))}."


def _difference(visit: Visit, last: Visit) -> Iterator[str]:
    if visit.computers != last.computers:
        yield f"{words.count(visit.computers, 'computer')} then and {words.number(last.computers)} now"
    if visit.others and visit.checks != last.checks:
        yield f"{words.count(visit.checks, 'check')} then and {words.number(last.checks)} now"
    elif visit.others:
        yield "other checks"
    if visit.new_rules:
        yield f"we have changed {words.count(visit.new_rules, 'check')} since"


def _could(visit: Visit) -> str:
    return f"{words.number(visit.could)} of {words.number(visit.checks)}"


def _bar(place: int, visit: Visit, most: int) -> Bar:
    left = place * COLUMN + (COLUMN - BAR) // 2
    star = "" if visit.comparable else "*"
    labels = (f"{visit.day.day} {words.long_date(visit.day).split()[1][:3]}{star}", str(visit.day.year), _could(visit))
    return Bar(
        left,
        left + BAR / 2,
        tuple(_parts(visit, most)),
        tuple((TOP + HIGHEST + LINE * (line + 1), text) for line, text in enumerate(labels)),
        f"{words.long_date(visit.day)}{star}",
        tuple(visit.lights[light] for light in COLUMNS),
    )


def _parts(visit: Visit, most: int) -> Iterator[Part]:
    """Fix now at the foot and Fix soon on it, always from zero; what was not checked has no place in a bar."""
    floor = float(TOP + HIGHEST)
    free = floor - 3  # above what is written beside the bar
    for light in DRAWN:
        number = visit.lights[light]
        if not number:
            continue
        height = HIGHEST * number / most
        middle = floor - height / 2 + LETTERS
        beside = min(middle, free)
        inside = height >= ROOM_FOR_NUMBER
        baseline = middle if inside else beside
        top, foot, word = (round(size, 1) for size in (floor - height, baseline, beside))
        yield Part(Badge.of(light), number, top, round(height, 1), inside, foot, word)
        floor, free = floor - height, beside - LINE
