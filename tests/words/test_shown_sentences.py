"""Every sentence that carecheck can show a manager goes through the readability gate."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest
import typer
from msgspec.structs import replace

from carecheck.cli.main import commands
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check, FixFor, Help
from carecheck.judge.questions import load_plain_questions
from carecheck.judge.samples import sample_worlds, world_of
from carecheck.judge.verdict import Verdict, judge
from carecheck.lights import LIGHTS, REASONS
from carecheck.shipped import shipped
from carecheck.show.terminal import TerminalOptions, render_terminal
from carecheck.systems import Release
from tests.show.sample_report import OAKFIELD_HOUSE
from tests.words.gate import problems_with_catalogue, problems_with_message, problems_with_sentence

CHECKS = load_checks(shipped("checks"))
EVERY_CHECK = pytest.mark.parametrize("check", CHECKS.values(), ids=list(CHECKS))
SYSTEMS: tuple[tuple[FixFor, Release | None], ...] = (
    *(("windows", release) for release in get_args(Release)),
    *(("macos", None), ("linux", None), ("any", None)),
)


def verdicts(check: Check) -> Iterator[Verdict]:
    """A few verdicts by each rule of a check, with different facts filled in, and those of its examples."""
    seen: dict[str, int] = {}
    examples = [{**check.examples[0].given, **example.given} for example in check.examples]
    for given in [*examples, *sample_worlds(check)]:
        verdict = judge(check, world_of(check, given))
        code = verdict.rule.code if verdict.rule else verdict.light
        seen[code] = seen.get(code, 0) + 1
        if seen[code] <= 5:
            yield verdict


def steps_of(help_: Help, check: Check, verdict: Verdict) -> Iterator[tuple[str, ...]]:
    """The steps on each system, and release of it, on which they differ."""
    if verdict.rule is None:
        yield verdict.steps
        return
    world = world_of(check, check.examples[0].given)
    for system, release in SYSTEMS:
        if system in help_.fix:
            yield tuple(step.fill(replace(world, release=release)) for step in help_.fix[system])


def messages(check: Check) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Title, why and steps of everything that a check can say, for one and for many."""
    for verdict in verdicts(check):
        help_ = verdict.rule.help if verdict.rule else check.help
        many = verdict.title_many.replace("{n}", "3") if verdict.title_many else None
        for title in filter(None, (verdict.title, many)):
            if verdict.light in ("red", "amber"):
                yield from ((title, verdict.why, steps) for steps in steps_of(help_, check, verdict))
            else:
                yield title, "", verdict.steps


@EVERY_CHECK
def test_every_message_of_every_check_passes_the_gate(check: Check) -> None:
    problems = {problem for message in messages(check) for problem in problems_with_message(*message)}

    assert sorted(problems) == []


@EVERY_CHECK
def test_the_other_words_of_every_check_pass_the_gate(check: Check) -> None:
    texts = [check.title, *(rule.help.action for rule in check.rules)]
    texts += [text for question in check.questions.values() for text in (question.question, question.help) if text]
    texts += [words for question in check.questions.values() for words in question.choices.values()]
    texts += [*check.unknown_steps, *check.telling_steps]
    texts += [text for rule in check.rules if (letter := rule.help.letter) for text in (letter.ask, letter.why)]
    texts += [note for verdict in verdicts(check) for note in verdict.notes]

    assert sorted({problem for text in texts for problem in problems_with_sentence(text)}) == []


def test_the_words_of_every_plain_question_pass_the_gate() -> None:
    asked = load_plain_questions(CHECKS).values()
    texts = [text for one in asked for text in (one.asked.question, one.why, one.asked.help)]
    texts += [words for one in asked for words in one.asked.choices.values()]

    assert sorted({problem for text in texts for problem in problems_with_sentence(text)}) == []


VERBS = re.compile(
    "Open|Turn|Ask|Save|Print|Choose|Check|Give|Set|Write|Run|Find|Get|Show|Tell|Keep|Restart|Change|Plan|Press|Make|"
    "Copy|Look|Plug|Ring|Answer|Send|Remove|Start|Use|Leave|Install|Wait|Take|Pick|(?:If|When|Then|In)(?= )"
)


@EVERY_CHECK
def test_every_step_starts_with_a_verb(check: Check) -> None:
    steps = {step.text for rule in check.rules for some in rule.help.fix.values() for step in some}

    assert {step for step in steps | {*check.unknown_steps, *check.telling_steps} if not VERBS.match(step)} == set()


def test_all_messages_together_are_easy_to_read() -> None:
    whole = [" ".join((title, why, *steps)) for check in CHECKS.values() for title, why, steps in messages(check)]

    assert problems_with_catalogue(whole) == []


def test_the_reasons_and_the_names_of_the_lights_pass_the_gate() -> None:
    texts = [text for because in REASONS.values() for text in (because.sentence, because.step)]
    texts += [lamp.name for lamp in LIGHTS.values()]

    assert [problem for text in texts for problem in problems_with_sentence(text)] == []


def test_the_fixed_sentences_of_a_report_pass_the_gate() -> None:
    """Over the sample report, joined again where lines were wrapped; lines for IT people and file names aside."""
    text = render_terminal(OAKFIELD_HOUSE, TerminalOptions(columns=200, plain=True))
    lines = [line.strip() for line in text.splitlines()]
    shown = [line for line in lines if line and "carecheck scan" not in line and "\\" not in line]
    starts = ("Oakfield House", "Checked on", "carecheck report", "Accepted until", "This report leaves out")

    problems = {problem for line in shown if not line.startswith(starts) for problem in problems_with_sentence(line)}

    assert sorted(problems) == []


def test_the_help_of_every_command_passes_the_gate() -> None:
    texts: list[str] = []
    for command in typer.main.get_command(commands()).commands.values():  # type: ignore[attr-defined]
        texts.append(command.help)
        texts += [option.help for option in command.params if getattr(option, "help", None)]

    assert sorted({problem for text in texts for problem in problems_with_sentence(text)}) == []
