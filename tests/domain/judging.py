"""What the shipped checks say about a made-up DNS."""

from datetime import date
from functools import cache
from typing import Any, Final

from carecheck.facts.model import FactGroup, Unknown, fact_fields
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check
from carecheck.judge.verdict import Outcome, Verdict, decide, judge
from carecheck.judge.worlds import World as Facts
from carecheck.look.probes import probes_for
from carecheck.shipped import shipped
from tests.domain.world import SERVFAIL, TIMED_OUT, World

TODAY: Final = date(2026, 11, 22)


def outcome_of(check_id: str, world: World, domain: str) -> Outcome:
    """The light of a shipped check in a made-up DNS, and the rule that gives it."""
    return decide(_checks()[check_id], _facts(check_id, world, domain))


def verdict_of(check_id: str, world: World, domain: str) -> Verdict:
    """The same with its words."""
    return judge(_checks()[check_id], _facts(check_id, world, domain))


def light_and_code(check_id: str, world: World, domain: str) -> tuple[str, str | None]:
    """The light, and the code of the rule that gives it; None when no rule does."""
    outcome = outcome_of(check_id, world, domain)
    return outcome.light, outcome.rule.code if outcome.rule else None


def with_each_failure(world: World, probe: Any, domain: str) -> list[World]:
    """The same world again and again, each time with one question or page of the probe failing."""
    world.look(probe, domain)
    failing = [world.but(question, failure) for question in world.asked() for failure in (TIMED_OUT, SERVFAIL)]
    return [*failing, *(world.but_page(url, failure) for url in world.fetched for failure in (TIMED_OUT, SERVFAIL))]


def different_facts(partly: FactGroup, wholly: FactGroup) -> list[str]:
    """The facts that claim something else with gaps than they do when all is known; there must be none."""
    claimed = {name: getattr(partly, name) for name in fact_fields(type(wholly))}
    return [
        f"{name}: {value} instead of {getattr(wholly, name)}"
        for name, value in claimed.items()
        if not isinstance(value, Unknown) and value != getattr(wholly, name)
    ]


@cache
def _checks() -> dict[str, Check]:
    return load_checks(shipped("checks"))


def _facts(check_id: str, world: World, domain: str) -> Facts:
    check = _checks()[check_id]
    probes = probes_for("domain")
    wanted = sorted({name.partition(".")[0] for name in check.names} & probes.keys())
    groups = {name: world.look(probes[name].look, domain) for name in wanted}
    return Facts(subject="domain", today=TODAY, groups=groups, limits=check.default_limits)
