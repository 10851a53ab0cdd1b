"""The conversation of `carecheck setup`: a few questions, line by line, and the profile shown before it is saved.

It prints and reads nothing itself. It yields the text to show and is sent the line that was typed, so that it goes the
same way in a window, in a pipe and in a test.
"""

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar, get_args

from carecheck.domain_names import read_domain_name
from carecheck.errors import CannotRun, UsageError
from carecheck.judge.profileform import SupplierFile
from carecheck.judge.suppliers import HAS_NONE, NOT_A_NAME
from carecheck.setup import says
from carecheck.setup.draft import Computer, LooksAfter, Told
from carecheck.show.paper import Paper
from carecheck.words import clean, listing

MOST_OF_A_NAME: Final = 80
MOST_OF_A_TEXT: Final = 200
_LEAVE: Final = ("q", "quit", "exit", "stop")
_YES: Final = ("y", "yes")
_NO: Final = ("n", "no")

Asked = Generator[str, str, str]
Choice = TypeVar("Choice", bound=str)


class LeftError(Exception):
    """The person wants to stop; nothing is saved."""


@dataclass(slots=True)
class Interview:
    """One conversation about one home.

    `place_of` says where the profile of a home of that name goes, and raises CannotRun where there is one already.
    `text_of` is the profile that comes of what was told.
    """

    place_of: Callable[[str], Path]
    text_of: Callable[[Told], str]
    columns: int = 80
    encoding: str = "utf-8"
    _paper: Paper = field(init=False)
    _gap: bool = False  # an empty line before what is shown next

    def lines(self) -> Generator[str, str, Told]:
        """The whole conversation: yields what to show before each line is read. Raises LeftError."""
        self._paper = self._new_paper()
        self._say(*says.OPENING)
        home = yield from self._ask_home()
        domains = yield from self._ask_names(says.DOMAINS)
        websites = yield from self._ask_names(says.WEBSITES)
        looks_after: LooksAfter | None = yield from self._choose(says.LOOKS_AFTER, get_args(LooksAfter))
        suppliers: list[SupplierFile] = []
        if looks_after == "company":
            yield from self._ask_company(says.IT_COMPANY, suppliers, what=says.LOOKS_AFTER_IT)
        self._say("", says.SUPPLIERS, *says.ABOUT_SUPPLIERS)
        while (yield from self._ask_company(says.NEXT_SUPPLIER, suppliers)):
            pass
        computer: Computer | None = yield from self._choose(says.COMPUTER, get_args(Computer))
        told = Told(home, domains, websites, looks_after, computer or "office", tuple(suppliers))
        yield from self._confirm(told)
        return told

    def _ask_home(self) -> Asked:
        self._say("", says.HOME)
        while True:
            name = clean((yield from self._ask(says.HOME_PROMPT)), MOST_OF_A_NAME)
            try:
                if name:
                    self.place_of(name)
                    return name
                self._paper.say(says.HOME_NEEDED)
            except CannotRun as error:
                self._paper.say(str(error))

    def _ask_names(self, question: says.Question) -> Generator[str, str, tuple[str, ...]]:
        self._say("", *question)
        while True:
            typed = yield from self._ask(says.PROMPT)
            names = [name for name in re.split(r"[\s,;]+", typed) if name]
            try:
                read = tuple(dict.fromkeys(read_domain_name(name).shown for name in names))
            except UsageError as error:
                self._paper.say(str(error))
                continue
            if read:
                self._paper.say(says.understood(listing(read)))
            return read

    def _choose(self, question: says.Question, choices: Sequence[Choice]) -> Generator[str, str, "Choice | None"]:
        self._say("", *question)
        while True:
            typed = (yield from self._ask(says.NUMBER_PROMPT)).strip()
            if not typed:
                return None
            if typed in [str(number) for number in range(1, len(choices) + 1)]:
                return choices[int(typed) - 1]
            self._paper.say(says.numbers_to_type(len(choices)))

    def _ask_company(self, prompt: str, suppliers: list[SupplierFile], what: str = "") -> Generator[str, str, bool]:
        """Ask for one company and put it to the others; False when there is none."""
        name = yield from self._ask_company_name(prompt, [one.name for one in suppliers])
        if not name:
            return False
        what = what or (yield from self._ask_what())
        suppliers.append(
            SupplierFile(
                name,
                what,
                contact=clean((yield from self._ask(says.CONTACT)), MOST_OF_A_TEXT) or None,
                email_domain=(yield from self._ask_place(says.ITS_DOMAIN)),
                website=(yield from self._ask_place(says.ITS_WEBSITE)),
            )
        )
        return True

    def _ask_company_name(self, prompt: str, others: Sequence[str]) -> Asked:
        known = {other.casefold() for other in others}
        while True:
            name = clean((yield from self._ask(prompt)), MOST_OF_A_NAME)
            if name.casefold() in known:
                self._paper.say(says.TWICE)
            elif name.lower() in NOT_A_NAME:
                self._paper.say(says.WHOLE_NAME)
            else:
                return name

    def _ask_what(self) -> Asked:
        while True:
            what = clean((yield from self._ask(says.WHAT)), MOST_OF_A_TEXT)
            if what:
                return what
            self._paper.say(says.WHAT_NEEDED)

    def _ask_place(self, prompt: str) -> Generator[str, str, "str | None"]:
        """A domain, `none` where there is none, None where nobody knows."""
        while True:
            typed = (yield from self._ask(prompt)).strip()
            if not typed:
                return None
            if typed.casefold() in (HAS_NONE, *_NO):
                return HAS_NONE
            try:
                return read_domain_name(typed).shown
            except UsageError as error:
                self._paper.say(str(error))

    def _confirm(self, told: Told) -> Generator[str, str, None]:
        self._say("", says.THIS_IS_IT)
        self._paper.blank()
        for line in self.text_of(told).splitlines():
            self._paper.exactly(line, "  ")
        self._paper.blank()
        self._paper.say(says.WILL_BE_IN)
        self._paper.exactly(str(self.place_of(told.home)))
        while True:
            typed = (yield from self._ask(says.SAVE)).strip().casefold()
            if typed in _YES:
                return
            if typed in _NO:
                raise LeftError
            self._paper.say(says.YES_OR_NO)

    def _ask(self, prompt: str) -> Asked:
        """One line that somebody types, without its end."""
        typed = yield self._shown(prompt)
        if typed.strip().casefold() in _LEAVE:
            raise LeftError
        return typed

    def _say(self, *texts: str) -> None:
        """Texts, each on lines of its own; an empty one is an empty line."""
        for text in texts:
            if text:
                self._paper.say(text)
            else:
                self._paper.blank()
                self._gap = self._gap or not self._paper.text()

    def _new_paper(self) -> Paper:
        return Paper(self.columns, colour=False, encoding=self.encoding)

    def _shown(self, prompt: str) -> str:
        text = ("\n" if self._gap else "") + self._paper.text() + prompt
        self._paper, self._gap = self._new_paper(), False
        return text
