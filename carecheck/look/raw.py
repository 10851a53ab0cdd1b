"""All that this computer was asked, and what it answered: as a file that people can read, send and ask again."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from carecheck.facts.plugins import plugins
from carecheck.look.computer import PROBE_SECONDS, look_at_computer
from carecheck.look.hiding.hide import hide
from carecheck.look.identity import describe_computer
from carecheck.look.machine import Answer, Machine, Question
from carecheck.look.probes import probes_for
from carecheck.look.recording import Recording
from carecheck.look.recording_writing import Section
from carecheck.look.watched_machine import WatchedMachine
from carecheck.look.windows_questions import AskApi, ReadValue, RegistryValue, Told

MOST_LETTERS: Final = 40_000_000  # a recording that is larger would not be read back


@dataclass(frozen=True, slots=True)
class Raw:
    """A recording of a computer, with its answers by topic.

    `said` is what stands beside it in the file. `hidden` counts what was hidden by kind, and is None where nothing
    was. `changed` names the topics of which the recording gives other facts than the computer did.
    """

    recording: Recording
    sections: tuple[Section, ...]
    said: Mapping[str, object]
    hidden: Mapping[str, int] | None
    left_out: int = 0
    changed: tuple[str, ...] = ()


def look_raw(machine: Machine, version: str, *, show_names: bool = False, seconds: float = PROBE_SECONDS) -> Raw:
    """Ask a computer everything that the probes ask. A probe that fails leaves what it was told until then."""
    plugins()  # imports them, so that their questions are recorded, too
    probes = probes_for(machine.about.system)
    seen = look_at_computer(machine, probes, seconds)
    watched = WatchedMachine(machine)
    with suppress(Exception):  # as with a probe that fails: what was answered is kept
        describe_computer(watched, b"")
    answers = _not_too_large({**seen.answers, **watched.answers})
    recording = Recording(machine.about, answers)
    seen_on = "on a real Mac" if machine.about.system == "macos" else "on a real PC"
    said = {"seen": seen_on, **_windows(answers), "carecheck": version, "day": machine.about.today}
    sections = [Section("the computer", tuple(watched.answers))]
    sections += [Section(name, questions) for name, questions in seen.asked.items()]
    if show_names:
        return Raw(recording, tuple(sections), said, None)
    hidden = hide(recording, probes)
    there = hidden.questions
    return Raw(
        hidden.recording,
        tuple(Section(one.title, tuple(there[question] for question in one.questions)) for one in sections),
        said,
        hidden.counts,
        hidden.left_out,
        hidden.changed,
    )


def _windows(answers: Mapping[Question, Answer]) -> dict[str, object]:
    """The build and edition, which are the first that others ask of a recording."""
    found: dict[str, object] = {}
    for question, answer in answers.items():
        match question, answer:
            case AskApi("version"), Told(entries):
                found["build"] = str(entries.get("build", ""))
            case ReadValue(_, _, "EditionID"), RegistryValue(_, str() as edition):
                found["edition"] = edition
            case _:
                pass
    return {name: found[name] for name in ("build", "edition") if name in found}


def _not_too_large(answers: Mapping[Question, Answer]) -> dict[Question, Answer]:
    """The answers without the largest, where together they are more than can be read back."""
    from carecheck.facts.model import Unknown

    sizes = {question: _size(answer) for question, answer in answers.items()}
    kept = dict(answers)
    for question in sorted(sizes, key=lambda one: -sizes[one]):
        if sum(sizes.values()) <= MOST_LETTERS:
            break
        kept[question] = Unknown("unreadable", "too large for this file")
        sizes[question] = 0
    return kept


def _size(answer: Answer) -> int:
    return len(answer) if isinstance(answer, bytes) else len(getattr(answer, "out", b""))
