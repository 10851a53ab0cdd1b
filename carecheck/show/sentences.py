"""The fixed sentences of a report: its heading, its headline, its last lines."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final

import msgspec

from carecheck import words
from carecheck.lights import REASONS, Reason
from carecheck.report import Accepted, Report, Result, SubjectKind
from carecheck.show.findings import Finding
from carecheck.systems import SystemName

NOT_WRONG: Final = "This does not mean that anything is wrong. It means we do not know."
KEEP_SAFE: Final = "This report lists weak points. Keep it with your private papers."
FIRST_WORD: Final = "carecheck"  # of the one line, for tools that look for it
MOST_IN_ONE_LINE: Final = 199
MADE_UP: Final = "Made up"  # the mark of a report on the made-up home of `carecheck demo`
MADE_UP_LINE: Final = "Made up to show what carecheck does. This is no real home."


class Checked(msgspec.Struct, frozen=True):
    """How many results there are without Not needed, and how many of those we could check."""

    could: int
    of_all: int

    @classmethod
    def of(cls, report: Report) -> "Checked":
        """Counted from the results themselves, never from things that several results make up."""
        lights = Counter(result.light for result in report.results)
        of_all = len(report.results) - lights["not_needed"]
        return cls(of_all - lights["unknown"], of_all)


class Counts(msgspec.Struct, frozen=True):
    """How many things each part of the report lists; `for_people` are those of `unknown` that wait for an answer."""

    red: int
    amber: int
    unknown: int
    for_people: int
    ok: int
    accepted: int

    @classmethod
    def of(cls, things: Iterable[Finding], ok: int, accepted: int) -> "Counts":
        """Counted as they are listed."""
        listed = list(things)
        lights = Counter(thing.light for thing in listed)
        for_people = sum(thing.for_people for thing in listed)
        return cls(lights["red"], lights["amber"], lights["unknown"], for_people, ok, accepted)


def mark_of(report: Report) -> str:
    """What stands in front of each line of a made-up report; nothing for a real one."""
    return f"{MADE_UP}: " if report.made_up else ""


def heading(report: Report) -> tuple[str, ...]:
    """The first lines: what this is, whose it is, what was looked at and when."""
    started = report.run.started_at
    return (
        "carecheck report",
        whose(report),
        f"Checked on {words.long_date(started.date())} at {words.clock(started)}",
    )


def headline(counts: Counts, checked: Checked) -> tuple[str, ...]:
    """The answer: what to fix now, what else there is, and how much we could check."""
    more: list[str] = []
    if counts.amber:
        more.append(f"{counts.amber} more to fix soon." if counts.red else f"Fix {_things(counts.amber)} soon.")
    if counts.ok:
        more.append("1 is OK." if counts.ok == 1 else f"{words.number(counts.ok)} are OK.")
    if counts.unknown > counts.for_people and checked.could:
        more.append(f"We could not check {words.number(counts.unknown - counts.for_people)}.")
    if counts.for_people:
        verb = "waits" if counts.for_people == 1 else "wait"
        also = " more" if counts.unknown > counts.for_people else ""
        more.append(f"{words.number(counts.for_people)}{also} {verb} for your answer.")
    if counts.accepted:
        more.append(f"You accepted {words.count(counts.accepted, 'risk')}.")
    how_many = f"We could check {words.number(checked.could)} of {_things(checked.of_all)}." if checked.of_all else ""
    return tuple(line for line in (_first_answer(counts, checked), " ".join(more), how_many) if line)


def next_step(things: Sequence[Finding], checked: Checked) -> str:
    """What to do first, and until when."""
    if not checked.of_all:
        return "Choose other checks. Then run carecheck again."
    if not things:
        return "There is nothing to do now. Run carecheck again in 1 month."
    first = things[0]
    if first.for_people:
        return f"Answer the questions {first.do_by}."
    return f"Find out about number 1 {first.do_by}." if first.light == "unknown" else f"Do number 1 {first.do_by}."


def limits_of_this(report: Report) -> tuple[str, ...]:
    """The last lines: how old our tables are, and what a report cannot prove."""
    tables = [day for day in map(_day, report.data.values()) if day]
    age = [f"Our lists of dates are from {words.long_date(min(tables))} or later."] if tables else []
    return (*age, f"This shows {_what_was_looked_at(report)} on 1 day. It cannot prove that you are safe.")


def made_for(means: str) -> str:
    """What the profile that chose the checks is for; nothing where it does not say so."""
    return f"Profile: {means.rstrip('.')}." if means else ""


def left_out(skipped: Sequence[str]) -> str:
    """Which checks were left out; nothing when none was."""
    if not skipped:
        return ""
    named = f": {words.listing(skipped)}" if len(skipped) <= words.MOST_NAMED else ""
    return f"This report leaves out {words.count(len(skipped), 'check')}{named}."


def seen(result: Result) -> str:
    """What was seen, and where we could not look, why."""
    reason = REASONS[result.unknown.reason].sentence if result.unknown else ""
    return f"{result.verdict.title} {reason}".rstrip()


def accepted(risk: Accepted) -> str:
    """Who accepted a risk, until when and why."""
    return f"Accepted until {words.long_date(risk.until)} by: {risk.by}. Because: {risk.because.rstrip('.')}."


def administrator(amount: int, system: SystemName | None) -> tuple[str, str]:
    """How to start a run that finds these things out: a sentence and the line to run."""
    way = {
        "linux": ("run this line", "sudo carecheck scan"),
        "macos": ("run this line", "sudo carecheck scan"),
        "windows": ("open a window with 'Run as administrator' and run this line in it", "carecheck scan"),
        None: ("run this line as an administrator", "carecheck scan"),
    }
    how, command = way[system]
    return f"An administrator can find out {_things(amount, more=True)}. Ask your IT person to {how}:", command


def unanswered(reasons: Collection[Reason], topics: Iterable[tuple[str, int]]) -> str:
    """Why what only people can answer is open, and what it is about."""
    open_since = "No one has answered them yet"
    if "too_old" in reasons:
        open_since = "The answers are too old" if len(reasons) == 1 else f"{open_since}, or the answers are too old"
    about = words.listing(f"{name} ({words.number(amount)})" for name, amount in topics)
    return f"Only you can answer these. We cannot see them from the computer. {open_since}. They are about {about}."


def how_to_answer(report: Report) -> tuple[str, str]:
    """How to answer questions: a sentence and the line to type."""
    return "To answer questions, type:", "carecheck ask --profile FILE" if report.site else "carecheck ask"


def name_the_home(report: Report) -> str:
    """How to name the home and its domain, where a report on a computer has none."""
    kinds = {subject.kind for subject in report.subjects}
    if report.site or "computer" not in kinds:
        return ""
    name_it = "To show the name of your home here, type once: carecheck setup"
    if "domain" in kinds:
        return name_it
    check_email = (
        "We did not check your email. To check it too, name the part after the @: carecheck scan --domain NAME"
    )
    return f"{check_email}. {name_it}"


def one_line(report: Report, counts: Counts) -> str:
    """The whole report in one line of fewer than 200 letters, for logs and other tools: always the same first word.

    The counts come first, so that a tool that cuts lines never cuts off what was Not checked.
    """
    parts = [(counts.red, "to fix now"), (counts.amber, "to fix soon"), (counts.unknown, "not checked")]
    told = ", ".join(f"{words.number(amount)} {what}" for amount, what in [*parts, (counts.ok, "OK")])
    accepted = f", {words.number(counts.accepted)} accepted" if counts.accepted else ""
    all_told = f"{told}{accepted}" if Checked.of(report).of_all else "nothing was checked"
    altered = " A file was changed after it was saved." if report.altered else ""
    start = f"{FIRST_WORD}: {mark_of(report)}{all_told}.{altered}"
    day = f"{words.long_date(report.run.started_at.date())}."
    return f"{start} {words.clean(whose(report), MOST_IN_ONE_LINE - len(start) - len(day) - len(' , '))}, {day}"


def with_place(text: str, where: Sequence[str]) -> str:
    """A sentence with the places it is about in front, where there are others."""
    if not where:
        return text
    return f"{words.places(where)}: {text}"


def _things(amount: int, *, more: bool = False) -> str:
    return words.count(amount, "more thing" if more else "thing")


def _first_answer(counts: Counts, checked: Checked) -> str:
    if counts.red:
        verb = "is" if counts.red == 1 else "are"
        return f"There {verb} {_things(counts.red)} to fix now. Start with number 1."
    if not checked.of_all:
        return "Nothing was checked."
    if not checked.could:
        return "We could not check anything."
    # "There is nothing" would be more than we know while something was Not checked.
    return "We found nothing to fix now." if checked.could < checked.of_all else "There is nothing to fix now."


def home_name(report: Report) -> str:
    """The home's name, "This home" where it has none, or the domains where nothing else was looked at."""
    if report.site:
        return report.site.name
    return "This home" if _computers(report) else _names(report) or "This home"


def looked_at(report: Report) -> str:
    """What was looked at besides what the home's name says already: computers, or domains and websites."""
    computers = _computers(report)
    if len(computers) == 1:
        return f"computer {computers[0]}"
    if computers:
        return words.count(len(computers), "computer")
    return _names(report) if report.site else ""


def whose(report: Report) -> str:
    """The home and what was looked at, in one line."""
    return ", ".join(part for part in (home_name(report), looked_at(report)) if part)


def _computers(report: Report) -> list[str]:
    return [subject.label for subject in report.subjects if subject.kind == "computer"]


def _names(report: Report) -> str:
    labels = dict.fromkeys(subject.label for subject in report.subjects if subject.kind != "home")
    return words.places(list(labels)) if labels else ""  # a domain and its website have one name


_NOUNS: Final[tuple[SubjectKind, ...]] = ("computer", "domain", "website", "supplier")


def _what_was_looked_at(report: Report) -> str:
    kinds = Counter(subject.kind for subject in report.subjects)
    for kind in _NOUNS:
        if kinds[kind]:
            return words.count(kinds[kind], kind)
    return "1 home"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
