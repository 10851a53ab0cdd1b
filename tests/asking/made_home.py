"""A made-up home with a few questions of each kind, and somebody who answers them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

from carecheck.asking.book import Book
from carecheck.asking.talk import Talk
from carecheck.asking.to_ask import About, ToAsk, subjects_of
from carecheck.judge.checks import Question
from carecheck.judge.questions import PlainQuestion
from carecheck.plan import Plan, make_plan

TODAY: Final = date(2026, 11, 25)
ROLE: Final = "Registered manager"
PC: Final = About("computer", "OFFICE-PC")

CHECK: Final = """\
id: {id}
version: 1
title: A made-up check
subject: {subject}
why: It matters.
harm: loss
{more}
unknown: {{one: We could not check it., many: We could not check them.}}
action: Do it
fix: {{any: [Open it.]}}
who: you
time: {{minutes: 5}}
cost: {{band: free}}
refs: {{dspt: [{{item: 4.5.4, strength: support}}]}}
for_it: x
"""
SAY: Final = "say: {one: So., many: '{n} so.'}"
CHECKS: Final = {
    "people.made_training": (
        "home",
        "applies_when: answer.trained != 'does_not_apply'\n"
        "not_needed: You have no staff.\n"
        "ask:\n"
        "  trained:\n"
        "    question: Do staff learn about safe computers?\n"
        "    help: Count everyone who works here.\n"
        "    kind: choice\n"
        "    choices:\n"
        "      - {id: all, words: All of them.}\n"
        "      - {id: some, words: Some of them.}\n"
        "      - {id: does_not_apply, words: We have no staff.}\n"
        "rules:\n"
        f"  - {{light: amber, code: some, when: answer.trained == 'some', {SAY}}}\n"
        f"  - {{light: green, code: all, when: answer.trained == 'all', {SAY}}}\n"
        "examples:\n"
        "  - {light: green, given: {answer.trained: all}}\n"
        "  - {light: amber, given: {answer.trained: some}}\n"
        "  - {light: not_needed, given: {answer.trained: does_not_apply}}\n"
        "  - {light: unknown, given: {answer.trained: unknown}}\n",
    ),
    "backup.made_tested": (
        "computer",
        "ask:\n"
        "  tested: {question: Did you ever get a file back?, kind: yes_no, renew_months: 6}\n"
        "  tested_on: {question: When did you last get a file back?, kind: date, past: yes, choices: [{id: never, words: Never.}]}\n"
        "rules:\n"
        f"  - {{light: red, code: never, when: not answer.tested, {SAY}}}\n"
        f"  - {{light: red, code: never_yet, when: absent(answer.tested_on), {SAY}}}\n"
        f"  - {{light: amber, code: odd, when: answer.tested_on > today, {SAY}}}\n"
        f"  - {{light: green, code: tested, when: answer.tested_on <= today, {SAY}}}\n"
        "examples:\n"
        "  - {light: green, given: {answer.tested: yes, answer.tested_on: 2026-11-01}}\n"
        "  - {light: amber, given: {answer.tested_on: 2026-12-24}}\n"
        "  - {light: red, given: {answer.tested: no}}\n"
        "  - {light: red, code: never_yet, given: {answer.tested_on: never}}\n"
        "  - {light: unknown, given: {answer.tested: unknown}}\n",
    ),
    "supplier.made_staff": (
        "supplier",
        "ask: {helpers: {question: How many people there can help you?, kind: number, least: 0, most: 500}}\n"
        "rules:\n"
        f"  - {{light: red, code: none, when: answer.helpers < 1, {SAY}}}\n"
        f"  - {{light: green, code: some, when: answer.helpers >= 1, {SAY}}}\n"
        "examples:\n"
        "  - {light: green, given: {answer.helpers: 1}}\n"
        "  - {light: red, given: {answer.helpers: 0}}\n"
        "  - {light: unknown, given: {answer.helpers: unknown}}\n",
    ),
}
PLAIN: Final[Mapping[str, PlainQuestion]] = {
    "kept_long": PlainQuestion(
        Question("Is there a list of how long you keep records?", "Say yes if staff follow it.", "yes/no", {}, 12),
        "What you keep, someone can take.",
        "home",
        ("1.4.1",),
    )
}
PROFILE: Final = """\
checks: [people.made_training, backup.made_tested, supplier.made_staff]
site: {id: rose-cottage, name: Rose Cottage}
suppliers:
  - {name: Example Records Ltd, what: care records}
"""


def write_pack(folder: Path) -> Path:
    """The made-up checks in a folder of their own."""
    for name, (subject, more) in CHECKS.items():
        topic, _, rest = name.partition(".")
        (folder / topic).mkdir(parents=True, exist_ok=True)
        text = CHECK.format(id=name, subject=subject, more=more.rstrip("\n"))
        (folder / topic / f"{rest}.yaml").write_text(text, encoding="utf-8")
    return folder


@cache
def made_plan() -> Plan:
    """The plan of the made-up home; it is read once, for reading every check takes a while."""
    folder = Path(mkdtemp())
    (folder / "rose.yaml").write_text(PROFILE, encoding="utf-8")
    return make_plan(folder / "rose.yaml", packs=[write_pack(folder / "pack")])


def made_questions() -> dict[str, Question]:
    """Every question of the made-up home."""
    of_checks = {name: one for check in made_plan().checks.values() for name, one in check.questions.items()}
    return of_checks | {name: plain.asked for name, plain in PLAIN.items()}


@dataclass(slots=True)
class Sitting:
    """Somebody who sits down and types lines; `shown` is what was shown before each of them, and at the end."""

    file: Path
    today: date = TODAY
    shown: list[str] = field(default_factory=list[str])
    more: dict[str, Any] = field(default_factory=dict[str, Any])
    computers: tuple[About, ...] = ()

    def talk(self) -> Talk:
        """The conversation, before its first line."""
        plan = made_plan()
        book = Book(self.file, made_questions())
        return Talk(book, ToAsk(plan, PLAIN, self.today), subjects_of(plan), self.computers, **self.more)

    def types(self, *typed: str) -> Talk:
        """The conversation after these lines, or as many of them as it wants to read."""
        talk = self.talk()
        lines = talk.lines()
        self.shown = []
        try:
            self.shown.append(next(lines))
            for line in typed:
                self.shown.append(lines.send(line + "\n"))
        except StopIteration as end:
            self.shown.append(str(end.value))
        return talk

    @property
    def last(self) -> str:
        """What was shown last."""
        return self.shown[-1]

    def kept(self) -> str:
        """What the file holds now."""
        return self.file.read_text("utf-8") if self.file.exists() else ""
