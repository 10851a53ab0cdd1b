"""A survey says of each domain what a scan says of it, whatever it remembers of the others."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from carecheck.facts.domain import Domain
from carecheck.facts.model import FactGroup, Unknown
from carecheck.facts.spf import Spf
from carecheck.judge.verdict import decide
from carecheck.judge.worlds import World
from carecheck.look.dns_network import DnsNetwork, addresses_of
from carecheck.look.dns_tries import Servers
from carecheck.look.network import parse_name_server
from carecheck.look.rounds import look_at_domain
from carecheck.plan import Plan, make_plan
from carecheck.shipped import shipped
from carecheck.survey.judging import Judging
from carecheck.survey.looking import Looking
from carecheck.survey.names import Entry
from carecheck.survey.network import Ceiling, SurveyNetwork, run
from carecheck.survey.rows import Row
from tests.benchmarks.survey_world import homes
from tests.conftest import DnsWorld

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """What a survey looks at."""
    return make_plan(shipped("profiles") / "survey.yaml")


def surveyed(names: Iterable[str], looking: Looking, address: str) -> list[Row]:
    """The rows of these domains, looked at side by side by one process."""

    async def look() -> list[Row]:
        network = SurveyNetwork(Servers(addresses_of(parse_name_server(address))), Ceiling(0), 1.25)
        rows = await asyncio.gather(*(looking.at(Entry(0, name, name), network, TODAY) for name in names))
        network.close()
        return rows

    return run(look())


def lights_of(groups: dict[str, FactGroup], plan: Plan) -> dict[str, tuple[str, str]]:
    """What the checks say about these facts, each time from the start."""
    told: dict[str, tuple[str, str]] = {}
    for check in plan.checks_of("domain"):
        found = decide(check, World("domain", TODAY, groups, limits=plan.profile.limits_of(check)))
        because = found.rule.code if found.rule else found.gaps[0].unknown.reason if found.gaps else ""
        told[check.id] = (found.light, because)
    return told


def test_a_survey_says_what_a_scan_says(plan: Plan, dns_world: DnsWorld) -> None:
    names, zone = homes(60)
    address = dns_world({".": zone})
    looking = Looking.by(plan)
    network = DnsNetwork(addresses_of(parse_name_server(address)))
    scanned = {name: lights_of(look_at_domain(name, looking.probes, network)[0], plan) for name in names}
    network.close()

    first, again = surveyed(names, looking, address), surveyed([*names, *names], looking, address)

    assert {row.domain: row.checks for row in first} == scanned
    assert again == [*first, *first]


def test_without_questions_known_beforehand_the_rows_are_the_same(plan: Plan, dns_world: DnsWorld) -> None:
    names, zone = homes(30)
    address = dns_world({".": zone})
    looking = Looking.by(plan)

    assert surveyed(names, replace(looking, first=()), address) == surveyed(names, looking, address)


def test_what_the_same_facts_came_to_is_not_told_of_others(plan: Plan) -> None:
    judging = Judging(plan.checks["email.spf"], plan.profile.limits_of(plan.checks["email.spf"]))
    domain = Domain(exists=True, is_own=True, owner="own", has_mail=True)
    late, refused = Spf.all_unknown(Unknown("timed_out")), Spf.all_unknown(Unknown("no_reply"))
    read = [late, refused, *(late.with_facts(records=number) for number in range(3))]
    worlds: list[dict[str, FactGroup]] = [{}, *({"domain": domain, "spf": spf} for spf in read)]
    expected = [lights_of(groups, plan)["email.spf"] for groups in worlds]

    told = [[judging.told(groups, TODAY) for groups in worlds] for _ in range(2)]

    assert told == [expected, expected]
    assert len(set(expected)) > 3
