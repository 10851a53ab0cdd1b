"""Facts found by their names, without reading all others."""

import subprocess
import sys

from carecheck.facts.catalogue import FactsFor, catalogue, fact_named

WHICH_TOPICS = """
import sys
from carecheck.facts.catalogue import fact_named
fact_named("backup.newest_age_days")
print(sorted(name for name in sys.modules if name.startswith("carecheck.facts.")))
"""


def test_each_fact_is_found_by_its_own_name() -> None:
    assert {name: fact_named(name) for name in catalogue()} == dict(catalogue())


def test_a_name_that_is_no_fact_finds_none() -> None:
    assert [fact_named(name) for name in ("backup.newst", "nothing.at_all", "backup", "")] == [None] * 4


def test_only_the_topic_of_a_fact_is_read() -> None:
    ran = subprocess.run([sys.executable, "-c", WHICH_TOPICS], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == str([f"carecheck.facts.{name}" for name in ("backup", "catalogue", "model")])


def test_a_subject_has_its_own_facts_only() -> None:
    facts = FactsFor("domain")

    assert "spf.records" in facts
    assert "backup.newest" not in facts
    assert sorted(facts) == sorted(name for name, fact in catalogue().items() if "domain" in fact.serves)
