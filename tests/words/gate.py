"""The readability gate: what is wrong with a sentence or a message that a manager reads. No network.

Four parts: length; allowed words (an everyday list that comes with textstat, and the project's own list with a reason
for each word); reading age by ARI; banned words and forms. No formula sees jargon, so the words decide.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Final

from carecheck.shipped import shipped

MOST_WORDS_IN_SENTENCE: Final = 20
MOST_WORDS_IN_TITLE: Final = 15
MOST_LETTERS_IN_TITLE: Final = 80
MOST_WORDS_IN_MESSAGE: Final = 55
FEWEST_WORDS_TO_GRADE: Final = 20  # a grade of fewer words says nothing
HARDEST_MESSAGE: Final = 8.0
HARDEST_MIDDLE: Final = 6.0

_WORD: Final = re.compile(r"[^\W_][\w'./@:\\-]*", re.UNICODE)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])['\"]?\s+")
_NAME: Final = re.compile(r".+[.@\\/:_].+|.*\d.*")  # addresses, paths, numbers, dates: no words to look up
_CLOCK: Final = re.compile(r"\b\d{1,2}([.:]\d\d)? ?(am|pm)\b", re.IGNORECASE)
_DATE: Final = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b")
_ENDINGS: Final = (
    *(("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")),
    *(("er", ""), ("er", "e"), ("ly", ""), ("est", "")),
)
_FORMS: Final[Mapping[str, str]] = {
    r"\w+n['\u2019]t\b": "write it in full: 'cannot', 'do not'",
    r"\be\.g\.|\bi\.e\.": "say 'for example' or 'that is'",
    r"\betc\b": "name the things, or leave it out",
    r"\band/or\b": "say 'or'",
    r"&": "say 'and'",
    r"[\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2192]": "use plain ASCII letters",
}


@dataclass(frozen=True, slots=True)
class Banned:
    """A word or words that are not to be said, what to say instead, and longer phrases in which they may stand."""

    text: str
    instead: str
    but_in: tuple[str, ...]


def problems_with_sentence(text: str) -> list[str]:
    """What is wrong with one text of one or more sentences; nothing when it passes."""
    problems = [
        f"a sentence has {amount} words, {MOST_WORDS_IN_SENTENCE} are the most: {sentence}"
        for sentence in sentences(text)
        if (amount := len(words(sentence))) > MOST_WORDS_IN_SENTENCE
    ]
    problems += (
        f"'{word}' is new. Is there an everyday word? If not, add it to data/words/allowed.txt with a reason, and to the"
        " glossary if a manager may not know it."
        for word in unknown_words(text)
    )
    return problems + _banned(text)


def problems_with_message(title: str, why: str, steps: Sequence[str]) -> list[str]:
    """What is wrong with a whole message: its parts, their length, and its reading age; nothing when it passes."""
    problems = [problem for part in (title, why, *steps) for problem in problems_with_sentence(part)]
    if len(words(title)) > MOST_WORDS_IN_TITLE or len(title) > MOST_LETTERS_IN_TITLE:
        problems.append(f"the title has over {MOST_WORDS_IN_TITLE} words or {MOST_LETTERS_IN_TITLE} letters: {title}")
    whole = " ".join((title, why, *steps))
    amount = len(words(whole))
    if amount > MOST_WORDS_IN_MESSAGE:
        problems.append(f"the message has {amount} words, {MOST_WORDS_IN_MESSAGE} are the most: {title}")
    if amount >= FEWEST_WORDS_TO_GRADE and (hardness := grade(whole)) > HARDEST_MESSAGE:
        problems.append(
            f"the message is too hard to read (grade {hardness:.1f}, {HARDEST_MESSAGE} is the most): {title}"
        )
    return problems


def problems_with_catalogue(messages: Iterable[str]) -> list[str]:
    """Whether all messages together are too hard; each is title, why and steps in one text."""
    grades = [grade(message) for message in messages if len(words(message)) >= FEWEST_WORDS_TO_GRADE]
    if grades and median(grades) > HARDEST_MIDDLE:
        return [
            f"half of all messages are harder to read than grade {median(grades):.1f}; {HARDEST_MIDDLE} is the most"
        ]
    return []


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in _SENTENCE_END.split(text.strip()) if sentence]


def words(text: str) -> list[str]:
    """The words of a text, numbers too, without the punctuation around them."""
    return [word.strip(".:'/\\-") for word in _WORD.findall(text)]


def grade(text: str) -> float:
    """The Automated Readability Index: a school grade from the length of words and sentences."""
    counted = words(text)
    letters = sum(letter.isalnum() for word in counted for letter in word)
    return 4.71 * letters / len(counted) + 0.5 * len(counted) / len(sentences(text)) - 21.43


def unknown_words(text: str) -> list[str]:
    """The words of a text that are neither everyday words nor on the project's own list."""
    known = everyday_words() | allowed_words().keys()
    parts = (part for word in words(text) if not _NAME.fullmatch(word) for part in _parts(word.lower(), known))
    return [part for part in dict.fromkeys(parts) if len(part) > 1 and not _stems(part) & known]


@cache
def everyday_words() -> frozenset[str]:
    """About 3,000 words that most children of 9 know: the list of the Dale-Chall formula."""
    package = find_spec("textstat")  # not imported: it wants a part of setuptools that is no more
    assert package is not None
    assert package.origin is not None
    text = (Path(package.origin).parent / "resources" / "en" / "easy_words.txt").read_text("utf-8")
    return frozenset(text.lower().split())


@cache
def allowed_words() -> Mapping[str, str]:
    """The project's own words, each with its reason."""
    rows = (_fields(line, 2) for line in _lines("allowed.txt"))
    return {row[0]: row[1] for row in rows}


@cache
def banned_words() -> tuple[Banned, ...]:
    """The words that are not to be said."""
    rows = (_fields(line, 3) for line in _lines("banned.txt"))
    return tuple(Banned(text, instead, tuple(filter(None, but_in.split(", ")))) for text, instead, but_in in rows)


def _parts(word: str, known: Iterable[str]) -> list[str]:
    """A word, or the words that hyphens join."""
    return [word] if word in known else [part for part in re.split(r"[-/]", word) if part]


def _stems(word: str) -> set[str]:
    """The word, and what is left of it without one or two endings: makers, maker, make."""
    once = {word, word.removesuffix("'s"), word.removesuffix("'")}
    for _ in range(2):
        once |= {stem for longer in once for ending, instead in _ENDINGS for stem in _without(longer, ending, instead)}
    return once


def _without(word: str, ending: str, instead: str) -> set[str]:
    stem = word.removesuffix(ending)
    if stem == word or len(stem) < 2:
        return set()
    doubled = {stem[:-1]} if stem[-1:] == stem[-2:-1] else set()  # stopped: stop
    return {stem + instead} | doubled


def _banned(text: str) -> list[str]:
    problems = [f"'{found[0]}': {instead}" for form, instead in _FORMS.items() if (found := re.search(form, text))]
    for banned in banned_words():
        rest = text
        for phrase in banned.but_in:
            rest = re.sub(rf"\b{re.escape(phrase)}\b", "", rest, flags=re.IGNORECASE)
        if found := re.search(rf"\b{_any_ending(banned.text)}\b", rest, flags=re.IGNORECASE):
            problems.append(f"'{found[0]}': say '{banned.instead}'")
    problems += (
        f"'{clock[0]}': a time needs its date beside it"
        for sentence in sentences(text)
        if (clock := _CLOCK.search(sentence)) and not _DATE.search(sentence)
    )
    return problems


def _any_ending(phrase: str) -> str:
    """A pattern for a word in its usual forms; short words and words in capitals have no other."""
    escaped = re.escape(phrase)
    if len(phrase) <= 3 or phrase.isupper():
        return escaped
    if phrase.endswith("e"):
        return rf"{escaped[:-1]}(?:e|es|ed|ing)"
    if phrase.endswith("y"):
        return rf"{escaped[:-1]}(?:y|ies|ied|ying)"
    return rf"{escaped}(?:s|es|ed|ing)?"


def _lines(name: str) -> list[str]:
    text = (shipped("data") / "words" / name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _fields(line: str, amount: int) -> list[str]:
    fields = [field.strip() for field in line.split("|")]
    return fields + [""] * (amount - len(fields))
