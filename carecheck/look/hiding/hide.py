"""Hides what a whole recording tells, and tries out whether it still gives the same facts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from carecheck.facts.model import FactGroup, Unknown, fact_fields
from carecheck.look.computer import ComputerFacts, look_at_computer
from carecheck.look.hiding.answers import AnswerHider
from carecheck.look.hiding.finding import Finder
from carecheck.look.hiding.text import TextHider
from carecheck.look.machine import Answer, Entry, LookAt, Question, ReadFile
from carecheck.look.probes import Probe
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.recording import Recording

MOST_TRIES: Final = 60


@dataclass(frozen=True, slots=True)
class Hidden:
    """A recording without names, and what was hidden.

    `questions` gives what stands in the place of each question, `left_out` how many answers were left out whole or in
    part. `changed` names the groups whose facts are others than before.
    """

    recording: Recording
    questions: Mapping[Question, Question]
    counts: Mapping[str, int]
    left_out: int
    changed: tuple[str, ...]
    hider: TextHider


def hide(recording: Recording, probes: Mapping[str, Probe]) -> Hidden:
    """Hide names in a recording. Of what may tell something, only that stays on which a fact hangs."""
    hider = TextHider(recording.about.system)
    Finder(hider).look_through(recording.about, recording.answers)
    seen = _look(recording, probes)
    trial = _Trial(hider, recording, seen.groups)
    wrong = trial.changed((), probes)
    needed: tuple[Question, ...] = ()
    if wrong:
        suspects = {name: probe for name, probe in probes.items() if name in wrong}
        needed = _needed(trial, suspects, {question for name in wrong for question in seen.asked[name]})
        wrong = trial.changed(needed, probes)
    hidden, questions, doubtful = trial.hidden(needed)
    return Hidden(hidden, questions, hider.names.counts, len(doubtful) - len(needed), wrong, hider)


def _needed(trial: "_Trial", probes: Mapping[str, Probe], asked: Collection[Question]) -> tuple[Question, ...]:
    """The doubtful answers on which facts hang: those that change something when they alone are hidden."""
    needed = [question for question in trial.hidden(())[2] if question in asked]
    least = trial.changed(needed, probes)  # what else is hidden may change a fact, and that cannot be helped
    for question in tuple(needed)[:MOST_TRIES]:
        others = [one for one in needed if one != question]
        if trial.changed(others, probes) == least:
            needed = others
    return tuple(needed)


class _Trial:
    """Hides a recording in one way or another, and compares what comes of it."""

    def __init__(self, hider: TextHider, recording: Recording, before: Mapping[str, FactGroup]) -> None:
        self._hider = hider
        self._recording = recording
        self._before = before
        self._done: dict[Question, Answer] = {}  # those without anything doubtful, which are the same in each trial

    def hidden(self, needed: Sequence[Question]) -> tuple[Recording, dict[Question, Question], tuple[Question, ...]]:
        """The recording without names, its questions by the true ones, and those with a doubtful answer."""
        by = AnswerHider(self._hider, frozenset(needed))
        questions = {question: by.question(question) for question in self._recording.answers}
        answers: dict[Question, Answer] = {}
        for question, answer in self._recording.answers.items():
            hidden = self._done[question] if question in self._done else by.answer(question, answer)
            if question not in by.doubtful:
                self._done[question] = hidden
            answers.setdefault(questions[question], hidden)
        for question, answer in self._recording.answers.items():
            _keep_size(question, answer, questions, answers)
        return Recording(by.about(self._recording.about), answers), questions, tuple(by.doubtful)

    def changed(self, needed: Sequence[Question], probes: Mapping[str, Probe]) -> tuple[str, ...]:
        """The groups whose facts are others than before."""
        after = _look(self.hidden(needed)[0], probes).groups
        hide = self._hider.text
        return tuple(name for name, group in after.items() if not _same(self._before[name], group, hide))


def _look(recording: Recording, probes: Mapping[str, Probe]) -> ComputerFacts:
    return look_at_computer(RecordedMachine(recording.about, recording.answers), probes)


def _same(one: FactGroup, hidden: FactGroup, hide: Callable[[str], str]) -> bool:
    """Whether a group with names hidden has the same facts, or the same reasons for having none."""
    return all(_told(one, name, hide) == _told(hidden, name, str) for name in fact_fields(type(one)))


def _told(group: FactGroup, name: str, hide: Callable[[str], str]) -> object:
    value: object = getattr(group, name)
    match value:
        case Unknown(reason):
            return "unknown", reason
        case tuple():  # in another order where names are hidden
            return frozenset(map(hide, cast(tuple[str, ...], value)))
        case _:
            return value


def _keep_size(
    question: Question, answer: Answer, questions: Mapping[Question, Question], answers: dict[Question, Answer]
) -> None:
    """What is seen of a file from outside must fit what was read of it, as it did before."""
    if not isinstance(question, ReadFile) or not isinstance(answer, bytes):
        return
    outside = questions.get(LookAt(question.path))
    seen, raw = answers.get(outside) if outside else None, answers.get(questions[question])
    if isinstance(outside, LookAt) and isinstance(seen, Entry) and isinstance(raw, bytes):
        answers[outside] = Entry(seen.name, seen.kind, seen.modified, seen.size + len(raw) - len(answer))
