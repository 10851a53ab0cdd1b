"""A report as text for a window: one column, no tables, the answer first and again at the end.

Pure: text out. What letters, colours and width the window takes stands in the options.
"""

from typing import Final

import msgspec

from carecheck import words
from carecheck.lights import LIGHTS, Light
from carecheck.report import Report
from carecheck.show.findings import Finding
from carecheck.show.paper import Paper
from carecheck.show.sentences import NOT_WRONG, mark_of
from carecheck.show.since import Since
from carecheck.show.view import View, view_of

IN_FULL: Final = 3  # of Fix now
MOST_OK: Final = 8
FOR_SUPPLIER: Final = "The text 'For your supplier' is ready to send. It is in this file:"


class TerminalOptions(msgspec.Struct, frozen=True):
    """What the window takes and what the reader wants.

    `columns`: width of the window. `everything`: each thing in full (--all). `plain`: for screen readers. `saved_as`:
    where the full report was saved; `supplier_text`: where the text for suppliers was. `every_line`: stands in front of
    each line; a made-up report has its mark there in any case. `since`: what has changed since the visit before.
    """

    columns: int = 80
    colour: bool = False
    plain: bool = False
    everything: bool = False
    encoding: str = "utf-8"
    saved_as: str | None = None
    supplier_text: str | None = None
    every_line: str = ""
    since: Since | None = None


def render_terminal(report: Report, options: TerminalOptions | None = None) -> str:
    """The report as text; every line ends with a line feed, none with a space."""
    wanted = options or TerminalOptions()
    paper = Paper(
        wanted.columns,
        colour=wanted.colour and not wanted.plain,
        encoding=wanted.encoding,
        every_line=wanted.every_line or mark_of(report),
    )
    view = view_of(report)
    _headings(paper, view)
    _since(paper, wanted.since)
    _fix_now(paper, view, wanted)
    _fix_soon(paper, view, wanted)
    _not_checked(paper, view, wanted)
    _accepted(paper, view)
    _lines(paper, view, "green", wanted)
    _lines(paper, view, "not_needed", wanted)
    _for_administrator(paper, view, wanted)
    _for_people(paper, view, wanted)
    _closing(paper, view, wanted)
    return paper.text()


def _headings(paper: Paper, view: View) -> None:
    for part in (view.heading, view.headline):
        for place, line in enumerate(part):
            paper.say(line, bold=place == 0)
        paper.blank()


def _since(paper: Paper, told: Since | None) -> None:
    if told is None:
        return
    paper.say(told.title, bold=True)
    for line in (*told.lines, told.trend.line) if told.trend else told.lines:
        paper.say(line, first="  - ")
    paper.blank()


def _fix_now(paper: Paper, view: View, options: TerminalOptions) -> None:
    things = view.with_light("red")
    if things:
        paper.badge("red", len(things))
        paper.blank()
    for place, thing in enumerate(things):
        if place < IN_FULL or options.everything:
            _in_full(paper, view, thing, options)
        else:
            _title(paper, view, thing)
            paper.labelled(_margin(view), "Do", thing.steps[:1])
            paper.labelled(_margin(view), "Who", [thing.effort.line])
        paper.blank()


def _fix_soon(paper: Paper, view: View, options: TerminalOptions) -> None:
    things = view.with_light("amber")
    if things:
        paper.badge("amber", len(things))
        paper.blank()
    for thing in things:
        if options.everything:
            _in_full(paper, view, thing, options)
            paper.blank()
        else:
            _title(paper, view, thing)
            paper.labelled(_margin(view), "Who", [thing.effort.line])
    paper.blank()


def _not_checked(paper: Paper, view: View, options: TerminalOptions) -> None:
    things = view.with_light("unknown")
    if things:
        paper.badge("unknown", len(things))
        paper.blank()
        _not_wrong(paper, view)
    for thing in things:
        if options.everything:
            _in_full(paper, view, thing, options)
        else:
            _title(paper, view, thing)
            paper.labelled(_margin(view), "Why", [thing.reason])
            paper.labelled(_margin(view), "Do", thing.steps[:1])
        paper.blank()


def _accepted(paper: Paper, view: View) -> None:
    if not view.accepted:
        return
    paper.say(f"Accepted risks: {len(view.accepted)}", bold=True)
    paper.blank()
    for risk in view.accepted:
        paper.say(risk.title, first=f"{_margin(view)}{LIGHTS[risk.light].badge} ")
        paper.labelled(_margin(view), "Where", [words.places(risk.where)] if risk.where else [])
        paper.say(risk.sentence, first=_margin(view))
    paper.blank()


def _lines(paper: Paper, view: View, light: Light, options: TerminalOptions) -> None:
    lines = view.ok if light == "green" else view.not_needed
    if not lines:
        return
    paper.badge(light, len(lines))
    paper.blank()
    shown = lines if len(lines) <= MOST_OK or options.everything else ()
    for line in shown:
        paper.say(line.text, first=_margin(view))
        for note in line.notes:
            paper.say(note, first=_margin(view) + "  ")
    paper.blank()


def _for_administrator(paper: Paper, view: View, options: TerminalOptions) -> None:
    if view.administrator is None:
        return
    things = view.for_administrator
    others = view.with_light("unknown")
    paper.badge("unknown", len(things), "more thing" if others else "thing")
    paper.blank()
    if not others:
        _not_wrong(paper, view)
    for thing in things:
        if options.everything:
            _in_full(paper, view, thing, options)
            paper.blank()
        else:
            _title(paper, view, thing)
    paper.blank()
    paper.say(view.administrator.sentence, first=_margin(view))
    paper.exactly(view.administrator.command, _margin(view) + "    ")
    paper.blank()


def _for_people(paper: Paper, view: View, options: TerminalOptions) -> None:
    """What only people can answer: one group, for a list of it would bury the rest."""
    questions, things = view.questions, view.for_people
    if questions is None:
        return
    if things:
        others = view.with_light("unknown") or view.for_administrator
        paper.badge("unknown", len(things), "more thing" if others else "thing", " for you to answer")
        paper.blank()
        if not others:
            _not_wrong(paper, view)
        paper.say(questions.sentence, first=_margin(view))
        paper.blank()
    for thing in things if options.everything else ():
        _in_full(paper, view, thing, options)
        paper.blank()
    paper.say(questions.how, first=_margin(view))
    paper.exactly(questions.command, _margin(view) + "    ")
    paper.blank()


def _closing(paper: Paper, view: View, options: TerminalOptions) -> None:
    if not options.plain:
        paper.rule()
    paper.say("What to do next", bold=True)
    amount = len(view.findings)
    if options.saved_as:
        which = {0: "This is", 1: "The steps are"}.get(amount, f"The steps for all {amount} are")
        paper.say(f"{view.next_step} {which} in your report:")
        paper.exactly(options.saved_as)
    else:
        paper.say(view.next_step)
        if amount and not options.everything:
            paper.say("To see all steps, add --all at the end.")
    if options.supplier_text:
        paper.say(FOR_SUPPLIER)
        paper.exactly(options.supplier_text)
    for line in view.last_lines:
        paper.say(line)


def _not_wrong(paper: Paper, view: View) -> None:
    paper.say(NOT_WRONG, first=_margin(view))
    paper.blank()


def _in_full(paper: Paper, view: View, thing: Finding, options: TerminalOptions) -> None:
    margin = _margin(view)
    _title(paper, view, thing)
    paper.labelled(margin, "Why", [" ".join(text for text in (thing.reason, thing.why) if text)])
    paper.labelled(margin, "Do", thing.steps)
    paper.labelled(margin, "Note", thing.notes)
    paper.labelled(margin, "Who", [thing.effort.line])
    if options.everything:
        paper.labelled(margin, "IT", thing.for_it)


def _title(paper: Paper, view: View, thing: Finding) -> None:
    number = f"{thing.number}. ".rjust(len(_margin(view)))
    paper.say(thing.title, first=number, bold=True)
    paper.labelled(_margin(view), "Where", [words.places(thing.where)] if thing.where else [])
    paper.labelled(_margin(view), "From", [thing.pack])


def _margin(view: View) -> str:
    """Where texts stand: behind the numbers."""
    return " " * max(4, len(str(len(view.findings))) + 2)
