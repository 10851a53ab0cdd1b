"""The home and its suppliers are subjects of a scan, by what people answered and by what the network tells."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from carecheck.errors import UsageError
from carecheck.facts.model import Unknown
from carecheck.facts.spf import Spf
from carecheck.look.collected import Collected, read_facts, write_facts
from carecheck.look.machine import About
from carecheck.look.network import Network, Offline, open_network
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.make_report import make_report
from carecheck.plan import Plan, make_plan
from carecheck.report import Report, broken_rules
from carecheck.scan import look, with_all_subjects
from tests.conftest import DnsWorld

MOMENT: Final = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
MACHINE: Final = RecordedMachine(About("linux", MOMENT.date(), home="/", host_name="OFFICE-PC"), {})

CHECK: Final = """
id: {id}
version: 1
title: A made-up check
subject: {subject}
why: It matters.
harm: loss
{ask}
rules:
  - {{light: red, code: worse, when: {worse}, say: {{one: It is worse., many: "{{n}} are worse."}}}}
  - {{light: green, code: fine, when: {fine}, say: {{one: It is fine.}}}}
unknown: {{one: We could not check it., many: We could not check them.}}
action: Do it
fix: {{any: [Ask your IT person.]}}
who: you
time: {{minutes: 5}}
cost: {{band: free}}
for_it: "made up"
examples:
  - {{light: green, given: {{{reads}: {good}}}}}
  - {{light: red, given: {{{reads}: {bad}}}}}
  - {{light: unknown, given: {{{reads}: unknown}}}}
"""
ASK: Final = "ask: {{{name}: {{question: Is it so?, kind: yes_no}}}}"
SPF: Final = '@ TXT "v=spf1 -all"'


def question(check_id: str, subject: str, name: str) -> str:
    asked = {"worse": f"not answer.{name}", "fine": f"answer.{name}", "ask": ASK.format(name=name)}
    return CHECK.format(id=check_id, subject=subject, reads=f"answer.{name}", good="yes", bad="no", **asked)


@pytest.fixture(name="pack")
def checks_of_homes_and_suppliers(tmp_path: Path) -> Path:
    pack = tmp_path / "pack" / "made"
    pack.mkdir(parents=True)
    (pack / "home.yaml").write_text(question("made.home", "home", "of_home"))
    (pack / "asked.yaml").write_text(question("made.asked", "supplier", "of_supplier"))
    seen = {"worse": "spf.records == 0", "fine": "spf.records >= 1", "ask": ""}
    (pack / "seen.yaml").write_text(
        CHECK.format(id="made.seen", subject="supplier", reads="spf.records", good=1, bad=0, **seen)
    )
    return pack.parent


def planned(pack: Path, profile: str, answers: str = "", *, only: str = "made") -> Plan:
    file = pack.parent / "rose.yaml"
    file.write_text(profile)
    if answers:
        (file.parent / "answers.yaml").write_text(answers)
    checks = [f"{only}.{name}" for name in ("home", "asked", "seen")]
    return make_plan(file, packs=[pack], only=checks)


def looked(plan: Plan, network: Network | None = None) -> Collected:
    return look(plan, lambda: MACHINE, network or Offline(), lambda: b"k" * 32, clock=lambda: MOMENT)


def lights(report: Report) -> dict[tuple[str, str], str]:
    assert broken_rules(report) == []
    return {(result.check_id, result.subject_id): result.light for result in report.results}


SITE: Final = "site: {id: rose, name: Rose Cottage}\n"
RECORDS: Final = "{name: Example Records Ltd, what: care records, email_domain: help@records.example}"


def test_a_home_is_one_subject_with_the_name_of_the_site(pack: Path) -> None:
    plan = planned(pack, SITE, "home:\n  of_home: {answer: yes, by: Manager, on: 2026-11-20}\n")

    report = make_report(plan, looked(plan))

    assert lights(report) == {("made.home", "home"): "green"}
    assert [(subject.id, subject.kind, subject.label) for subject in report.subjects] == [
        ("home", "home", "Rose Cottage")
    ]
    assert report.results[0].facts[0].by == "Manager"


def test_a_home_without_a_name_is_this_home_and_what_nobody_answered_is_not_checked(pack: Path) -> None:
    plan = planned(pack, "# nothing\n")

    report = make_report(plan, looked(plan))

    assert lights(report) == {("made.home", "home"): "unknown"}
    assert report.subjects[0].label == "this home"


def test_each_supplier_has_results_of_its_own_by_answers_under_its_name(pack: Path) -> None:
    answers = """
Example Records Ltd: {of_supplier: {answer: yes, by: Manager, on: 2026-11-20}}
O'Brien & Sons: {of_supplier: {answer: no, by: Manager, on: 2026-11-20}}
s-payroll: {of_supplier: {answer: yes, by: Manager, on: 2026-11-20}}
"""
    others = '{name: "O\'Brien & Sons", what: phones}, {name: Payroll, what: wages}'
    plan = planned(pack, f"suppliers: [{RECORDS}, {others}]\n", answers)

    of_each = {subject: light for (check, subject), light in lights(make_report(plan, looked(plan))).items()
               if check == "made.asked"}  # fmt: skip

    assert list(of_each.values()) == ["green", "red", "unknown"]
    assert list(of_each)[0::2] == ["s-example-records-ltd", "s-payroll"]
    assert list(of_each)[1].startswith("s-obrien-sons_")


def test_the_email_domain_of_a_supplier_is_looked_at_as_its_own_subject(pack: Path, dns_world: DnsWorld) -> None:
    plan = planned(pack, f"suppliers: [{RECORDS}]\n")

    report = make_report(plan, looked(plan, open_network(dns_world({"records.example": SPF}))))

    result = next(one for one in report.results if one.check_id == "made.seen")
    assert (result.subject_id, result.light) == ("s-example-records-ltd", "green")
    assert result.facts[0].source == "dns"
    assert result.facts[0].evidence in {one.id for one in report.evidence}


def test_a_supplier_without_an_email_domain_is_not_checked(pack: Path) -> None:
    plan = planned(pack, "suppliers: [{name: Payroll, what: wages}]\n")

    report = make_report(plan, looked(plan))

    (result,) = (one for one in report.results if one.check_id == "made.seen")
    assert result.unknown is not None
    assert (result.light, result.unknown.reason) == ("unknown", "no_answer")


def test_saved_facts_of_a_home_and_its_suppliers_come_back_unchanged(pack: Path) -> None:
    plan = planned(pack, f"{SITE}suppliers: [{RECORDS}]\n")
    collected = looked(plan)

    again = read_facts(write_facts(collected), "facts.json")

    assert again == collected
    assert with_all_subjects(plan, again) == again


def test_facts_saved_without_a_profile_get_its_home_and_suppliers_all_the_same(pack: Path) -> None:
    plan = planned(pack, f"{SITE}suppliers: [{RECORDS}]\n", "home: {of_home: {answer: yes, by: M, on: 2026-11-20}}\n")
    saved = Collected(MOMENT, MOMENT, False, ())

    collected = with_all_subjects(plan, saved)

    assert lights(make_report(plan, collected)) == {
        ("made.asked", "s-example-records-ltd"): "unknown",
        ("made.home", "home"): "green",
        ("made.seen", "s-example-records-ltd"): "unknown",
    }
    spf = collected.subjects[1].groups["spf"]
    assert isinstance(spf, Spf)
    assert spf.records == Unknown("not_seen", "not in the facts file")


@pytest.mark.parametrize("profile", ["domain-only", "survey"])
def test_where_only_domains_are_checked_no_home_is_asked(profile: str) -> None:
    plan = make_plan(Path(profile), domains=["good.example"])

    assert {seen.kind for seen in looked(plan).subjects} == {"domain"}


def test_a_scan_with_nothing_to_look_at_is_told() -> None:
    plan = make_plan(Path("domain-only"))

    with pytest.raises(UsageError, match="There is nothing to look at"):
        make_report(plan, looked(plan))
