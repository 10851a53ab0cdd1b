"""The words around questions: one line after the other, nothing drawn and nothing drawn again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from carecheck.show.paper import Paper
from carecheck.words import clean, count, listing, long_date

KEYS: Final = "Type your answer, then press Enter. Type ? to see more, b to go back, s to skip, q to leave."
EACH_IS_KEPT: Final = "We keep each answer at once. You can stop at any time and go on later."
PROMPT: Final = "Your answer: "
ROLE: Final = "What is your job here? We need no name. Write it like this: Registered manager."
ROLE_PROMPT: Final = "Your job: "
WRITE_ROLE: Final = "Write what you do here in a few words, like this: Registered manager."
FIRST: Final = "This is the first question."
WHICH_COMPUTER: Final = "Some questions are about a computer. Which one do you answer for now?"
SAME_ON_ALL: Final = "Choose all computers only if the answer is the same for each of them."
NO_COMPUTER: Final = "None of them now."
ALL_COMPUTERS: Final = "all computers of the home"
TYPE_A_DAY: Final = "Type a day, like 14/3/2026 or 14 March 2026. Type n if you do not know."
TYPE_A_NUMBER: Final = "Type a number, like 12. Type n if you do not know."
SOMEBODY_ELSE: Final = "Someone else has answered this while you were here. Your answer was not kept."
TO_ANSWER: Final = "To answer, type:"
GO_ON: Final = "To go on later, type:"
SEE_WHAT_CHANGED: Final = "To see what your answers change, type:"
COPY: Final = "Your file of answers had notes of your own. We kept them in a copy:"
STOPPED: Final = "Stopped. We kept each answer that you gave."
ALL_ANSWERED: Final = "Every question has an answer."
AGAIN: Final[Mapping[str, str]] = {
    "differ": "These two answers are not the same. Talk to each other. Then answer again.",
    "too_old": "That is too long ago to count. What is true now?",
    "soon": "That will soon be too long ago to count. What is true now?",
}

STATES: Final[Mapping[str, str]] = {
    "new": "",
    "not_known": " (You said that you do not know.)",
    "differ": " (Two answers of one day are not the same.)",
    "too_old": " (The answer is too old.)",
    "soon": " (The answer will soon be too old.)",
}


def lines(paper: Paper, texts: Iterable[str]) -> None:
    """Texts, each on lines of its own; nothing for empty ones."""
    for text in texts:
        if text:
            paper.say(text)


def numbered(paper: Paper, texts: Sequence[str]) -> None:
    """Answers to choose from, with their numbers."""
    for place, text in enumerate(texts, start=1):
        paper.say(text, first=f"  {place}. ")


def type_instead(typed: str, meaning: str) -> str:
    """What may be typed in the place of a day, and what it means."""
    return f'Type {typed} for: "{meaning}"'


def opening(home: str, unanswered: int, again: int) -> list[str]:
    """What there is to do: how many questions are open, and how many answers are to be given again."""
    told = [f"{count(unanswered, 'question')} {_wait(unanswered)} for an answer."] if unanswered else []
    told += [f"{count(again, 'answer')} {'is' if again == 1 else 'are'} too old, or will be soon."] if again else []
    return [f"Questions for {home}", " ".join(told) or ALL_ANSWERED, EACH_IS_KEPT if told else ""]


def stray(name: str) -> str:
    """That answers stand under a name that nothing in the profile has."""
    return f"You have answers for '{clean(name, 80)}', which your profile does not name. Check how it is spelled."


def progress(number: int, total: int, about: str) -> str:
    """Where one is: "Question 3 of 41. Your staff."."""
    return f"Question {number} of {total}. {about[0].upper()}{about[1:]}."


def before(answer: str, by: str, on: date) -> str:
    """What was answered before, by which role and when."""
    return f"The answer so far: {answer} By: {by}, on {long_date(on)}."


def kept(answer: str, before: Sequence[str]) -> str:
    """That an answer was written down, and in the place of which others."""
    others = [one for one in dict.fromkeys(before) if one != answer]
    return f"Kept: {answer}" + (f" It was: {' '.join(others)}" if others else "")


def not_kept(error: str) -> str:
    """That an answer could not be written down, and why."""
    return f"This answer was not kept. {error}"


def numbers_to_type(most: int) -> str:
    """Which numbers there are to choose from."""
    return f"Type a number from 1 to {most}."


def items_of_dspt(items: Sequence[str], version: str) -> str:
    """To which items of the DSPT a question belongs."""
    noun = "item" if len(items) == 1 else "items"
    return f"DSPT {noun} {listing(items)}, by the numbers of {version}. Check them in your toolkit." if items else ""


def renewal(months: int) -> str:
    """How long an answer counts."""
    return f"We ask again after {count(months, 'month')}."


def ending(answered: int, waiting: int) -> str:
    """What was done and what is left."""
    done = f"You answered {count(answered, 'question')}. " if answered else ""
    return done + (f"{count(waiting, 'question')} {_wait(waiting)} for an answer." if waiting else ALL_ANSWERED)


def next_day(day: date) -> str:
    """When something is asked for again."""
    return f"The next answer is to be looked at again on {long_date(day)}."


def listed(paper: Paper, about: str, waiting: Sequence[tuple[str, str]]) -> None:
    """The questions about one subject that wait for an answer, each with how things stand."""
    if not waiting:
        return
    paper.say(f"{about[0].upper()}{about[1:]}: {count(len(waiting), 'question')}")
    for question, state in waiting:
        paper.say(f"{question}{STATES[state]}", first="  - ", rest="    ")
    paper.blank()


def taken_in(kept: int, older: int) -> str:
    """How many answers of a file were kept."""
    left = f" We left out {count(older, 'answer')}, for we have newer ones." if older else ""
    return f"We kept {count(kept, 'answer')}.{left}"


def replaced(subject: str, question: str, answers: tuple[str, str], by: str, on: date) -> str:
    """Which answer took the place of which other."""
    before, after = answers
    return f"Changed ({subject}): {question} {after} It was: {before} By: {by}, on {long_date(on)}."


def _wait(amount: int) -> str:
    return "waits" if amount == 1 else "wait"
