"""What `carecheck ask` does: finds the profile, holds the conversation, and says what came of it."""

import sys
from collections.abc import Sequence
from pathlib import Path

from carecheck.asking.handed_in import hand_in
from carecheck.asking.ready import Ready, command, get_ready, own_profile
from carecheck.asking.sheet import name_of
from carecheck.asking.talk import Talk
from carecheck.cli.output import put
from carecheck.cli.talking import hold
from carecheck.errors import CannotRun, Stopped, UsageError
from carecheck.judge.answers import EVERY
from carecheck.judge.questions import in_words
from carecheck.show import asking as says
from carecheck.show.paper import Paper
from carecheck.show.streams import window_columns


def ask_now(
    profile: Path | None,
    packs: Sequence[Path],
    results: Path | None,
    *,
    handed_in: Path | None,
    only_list: bool,
    again: bool,
) -> None:
    """Ask, list or take in, as was wanted. Raises CarecheckError."""
    if sum((handed_in is not None, only_list, again)) > 1:
        raise UsageError("--answers, --due and --all do not go together. Choose one of them.")
    ready = get_ready(own_profile(profile, results), packs)
    if handed_in:
        _take_in(ready, handed_in)
    elif only_list:
        _list(ready)
    else:
        _hold(ready, again=again)


def _hold(ready: Ready, *, again: bool) -> None:
    """The conversation, from the first line to what to do next."""
    talk = Talk(
        ready.book,
        ready.to_ask,
        ready.asked.subjects,
        ready.computers,
        columns=window_columns(),
        encoding=sys.stdout.encoding,
        again=again,
    )
    _say([*says.opening(ready.home, *talk.amounts()), *map(says.stray, ready.strays)])
    stopped = False
    try:
        rest = hold(talk.lines())
        put("\n" if rest is None else rest)
    except KeyboardInterrupt:
        stopped = True
        put("\n")
    put("\n")
    _say([says.ending(len(talk.answered), len(talk.due()))], _next_commands(ready, talk))
    if talk.trouble:
        raise CannotRun(says.not_kept(str(talk.trouble)))
    if stopped:
        raise Stopped(says.STOPPED)


def _next_commands(ready: Ready, talk: Talk) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    if ready.book.copy:
        told.append((says.COPY, str(ready.book.copy)))
    if talk.due():
        told.append((says.GO_ON, command("ask", ready.profile)))
    elif day := ready.to_ask.next_day((*talk.computers[:1], *talk.subjects), ready.book.answers):
        told.append((says.next_day(day), ""))
    if talk.answered:
        told.append((says.SEE_WHAT_CHANGED, command("scan", ready.profile)))
    return told


def _list(ready: Ready) -> None:
    """Everything that waits for an answer, by what it is about."""
    paper = Paper(window_columns(), colour=False, encoding=sys.stdout.encoding)
    answers = ready.book.answers
    any_due = False
    for about in (*ready.computers, *ready.asked.subjects):
        due = ready.to_ask.due(about, answers) if about.name != EVERY else []
        any_due = any_due or bool(due)
        states = [(item.question.question, ready.to_ask.state(item, answers)) for item in due]
        says.listed(paper, ready.home if about.kind == "home" else name_of(about), states)
    says.lines(paper, map(says.stray, ready.strays))
    if not any_due:
        paper.say(says.ALL_ANSWERED)
    put(paper.text())
    if any_due:
        _say([], [(says.TO_ANSWER, command("ask", ready.profile))])


def _take_in(ready: Ready, file: Path) -> None:
    """The answers of a file, and what became of them."""
    done = hand_in(file, ready.book, ready.asked)
    told = [says.taken_in(done.kept, done.older)]
    for subject, question, before, after in done.replaced:
        asked = ready.asked.questions[question]
        words = (in_words(asked, before.answer), in_words(asked, after.answer))
        told.append(says.replaced(subject, asked.question, words, before.by, before.on))
    _say(told, [(says.COPY, str(ready.book.copy))] if ready.book.copy else [])


def _say(texts: Sequence[str], commands: Sequence[tuple[str, str]] = ()) -> None:
    paper = Paper(window_columns(), colour=False, encoding=sys.stdout.encoding)
    says.lines(paper, texts)
    for text, line in commands:
        paper.say(text)
        if line:
            paper.exactly(line)
    put(paper.text())
