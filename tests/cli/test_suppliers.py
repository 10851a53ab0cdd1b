"""Suppliers of a profile, from what a person writes to what a person reads and sends."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Person

PROFILE = """
checks: [supplier.*]
site: {id: rose-cottage, name: Rose Cottage}
suppliers:
  - name: Example Records Ltd
    what: care records
    contact: 01632 960001
    email_domain: open.example
    website: none
    contract_reviewed: 2026-11-01
    cyber_essentials_until: 2020-01-31
  - {name: "=Payroll", what: wages, email_domain: good.example}
"""
ANSWERS = """
Example Records Ltd:
  supplier_exit: {answer: written, by: Registered manager, on: 2026-11-20}
"""


@pytest.fixture(name="profile")
def profile_with_suppliers(tmp_path: Path) -> Path:
    (tmp_path / "rose.yaml").write_text(PROFILE)
    (tmp_path / "answers.yaml").write_text(ANSWERS)
    return tmp_path / "rose.yaml"


def lights(results: list[dict[str, Any]], subject_id: str) -> dict[str, str]:
    return {one["check_id"].partition(".")[2]: one["light"] for one in results if one["subject_id"] == subject_id}


def test_each_supplier_is_judged_by_profile_answers_and_its_domain(
    person: Person, name_server: str, profile: Path
) -> None:
    ran = person.types("scan", "--profile", profile, "--nameserver", name_server, "--json")

    results = json.loads(ran.out)["results"]
    assert lights(results, "s-example-records-ltd") == {
        "listed": "green", "certificate": "red", "reviewed": "green", "email": "amber",
        "website": "not_needed", "contact": "unknown", "two_step": "unknown", "exit": "green",
    }  # fmt: skip
    assert {fact["source"] for one in results for fact in one["facts"]} == {"profile", "dns", "answer"}


def test_the_report_names_each_supplier_and_the_letters_are_ready_to_send(
    person: Person, name_server: str, profile: Path
) -> None:
    ran = person.types("scan", "--profile", profile, "--nameserver", name_server)

    (letters,) = person.kept("* for your supplier.txt")
    text = letters.read_text("ascii")
    assert ran.code == 1
    assert "This supplier's security certificate ended on 31 January 2020." in ran.out
    assert "Where Example Records Ltd" in ran.out
    assert text.index("To Example Records Ltd\n") < text.index("To =Payroll\n")
    assert "Send us the" in text
    assert "How do we get our data back" in text.partition("To =Payroll\n")[2]
    assert "How do we get our data back" not in text.partition("To =Payroll\n")[0]


def test_a_profile_for_suppliers_that_names_none_is_told(person: Person) -> None:
    (person.home / "none.yaml").write_text("checks: [supplier.*]\n")

    ran = person.types("scan", "--profile", "none.yaml")

    assert (ran.code, ran.out) == (2, "")
    assert "There is nothing to look at." in ran.err
