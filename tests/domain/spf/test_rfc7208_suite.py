"""Every case of the openspf test-suite: what the audit, which knows no sender, must say of it."""

import os
from collections import Counter
from typing import Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.facts.spf import Spf
from carecheck.look.domain.spf import spf
from tests.domain.spf.suite import CannotFetch, Case, read_suite

NOT_FOR_AN_AUDIT: Final = {
    "toolonglabel": "no domain name; refused when it is typed",
    "emptylabel": "no domain name; refused when it is typed",
    "helo-not-fqdn": "no domain name; refused when it is typed",
    "helo-domain-literal": "no domain name; refused when it is typed",
    "domain-literal": "no domain name; refused when it is typed",
    "include-at-limit": "this sender is met before the 11th look-up; the audit counts the worst case",
}

SECTIONS: Final = {
    "Initial processing": 16,
    "Record lookup": 7,
    "Selecting records": 10,
    "Record evaluation": 12,
    "ALL mechanism syntax": 5,
    "PTR mechanism syntax": 8,
    "A mechanism syntax": 29,
    "Include mechanism semantics and syntax": 9,
    "MX mechanism syntax": 21,
    "EXISTS mechanism syntax": 7,
    "IP4 mechanism syntax": 9,
    "IP6 mechanism syntax": 9,
    "Semantics of exp and other modifiers": 24,
    "Macro expansion rules": 24,
    "Processing limits": 11,
    "Test cases from implementation bugs": 2,
}


@pytest.fixture(scope="session")
def suite() -> tuple[Case, ...]:
    try:
        return read_suite()
    except CannotFetch as gap:
        if os.environ.get("CI"):
            pytest.fail(str(gap))
        pytest.skip(f"This test needs the internet once, to fetch the RFC 7208 test-suite. {gap}")


def test_every_case_is_audited_or_listed_with_its_reason(suite: tuple[Case, ...]) -> None:
    names = [case.name for case in suite]
    audited = [case.name for case in suite if case.name not in NOT_FOR_AN_AUDIT]

    assert Counter(case.section for case in suite) == SECTIONS
    assert len(names) == len(set(names)) == 203
    assert set(names) > NOT_FOR_AN_AUDIT.keys()
    assert len(audited) == 197


@pytest.mark.parametrize("section", SECTIONS)
def test_the_audit_says_what_the_results_of_the_suite_mean_for_it(suite: tuple[Case, ...], section: str) -> None:
    cases = [case for case in suite if case.section == section and case.name not in NOT_FOR_AN_AUDIT]

    wrong = [
        f"{case.name}: {said} instead of one of {case.results}"
        for case in cases
        if not (said := result_of(case.world.look(spf, case.domain))) & meanings(case.results)
    ]

    assert cases
    assert wrong == []


def meanings(results: tuple[str, ...]) -> set[str]:
    """What results for one sender mean when there is none: that the record can be used, or one of three others."""
    return {result if result in ("none", "permerror", "temperror") else "usable" for result in results}


def result_of(facts: Spf) -> set[str]:
    """The result that facts stand for."""
    if facts.broken is True:
        return {"permerror"}
    if facts.records == 0:
        return {"none"}
    needed = (facts.records, facts.broken, facts.void_lookup)
    return {"temperror" if any(isinstance(fact, Unknown) for fact in needed) else "usable"}
