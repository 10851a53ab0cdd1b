"""Packs of checks are verified like our own before they are used, and must leave ours as they are."""

from collections.abc import Iterator, Mapping

from carecheck.errors import Mistake, MistakesInFile
from carecheck.judge.checks import Check
from carecheck.judge.lint import lint
from carecheck.judge.questions import load_plain_questions


def verify_packs(checks: Mapping[str, Check]) -> None:
    """Raise MistakesInFile with everything that is wrong with the checks that come from packs."""
    mistakes = [mistake for check in checks.values() if check.pack for mistake in mistakes_in(check)]
    if mistakes:
        raise MistakesInFile(mistakes)


def mistakes_in(check: Check) -> Iterator[Mistake]:
    """Everything that is wrong with a check of a pack beyond its form."""
    yield from lint(check)
    plain = load_plain_questions({}) if check.questions else {}
    for name in check.questions:
        if name in plain:
            yield Mistake(check.file, 0, f"carecheck asks '{name}' already; give it another id")
