"""What is needed before anything can be asked: the profile of the home, its answers, and all questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from carecheck.asking.book import Book
from carecheck.asking.handed_in import Asked
from carecheck.asking.to_ask import About, ToAsk, subjects_of
from carecheck.errors import CannotRun, UsageError
from carecheck.facts.model import Subject
from carecheck.judge.answers import EVERY, FILE, answers_file
from carecheck.judge.questions import every_question, load_plain_questions
from carecheck.look.identity import label_of
from carecheck.look.this_computer import this_computer
from carecheck.plan import make_plan
from carecheck.results import home_profiles, results_path

_NO_PROFILE: Final = (
    "Make a profile first. It is a small file that names your home. To make it, type:\n    carecheck setup\n"
    "If you have one, name it:\n    carecheck ask --profile FILE"
)


@dataclass(frozen=True, slots=True)
class Ready:
    """All that is needed to ask: the profile, its file of answers, what there is to ask and about what.

    `strays` are names in the file of answers that the profile does not have: what stands there counts for nothing.
    """

    profile: Path
    home: str
    book: Book
    to_ask: ToAsk
    asked: Asked
    computers: tuple[About, ...]
    strays: tuple[str, ...] = ()


def own_profile(named: Path | None, results: Path | None) -> Path:
    """The profile of the home: the one that was named, or the only one in the folder of results."""
    if named and answers_file(named):
        return named
    if named:
        raise CannotRun(f"'{named}' comes with carecheck and belongs to no home. {_NO_PROFILE}")
    found = home_profiles(results_path(results))
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"Which home is it? Name its profile:\n{_commands(found)}")
    raise CannotRun(f"Your answers are kept beside the profile of your home. {_NO_PROFILE}")


def get_ready(profile: Path, packs: Sequence[Path]) -> Ready:
    """Everything that there is to ask about the home of a profile. Raises CannotRun or MistakesInFile."""
    plan = make_plan(profile, packs=packs)
    plain = load_plain_questions(plan.known)
    questions = every_question(plan.known)
    today = datetime.now().astimezone().date()
    book = Book(profile.parent / FILE, questions)
    subjects = subjects_of(plan)
    kinds: dict[str, Subject] = {name: check.subject for check in plan.known.values() for name in check.questions}
    kinds |= {name: one.subject for name, one in plain.items()}
    here = label_of(this_computer().about)
    of_computers = {name for name, kind in kinds.items() if kind == "computer"}
    others = [name for name, given in book.written.items() if name not in (here, EVERY) and of_computers & given.keys()]
    known = {EVERY, here, *others, *(name for about in subjects for name in about.names)}
    return Ready(
        profile,
        plan.profile.site_name or "this home",
        book,
        ToAsk(plan, plain, today),
        Asked(questions, kinds, subjects, today),
        tuple(About("computer", name) for name in (here, EVERY, *others)),
        tuple(name for name in book.written if name not in known),
    )


def _commands(profiles: Sequence[Path]) -> str:
    return "\n".join(f"    {command('ask', path)}" for path in profiles)


def command(name: str, profile: Path) -> str:
    """The line to type for a command about this home."""
    return f'carecheck {name} --profile "{profile}"' if " " in str(profile) else f"carecheck {name} --profile {profile}"
