"""What is said of an item of the DSPT: never more than that something is evidence, or may help."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from carecheck.homes.dspt.form import FoundIn
from carecheck.report.model import Strength, SubjectKind
from carecheck.tables import DsptItem, dspt_table, dspt_version, newer_dspt_year
from carecheck.words import count, long_date, months_later, places

STRENGTHS: Final[Mapping[Strength, str]] = {
    "partial": "can be used as part of your evidence for",
    "support": "may help you answer",
    "none": "only you can answer this",
}
KEEP: Final = (
    "This lists weak points. Keep it with your private papers, and put it in no public place.",
    "Put nothing about people you care for into it.",
    "A person answers each question and puts it into the toolkit. carecheck sends nothing.",
)
STATES: Final[Mapping[str, str]] = {"open": "Open", "answered": "Answered"}
ANSWER_STATES: Final[Mapping[str, str]] = {"counts": "Counts", "old": "Too old", "unclear": "Not clear"}
NOTHING_SEEN: Final = "We read no report that says something about this."
NO_ONE: Final = "Write down who answers this: job title, date and answer."
NO_PROFILE: Final = "We did not read what people answered, as we know of no profile. Name yours: --profile FILE"
REGISTER: Final = "To make such a list from these reports, or to fill yours: carecheck register FILE..."
SCAN_AGAIN: Final = "Some of this is older than a month. Scan again in the week in which you put it into the toolkit."
BY_HOME: Final = "Each home has a part of its own. A head office can use them together."
EVERY_DEVICE: Final = "The question covers every device you use."
CERTIFICATE: Final = "With Cyber Essentials Plus in your profile this item may be filled for you."
_SEEN: Final = "Asked of care providers for Standards Met."
_RECALLED: Final = "We believe care providers must answer this; check."
_NOT_ASKED: Final = "Not asked of every care provider."
_NOT_KNOWN: Final = "We do not know if care providers must answer this."


def numbering_note() -> str:
    """Whose numbers these are, and that the toolkit itself decides."""
    edition, year = _edition()
    return (
        f"Item numbers follow the {year} toolkit ({edition}). "
        f"A newer {newer_dspt_year()} toolkit appears to be in use; numbers and wording may differ. "
        "The toolkit itself decides."
    )


def number(item: DsptItem) -> str:
    """An item by its number, and how sure we are of that."""
    if not item.number_seen:
        return f"Probably item {item.number}; the number has not been checked."
    older = f"older guides: {item.older}; " if item.older else ""
    return f"DSPT item {item.number} ({older}{_edition()[1]} numbering, check it in your toolkit)."


def mandatory(item: DsptItem) -> str:
    """Whether care providers must answer it, and how sure we are."""
    match item.mandatory:
        case None:
            return _NOT_KNOWN
        case False:
            return _NOT_ASKED
        case True:
            return _SEEN if item.mandatory_seen else _RECALLED


def strength(of: Strength, item: DsptItem) -> str:
    """How strong a claim what we saw is."""
    if of == "none":
        return f"{_capital(STRENGTHS[of])}."
    named = f"DSPT item {item.number}" if item.number_seen else f"what is probably DSPT item {item.number}"
    return f"This {STRENGTHS[of]} {named}."


def covers(kind: SubjectKind, labels: Sequence[str], days: Sequence[date]) -> str:
    """What was looked at and when, and that the question asks about more."""
    noun = f"the {kind}" if len(labels) == 1 else f"{count(len(labels), kind)}:"
    about = f"This is about {noun} {places(labels)}{_on(days)}."
    return f"{about} {EVERY_DEVICE}" if kind == "computer" else about


def seen(labels: Sequence[str], day: date, quote: str, source: FoundIn = "seen") -> str:
    """What carecheck said of some subjects on a day, to be pasted."""
    of = places(labels) if len(labels) == 1 else f"{len(labels)} ({places(labels)})"
    did = "read in your profile about" if source == "profile" else "said of"
    return f'On {long_date(day)}, carecheck {did} {of}: "{quote}"'


def told(by: str, on: date, about: str, asked: str, answer: str) -> str:
    """What somebody answered, to be pasted."""
    of = "" if about == "home" else f", about {about}"
    return f'{by}, {long_date(on)}{of}: "{asked}" Answer: {answer}'


def unanswered(asked: str, about: str) -> str:
    """That a question waits for an answer."""
    of = "" if about in ("", "home") else f" ({about})"
    return f"No one has answered{of}: {asked}"


def old_answer(asked: str, day: date) -> str:
    """That an answer is due to be looked over."""
    return f"The day to look over this answer was {long_date(day)}: {asked}"


def unclear(asked: str) -> str:
    """That there is an entry which is no answer."""
    return f"There is no clear answer to this yet: {asked}"


def not_checked(labels: Sequence[str], title: str, reason: str) -> str:
    """What could not be checked, where and why."""
    return " ".join(filter(None, (f"{places(labels)}: {title}", reason)))


def to_fix(light: str, labels: Sequence[str], action: str) -> str:
    """What is still to be fixed, and where."""
    return f"{light}: {action} ({places(labels)})."


def review_by(on: date) -> date:
    """Until when an answer is to be looked over: 12 months on, or the next 30 June, whichever is first."""
    june = date(on.year, 6, 30)
    return min(months_later(on, 12), june if on < june else date(on.year + 1, 6, 30))


def headline(answered: int, still_open: int) -> str:
    """How many of the questions that all must answer have an answer."""
    return (
        f"{answered} of {answered + still_open} questions have an answer from a person. "
        f"{still_open} {'is' if still_open == 1 else 'are'} open."
    )


def fixed_sentences() -> Iterator[str]:
    """Every sentence that stands in each file, whatever was seen."""
    yield from (numbering_note(), *KEEP, NOTHING_SEEN, NO_ONE, SCAN_AGAIN, BY_HOME, EVERY_DEVICE, CERTIFICATE)
    yield from (_SEEN, _RECALLED, _NOT_ASKED, _NOT_KNOWN, NO_PROFILE)
    yield from (strength(of, dspt_table()["6.2.1"]) for of in STRENGTHS)


def _edition() -> tuple[str, str]:
    """The edition and its year: v8 and 2025-26."""
    edition, _, year = dspt_version().partition(" (")
    return edition, year.rstrip(")")


def _on(days: Sequence[date]) -> str:
    first, last = min(days), max(days)
    return f" on {long_date(first)}" if first == last else f" from {long_date(first)} to {long_date(last)}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
