"""A report as one page for a browser and for paper: no scripts, no fonts, no network.

It reads the same view model as the terminal. On paper, page 1 is the plan.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

import msgspec

from carecheck import words
from carecheck.lights import LIGHTS, Light
from carecheck.report import Ref, Report, Result, SubjectKind
from carecheck.show.badge import Badge
from carecheck.show.findings import Finding
from carecheck.show.for_supplier import render_for_supplier
from carecheck.show.it_sheet import it_sheet
from carecheck.show.page_parts import Card, Count, Lines, Page, Risk, Row, Section, Word
from carecheck.show.sentences import KEEP_SAFE, MADE_UP_LINE, NOT_WRONG, mark_of
from carecheck.show.since import Since
from carecheck.show.templating import read_ahead, template
from carecheck.show.view import Line, View, view_of
from carecheck.show.wall_sheet import wall_sheet
from carecheck.tables import meanings

TEMPLATE: Final = "home.html"
MOST_ON_PLAN: Final = 6
MOST_LETTERS_OF_PLACES: Final = 60  # on the plan, which must fit on one page

_COUNTED: Final[Mapping[SubjectKind, str]] = {"computer": "computer", "supplier": "supplier", "domain": "domain"}


def get_ready() -> None:
    """Read what it takes to draw a page, so that it is drawn at once when there is a report."""
    read_ahead(TEMPLATE)


def render_page(report: Report, told: Since | None = None, view: View | None = None) -> str:
    """One HTML file that asks the network for nothing; `told` is what has changed since the visit before.

    `view` is the view of the report, where somebody has it already.
    """
    page = page_of(report, told, view)
    title = f"{page.mark}{page.name}: computer safety report, {words.long_date(report.run.started_at.date())}"
    html: str = template(TEMPLATE).render(title=title, page=page)
    return html


def page_of(report: Report, told: Since | None = None, view: View | None = None) -> Page:
    """What the page shows of a report."""
    view = view or view_of(report)
    where = _Places.of(report)
    shown = Page(
        name=view.name,
        about=(_about(view),),
        headline=view.headline,
        counts=tuple(_counts(view)),
        plan_title="Do these first" if _to_do(view) else "What to do next",
        plan=tuple(_row(thing, where, view.day) for thing in _to_do(view)[:MOST_ON_PLAN]),
        after_plan=tuple(_after_plan(view)),
        since=told,
        sections=tuple(_sections(view, where)),
        accepted=tuple(
            Risk(Badge.of(risk.light), risk.title, words.places(risk.where) if risk.where else "", risk.sentence)
            for risk in view.accepted
        ),
        lists=tuple(_lists(view)),
        for_supplier=render_for_supplier(report, plain=True).partition("\n")[2].strip(),
        for_it=it_sheet(view),
        for_wall=wall_sheet(report),
        mark=mark_of(report),
        made_up=MADE_UP_LINE if report.made_up else "",
        words=(),
        foot=tuple(_foot(view, report)),
    )
    return _with_words(shown)


class _Places(msgspec.Struct, frozen=True):
    """Where a thing is, told among how many there are of its kind."""

    kinds: Mapping[str, SubjectKind]
    amounts: Mapping[SubjectKind, int]

    @classmethod
    def of(cls, report: Report) -> "_Places":
        kinds: dict[str, SubjectKind] = {subject.id: subject.kind for subject in report.subjects}
        amounts: Counter[SubjectKind] = Counter(kinds.values())
        return cls(kinds, amounts)

    def told(self, thing: Finding, *, short: bool = False) -> str:
        """The places by name: "2 of 8 computers: NURSE-1, NURSE-2"; a short one leaves out names that are long."""
        kind = self.kinds[thing.results[0].subject_id]
        if not thing.where:
            return ""
        named = words.places(thing.where)
        if kind not in _COUNTED:
            return named
        of_all = f"{len(thing.results)} of {words.count(self.amounts[kind], _COUNTED[kind])}"
        too_long = short and len(named) > MOST_LETTERS_OF_PLACES
        return of_all if too_long else f"{of_all}: {named}"


def _about(view: View) -> str:
    checked = view.heading[-1]
    return f"{view.looked_at[0].upper()}{view.looked_at[1:]}. {checked}." if view.looked_at else f"{checked}."


def _counts(view: View) -> Iterator[Count]:
    counts = view.counts
    amounts: dict[Light, int] = {
        "red": counts.red,
        "amber": counts.amber,
        "unknown": counts.unknown,
        "green": counts.ok,
        "not_needed": len(view.not_needed),
    }
    return (Count(words.number(amount), Badge.of(light)) for light, amount in amounts.items())


def _to_do(view: View) -> tuple[Finding, ...]:
    """What the plan is made of: things to fix, or where there is none, things to find out."""
    to_fix = (*view.with_light("red"), *view.with_light("amber"))
    return to_fix or view.with_light("unknown") or view.for_people


def _row(thing: Finding, where: _Places, today: date) -> Row:
    action = thing.action or thing.title
    return Row(
        thing.number,
        thing.id,
        Badge.of(thing.light),
        action,
        where.told(thing, short=True),
        thing.effort,
        _do_by(thing, today),
    )


def _do_by(thing: Finding, today: date) -> str:
    day = thing.do_by_day
    if day is None:
        return ""
    return "Today" if day == today else words.long_date(day)


def _after_plan(view: View) -> Iterator[str]:
    left = len(_to_do(view)) - MOST_ON_PLAN
    if left > 0:
        yield f"And {words.number(left)} more. You find all of them in this report."
    if not view.findings:
        yield view.next_step


def _sections(view: View, where: _Places) -> Iterator[Section]:
    lights: tuple[Light, ...] = ("red", "amber", "unknown")
    for light in lights:
        things = view.with_light(light)
        if things:
            title = f"{LIGHTS[light].name}: {words.count(len(things), 'thing')}"
            intro: tuple[str, ...] = (NOT_WRONG,) if light == "unknown" else ()
            cards = tuple(_card(thing, where, view.day) for thing in things)
            yield Section(f"light-{light}", title, intro, cards, small=light == "unknown")
    if view.administrator:
        things = view.for_administrator
        title = f"What an administrator can find out: {words.count(len(things), 'thing')}"
        cards = tuple(_card(thing, where, view.day) for thing in things)
        yield Section("administrator", title, (view.administrator.sentence,), cards, True, view.administrator.command)
    if view.questions:
        things = view.for_people
        title = f"For you to answer: {words.count(len(things), 'thing')}" if things else "Questions for you"
        intro = tuple(line for line in (view.questions.sentence, view.questions.how) if line)
        cards = tuple(_card(thing, where, view.day) for thing in things)
        yield Section("questions", title, intro, cards, True, view.questions.command)


def _card(thing: Finding, where: _Places, today: date) -> Card:
    return Card(
        id=thing.id,
        number=thing.number,
        light=Badge.of(thing.light),
        title=thing.title,
        why=tuple(text for text in (thing.reason, thing.why) if text),
        steps=thing.steps,
        notes=tuple(note for note in (*thing.notes, thing.pack) if note),
        effort=thing.effort,
        where=where.told(thing),
        do_by=_do_by(thing, today),
        for_it=tuple(_for_it(thing)),
    )


def _for_it(thing: Finding) -> Iterator[str]:
    first = thing.results[0]
    yield f"Check: {thing.code}"
    yield from thing.for_it
    gaps = [one.unknown.detail for one in thing.results if one.unknown and one.unknown.detail]
    yield from (gap for gap in dict.fromkeys(gaps) if not any(gap in told for told in thing.for_it))
    yield from _refs(first)


def _refs(result: Result) -> Iterator[str]:
    schemes = {"dspt": "DSPT", "cyber_essentials": "Cyber Essentials", "ncsc": "NCSC"}
    for scheme, name in schemes.items():
        refs = [ref for ref in result.refs if ref.scheme == scheme]
        if refs:
            yield f"{name}{_version(refs)}: {', '.join(ref.item for ref in refs)}"


def _version(refs: Sequence[Ref]) -> str:
    return f" {refs[0].version}" if refs[0].version else ""


def _lists(view: View) -> Iterator[Lines]:
    lists: tuple[tuple[Light, tuple[Line, ...]], ...] = (("green", view.ok), ("not_needed", view.not_needed))
    for light, lines in lists:
        if lines:
            yield Lines(f"light-{light}", Badge.of(light), words.count(len(lines), "thing"), lines)


def _foot(view: View, report: Report) -> Iterator[str]:
    yield KEEP_SAFE
    yield from view.last_lines
    yield f"Made by carecheck {report.tool.version} with the profile {report.profile.id}."


def _with_words(page: Page) -> Page:
    """The page with the meaning of each word that stands in it and that a manager may not know."""
    text = "\n".join(_texts(page)).lower()
    found = [Word(name, means) for name, means in meanings().items() if _whole_word(name.lower()).search(text)]
    return msgspec.structs.replace(page, words=tuple(found))


def _texts(page: Page) -> Iterable[str]:
    for section in page.sections:
        for card in section.cards:
            yield from (card.title, *card.why, *card.steps, *card.notes, card.effort.does)
    for lines in page.lists:
        yield from (line.text for line in lines.lines)


@cache
def _whole_word(word: str) -> re.Pattern[str]:
    """What finds a word, one or many of it. It begins with the word itself: so it is found much faster."""
    letters = re.escape(word)
    return re.compile(rf"{letters}(?<!\w{letters})s?\b")
