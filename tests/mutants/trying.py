"""Tries mutants: the tests that come to the changed code run against each, quick ones first, until one fails.

Every mutant gets a process of its own, forked from one that has collected the tests. There the changed function (or table)
takes the place of the true one. What survives this may have been used before, as the shipped checks are read when tests are
collected: it is tried once more in a process that imports carecheck with the fault.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Final, cast

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.mutants.making import Mutant
from tests.mutants.processes import Outcome, forked, result_of, silenced
from tests.mutants.reaching import Reached, reaching, run_until_one_fails, telling
from tests.mutants.replacing import Importer, Live, live_functions, replace

ALONE: Final = (
    *("-q", "--tb=no", "-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=mutants"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning", "-W", "ignore::coverage.exceptions.CoverageWarning"),
)


def try_group(mutants: Sequence[Mutant], tests: Sequence[str]) -> Iterator[tuple[Mutant, Outcome]]:
    """What came of each mutant."""
    settings.register_profile(
        "mutants",
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        silenced()
        with os.fdopen(writing, "w") as out:
            pytest.main(
                [*ALONE, *tests], plugins=[_Swapping(mutants, lambda one: print(json.dumps(one), file=out, flush=True))]
            )
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        first = json.loads(told.readline() or "null")
        if first is None:
            raise SystemExit(f"these tests cannot be collected: {' '.join(tests)}")
        reached = [Reached.read(one) for one in first]
        for line in told:
            at, outcome = json.loads(line)
            if outcome in ("survived", "no test"):
                outcome = _in_new_process(mutants[at], telling(mutants[at], reached, far=True))
            yield mutants[at], cast(Outcome, outcome)
    os.waitpid(child, 0)


class _Swapping:
    """Runs inside pytest, once the tests are collected: tells what each test reaches, then what came of each mutant."""

    def __init__(self, mutants: Sequence[Mutant], tell: Callable[[object], None]) -> None:
        self.mutants = mutants
        self.tell = tell

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items if "needs" not in getattr(item, "fixturenames", ())}
        paths = sorted({mutant.path for mutant in self.mutants})
        first = result_of(lambda: [one.written() for one in reaching(session, list(items.values()), paths)])
        self.tell(first)
        reached = [Reached.read(one) for one in first]
        live = live_functions(paths)
        for at, mutant in enumerate(self.mutants):
            chosen = [items[name] for name in telling(mutant, reached)]
            self.tell((at, _tried(session, mutant, live, chosen) if chosen else "no test"))
        return True


def _tried(session: pytest.Session, mutant: Mutant, live: Live, chosen: Sequence[pytest.Item]) -> Outcome:
    """The outcome of tests in a process in which the fault takes the place of the true code."""

    def is_noticed() -> bool:
        try:
            replace(mutant, live)
        except ValueError:
            return False  # it does not fit there: a new process has to tell
        return run_until_one_fails(session, chosen)

    return forked(is_noticed)


def _in_new_process(mutant: Mutant, tests: Sequence[str]) -> Outcome:
    """The outcome of tests in a process that imports carecheck with the fault."""
    files = list(dict.fromkeys(name.partition("::")[0] for name in tests))
    if not files:
        return "no test"

    def is_noticed() -> bool:
        sys.meta_path.insert(0, Importer(mutant))
        return pytest.main([*ALONE, *files], plugins=[_Chosen(tests)]) != 0

    return forked(is_noticed)


class _Chosen:
    """Lets only some tests run, in their order, until one fails."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.tests = tests

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        if not session.testsfailed:
            run_until_one_fails(session, [items[name] for name in self.tests if name in items])
        return True
