"""Firewall rules that somebody wrote for nftables, as nft tells them to an administrator."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.linux.nftables import LIST, Rules, nftables_rules
from carecheck.look.machine import Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.recorded import computer

LO: dict[str, Any] = {"match": {"op": "==", "left": {"meta": {"key": "iif"}}, "right": "lo"}}
ACCEPT: dict[str, Any] = {"accept": None}


def condition(left: dict[str, Any], right: object, op: str = "==") -> dict[str, Any]:
    return {"match": {"op": op, "left": left, "right": right}}


CARD: dict[str, Any] = {"meta": {"key": "iifname"}}
STATE: dict[str, Any] = {"ct": {"key": "state"}}
DPORT: dict[str, Any] = {"payload": {"protocol": "tcp", "field": "dport"}}


def ruleset(policy: str = "drop", *rules: list[dict[str, Any]], family: str = "inet", hook: str = "input") -> str:
    place = {"family": family, "table": "t"}
    rows: list[dict[str, Any]] = [{"metainfo": {"version": "1.0.6"}}]
    rows.append({"chain": {**place, "name": "in", "hook": hook, "policy": policy}})
    rows += [{"rule": {**place, "chain": "in", "expr": list(rule)}} for rule in rules]
    return json.dumps({"nftables": rows})


def told(text: str, status: int = 0) -> Rules | Unknown:
    machine = computer()
    return nftables_rules(
        RecordedMachine(machine.about, {**machine.answers, RunProgram(LIST): Ran(status, text.encode())})
    )


@pytest.mark.parametrize(
    ("text", "keeps_out", "lets_all_in"),
    [
        (ruleset(), True, False),
        (ruleset("drop", [LO, ACCEPT]), True, False),
        (ruleset("drop", [LO, ACCEPT], [{"counter": {}}, ACCEPT]), True, True),
        (ruleset("drop", [{"jump": {"target": "more"}}]), True, None),
        (ruleset("drop", [condition(STATE, ["established", "related"], "in"), ACCEPT]), True, False),
        (ruleset("drop", [condition(DPORT, 22), ACCEPT]), True, False),
        (ruleset("drop", [condition(CARD, "eth0"), ACCEPT]), True, None),
        (ruleset("drop", [condition(CARD, "lo", "!="), ACCEPT]), True, None),
        (ruleset("drop", [condition(STATE, ["established", "new"], "in"), ACCEPT]), True, None),
        (ruleset("drop", [condition(DPORT, {"range": [1, 65535]}), ACCEPT]), True, None),
        (ruleset("accept"), False, True),
        (ruleset("drop", family="ip"), False, True),
        (ruleset("drop", hook="forward"), False, True),
    ],
)
def test_the_rules_keep_out_by_default_or_not(text: str, keeps_out: bool, lets_all_in: bool | None) -> None:
    rules = told(text)

    assert isinstance(rules, Rules)
    assert rules.keeps_out is keeps_out
    assert rules.lets_all_in is lets_all_in if lets_all_in is not None else isinstance(rules.lets_all_in, Unknown)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"nftables": []}', '{"nftables": [1]}', '{"nftables": {"a": 1}}'])
def test_an_answer_of_another_form_is_unreadable(text: str) -> None:
    assert isinstance(told(text), Unknown)


def test_a_refusal_is_told_as_such() -> None:
    assert told("", 1) == Unknown("needs_admin", "nft does not tell its rules")


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=5),
        lambda x: (
            st.lists(x, max_size=3)
            | st.dictionaries(st.sampled_from(["nftables", "chain", "rule", "metainfo", "expr", "hook"]), x, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_refused(value: object) -> None:
    assert isinstance(told(json.dumps({"nftables": value})), (Rules, Unknown))
