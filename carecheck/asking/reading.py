"""What a person types, read as an answer to a question; whatever it is, it becomes an answer or a sentence."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from carecheck.judge.checks import Question
from carecheck.judge.questions import I_DO_NOT_KNOW, NOT_KNOWN, UNKNOWN
from carecheck.judge.terms import NEVER
from carecheck.words import long_date

EARLIEST: Final = date(1990, 1, 1)
LATEST_YEARS: Final = 30
MOST_DIGITS: Final = 9

_YES: Final = ("y", "yes")
_NO: Final = ("n", "no")
_DO_NOT_KNOW: Final = ("n", "not known", "unknown", "i do not know", "do not know", "i don't know", "don't know")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES: Final = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})", re.ASCII)
_IN_WORDS: Final = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? (?:of )?)?([a-z]{3,9})\.?,? (\d{4})", re.ASCII)
_NUMBER: Final = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*%?", re.ASCII)


class Choice(NamedTuple):
    """An answer that may be chosen: as people read it, and what is written down for it."""

    words: str
    written: str | bool


class NotUnderstoodError(Exception):
    """What was typed is no answer; the text says so, and what would be one."""


def choices_of(question: Question) -> tuple[Choice, ...]:
    """The answers that may be chosen by number; none for a day or a number."""
    match question.kind:
        case "yes/no":
            return Choice("Yes.", True), Choice("No.", False), Choice(I_DO_NOT_KNOW, UNKNOWN)
        case "text":
            offered = tuple(Choice(words, choice) for choice, words in question.choices.items())
            return offered if NOT_KNOWN in question.choices else (*offered, Choice(I_DO_NOT_KNOW, UNKNOWN))
        case _:
            return ()


def read_typed(question: Question, typed: str, today: date) -> str | bool | float | date:
    """The answer that was typed, as it is written down. Raises NotUnderstoodError."""
    text = " ".join(typed.casefold().split())
    choices = choices_of(question)
    if choices:
        return _chosen(text, choices)
    if text.rstrip(".") in _DO_NOT_KNOW:
        return UNKNOWN
    if question.kind == "date" and NEVER in question.choices and text.rstrip(".") == NEVER:
        return NEVER
    value = read_day(text, today) if question.kind == "date" else read_number(text)
    if wrong := question.refuses(value, today):
        raise NotUnderstoodError(f"Check it: {wrong}.")
    return value


def read_day(text: str, today: date) -> date:
    """A day as people in England write it; a month alone means its first day. Raises NotUnderstoodError."""
    if text in ("today", "yesterday"):
        return today - timedelta(days=text == "yesterday")
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
        year += 2000 if year < 100 else 0
    elif found := _IN_WORDS.fullmatch(text):
        day, month, year = int(found[1] or 1), _month(found[2]), int(found[3])
    else:
        raise NotUnderstoodError(f"Type a day, like {today.day}/{today.month}/{today.year} or {long_date(today)}.")
    if month > 12 >= day:
        raise NotUnderstoodError(f"There is no month {month}. Type the day first, then the month.")
    try:
        read = date(year, month, day)
    except ValueError:
        raise NotUnderstoodError("There is no such day. Check the day and the month.") from None
    if not EARLIEST <= read <= date(today.year + LATEST_YEARS, 12, 31):
        raise NotUnderstoodError(f"Check the year: you typed {read.year}.")
    return read


def read_number(text: str) -> float:
    """A number as people write it, with or without a per cent sign. Raises NotUnderstoodError."""
    found = _NUMBER.fullmatch(text)
    if not found:
        raise NotUnderstoodError("Type a number, like 12.")
    digits = found[1].replace(",", "")
    if len(digits) > MOST_DIGITS or len(found[2] or "") > MOST_DIGITS:
        raise NotUnderstoodError("This number is too long. Check it.")
    return float(digits + found[2]) if found[2] else int(digits)


def _chosen(text: str, choices: Sequence[Choice]) -> str | bool:
    values = [choice.written for choice in choices]
    if text.isascii() and text.rstrip(".").isdigit() and len(text) < MOST_DIGITS:
        place = int(text.rstrip("."))
        if 1 <= place <= len(values):
            return values[place - 1]
        raise NotUnderstoodError(f"There is no answer {place}. Type a number from 1 to {len(values)}.")
    word = text.rstrip(".")
    if True in values and word in (*_YES, *_NO):
        return word in _YES
    no_is_one = any(choice.words.casefold().startswith("no") for choice in choices)
    if UNKNOWN in values and word in (_DO_NOT_KNOW[1:] if no_is_one else _DO_NOT_KNOW):
        return UNKNOWN
    meant = [choice.written for choice in choices if _is_meant(choice.words.casefold(), word)]
    if len(meant) == 1:
        return meant[0]
    which = f" If you do not know, type {values.index(UNKNOWN) + 1}." if UNKNOWN in values else ""
    raise NotUnderstoodError(f"Type the number of your answer, from 1 to {len(values)}.{which}")


def _is_meant(choice: str, word: str) -> bool:
    """Whether somebody typed a choice in its own words, or only the yes or no with which it begins."""
    return choice.rstrip(".") == word or (word in ("yes", "no") and choice.startswith((f"{word},", f"{word}.")))


def _month(name: str) -> int:
    full = [month for month in (*_NAMES, "november", "december") if month.startswith(name)]
    if name == "sept" or (full and len(name) >= 3):
        return _MONTHS.index(name[:3]) + 1
    raise NotUnderstoodError(f"There is no month '{name}'. Type it like March or 3.")
