"""The conversation: one question after the other, each answer kept at once.

It prints and reads nothing itself. It yields the text to show and is sent the line that was typed, so that it goes the
same way in a window, in a pipe and in a test.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from carecheck.asking.book import Book
from carecheck.asking.reading import NotUnderstoodError, read_typed
from carecheck.asking.sheet import Sheet, name_of
from carecheck.asking.to_ask import About, Item, ToAsk
from carecheck.errors import CannotRun
from carecheck.judge.answers import EVERY
from carecheck.judge.profileform import AnswerFile
from carecheck.judge.questions import in_words
from carecheck.show import asking as says
from carecheck.show.paper import Paper
from carecheck.words import clean, count

Command = Literal["more", "back", "skip", "leave"]

COMMANDS: Final[Mapping[str, Command]] = {
    **dict.fromkeys(("?", "help", "why"), "more"),
    **dict.fromkeys(("b", "back"), "back"),
    **dict.fromkeys(("s", "skip"), "skip"),
    **dict.fromkeys(("q", "quit", "leave", "exit", "stop"), "leave"),
}
LONGEST_ROLE: Final = 80
FEWEST_LETTERS_OF_ROLE: Final = 2


class _LeaveError(Exception):
    """The person wants to stop for now."""


@dataclass(slots=True)
class Talk:
    """One session with one person. `computers`: this computer first, then all of them, then others that have answers.

    `again`: ask also what has an answer that still counts. `trouble` is why the last answer could not be kept.
    """

    book: Book
    to_ask: ToAsk
    subjects: Sequence[About]
    computers: Sequence[About]
    columns: int = 80
    encoding: str = "utf-8"
    again: bool = False
    role: str = ""
    answered: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    trouble: CannotRun | None = None
    _paper: Paper = field(init=False)

    def lines(self) -> Generator[str, str, str]:
        """The whole conversation: yields what to show before each line is read, and returns what is left."""
        self._paper = self._new_paper()
        if not self.due() and not self.again:
            return ""
        try:
            yield from self._ask_role()
            computers = yield from self._ask_computer()
            yield from self._ask_all([item for about in (*computers, *self.subjects) for item in self._wanted(about)])
        except _LeaveError:
            self._paper.blank()
        return self._shown("")

    def amounts(self) -> tuple[int, int]:
        """How many questions have no answer, and how many answers are to be given again."""
        states = [self.to_ask.state(item, self.book.answers) for item in self.due()]
        again = sum(state in ("too_old", "soon") for state in states)
        return len(states) - again, again

    def due(self) -> list[Item]:
        """The questions about the home and this computer that wait for an answer."""
        subjects = (*self.computers[:1], *self.subjects)
        return [item for about in subjects for item in self.to_ask.due(about, self.book.answers)]

    def _wanted(self, about: About) -> list[Item]:
        """The questions to ask about a subject; if they matter is seen when their turn comes."""
        answers = self.book.answers
        items = self.to_ask.items(about)
        return [item for item in items if self.again or self.to_ask.state(item, answers) != "fresh"]

    def _ask_role(self) -> Generator[str, str, None]:
        self._paper.say(says.KEYS)
        self._paper.blank()
        self._paper.say(says.ROLE)
        while not self.role:
            typed = clean((yield self._shown(says.ROLE_PROMPT)), LONGEST_ROLE)
            command = COMMANDS.get(typed.casefold())
            if command == "leave":
                raise _LeaveError
            if command or sum(letter.isalpha() for letter in typed) < FEWEST_LETTERS_OF_ROLE:
                self._paper.say(says.WRITE_ROLE)
            else:
                self.role = typed
        self._paper.blank()

    def _ask_computer(self) -> Generator[str, str, Sequence[About]]:
        """For which computers to answer; not asked where nothing waits about any of them."""
        waits = [about for about in self.computers if about.name != EVERY and self.to_ask.due(about, self.book.answers)]
        offered = [about for about in self.computers if self._wanted(about)] if waits or self.again else []
        if not offered:
            return ()
        says.lines(self._paper, [says.WHICH_COMPUTER, says.SAME_ON_ALL])
        says.numbered(self._paper, [*map(self._offer, offered), says.NO_COMPUTER])
        while True:
            typed = (yield self._shown(says.PROMPT)).strip().casefold()
            command = COMMANDS.get(typed)
            if command == "leave":
                raise _LeaveError
            number = int(typed[:4]) if typed.isascii() and typed.isdigit() else 0
            if command == "skip" or 1 <= number <= len(offered) + 1:
                self._paper.blank()
                return offered[number - 1 : number] if number else ()
            self._paper.say(says.numbers_to_type(len(offered) + 1))

    def _offer(self, about: About) -> str:
        name = name_of(about) if about != self.computers[0] else f"this {name_of(about)}"
        return f"{name[0].upper()}{name[1:]}: {count(len(self._wanted(about)), 'question')}."

    def _ask_all(self, items: Sequence[Item]) -> Generator[str, str, None]:
        """Ask these questions, as far as they still matter after what was answered before."""
        not_known = {item.key for item in items if self.to_ask.state(item, self.book.answers) == "not_known"}
        items = sorted(items, key=lambda item: item.key in not_known)  # so that one goes on where one was
        place = 0
        while True:
            needed = [index for index, item in enumerate(items) if self.to_ask.is_needed(item, self.book.answers)]
            place = next((index for index in needed if index >= place), len(items))
            if place == len(items):
                return
            Sheet(self.book, self.to_ask).question(self._paper, items[place], needed.index(place) + 1, len(needed))
            command = yield from self._answer(items[place])
            earlier = [index for index in needed if index < place]
            if command != "back":
                place += 1
            elif earlier:
                place = earlier[-1]
            else:
                self._paper.say(says.FIRST)

    def _answer(self, item: Item) -> Generator[str, str, Command | None]:
        """Ask until there is an answer that could be kept, or the person goes elsewhere."""
        while True:
            typed = yield self._shown(says.PROMPT)
            command = COMMANDS.get(typed.strip().casefold())
            if command == "leave":
                raise _LeaveError
            if command == "more":
                Sheet(self.book, self.to_ask).more(self._paper, item)
            elif command or self._keep(item, typed):
                return command

    def _keep(self, item: Item, typed: str) -> bool:
        """Whether what was typed is an answer and could be kept; else it was said why not."""
        sheet = Sheet(self.book, self.to_ask)
        try:
            value = read_typed(item.question, typed, self.to_ask.today)
            was = [in_words(item.question, one.answer) for one in self.book.entries(item.about.name, item.id)]
            kept = self.book.keep(item.about.name, item.id, AnswerFile(value, self.role, self.to_ask.today))
        except NotUnderstoodError as error:
            self._paper.say(str(error))
            return False
        except CannotRun as error:
            self.trouble = error
            self._paper.say(says.not_kept(str(error)))
            return False
        self.trouble = None
        if not kept:
            self._paper.say(says.SOMEBODY_ELSE)
            sheet.before(self._paper, item)
            return False
        self.answered.add(item.key)
        self._paper.say(says.kept(in_words(item.question, value), was))
        return True

    def _new_paper(self) -> Paper:
        return Paper(self.columns, colour=False, encoding=self.encoding)

    def _shown(self, prompt: str) -> str:
        """All that was written since the last line was read, with the prompt behind it."""
        text = self._paper.text() + prompt
        self._paper = self._new_paper()
        return text
