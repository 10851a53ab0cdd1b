"""What is claimed while answers are missing: nothing that the missing answers could make untrue."""

from collections.abc import Mapping
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecheck.facts.model import Unknown, fact_fields
from carecheck.facts.spf import Spf
from carecheck.look.domain.spf import spf
from carecheck.look.lookups import Question, RecordType
from tests.domain.judging import light_and_code
from tests.domain.spf.worlds import HOME, world_with
from tests.domain.world import DANGLING, NO_DATA, SERVFAIL, TIMED_OUT, Records, World

OTHERS: Final = {
    "shut.example": "v=spf1 a:host.example exists:%{d}.nowhere.example ip4:192.0.2.1 -all",
    "open.example": "v=spf1 include:shut.example +all",
    "outer.example": "v=spf1 include:shut.example ?include:open.example mx:mail.example -all",
    "eight.example": f"v=spf1 {'a:host.example ' * 8}-all",
    "bad.example": "v=spf1 moo",
    "old.example": "v=spf1 ptr ~all",
    f"_spf.{HOME}": "v=spf1 ip4:10.0.0.0/8 -all a",
}
RECORDS: Final = [
    "v=spf1 a mx -all",
    "v=spf1 a mx ptr include:outer.example ~all",
    "v=spf1 include:outer.example redirect=shut.example",
    "v=spf1 mx/0 a:host.example//0 -all",
    "v=spf1 include:open.example -all",
    "v=spf1 ?include:open.example -all",
    "v=spf1 include:eight.example -all",
    "v=spf1 a include:eight.example -all",
    "v=spf1 include:bad.example -all",
    "v=spf1 a:x1.example a:x2.example exists:x3.example -all",
    "v=spf1 a:x1.example mx:x2.example include:shut.example -all",
    "v=spf1 redirect=open.example",
    f"v=spf1 include:_spf.{HOME} -all",
    f"v=spf1 redirect=_spf.{HOME}",
    "v=spf1 include:old.example -all",
    "v=spf1 -all",
]
FAILURES: Final = [SERVFAIL, TIMED_OUT, Unknown("unreadable", "FORMERR")]


@pytest.mark.parametrize("record", RECORDS)
def test_a_failure_at_any_question_never_claims_what_is_not_so(record: str) -> None:
    world = world_with(record, OTHERS)
    wholly = world.look(spf, HOME)

    for question in world.asked():
        for failure in FAILURES:
            partly = world.but(question, failure).look(spf, HOME)

            assert contradictions(partly, wholly) == [], question


@pytest.mark.parametrize("record", RECORDS)
def test_a_failure_at_any_question_gives_no_green_and_is_never_called_missing(record: str) -> None:
    world = world_with(record, OTHERS)
    light, _ = light_and_code("email.spf", world, HOME)
    world.look(spf, HOME)

    for question in [*world.asked(), Question(HOME, "MX")]:
        partly, code = light_and_code("email.spf", world.but(question, SERVFAIL), HOME)

        assert partly != "green" or light == "green", question
        assert code not in ("missing", "missing_no_mail")


def test_an_unread_list_is_unknown_with_its_reason() -> None:
    facts = world_with("v=spf1 -all").but(Question(HOME, "TXT"), SERVFAIL).look(spf, HOME)

    assert facts == Spf.all_unknown(SERVFAIL)


NAMES: Final = ["a.example", "b.example", "c.example", f"_spf.{HOME}", "gone.example"]
SPECS: Final = [*NAMES[:-1], *NAMES, "%{d}", "x.%{o}", "%{i}.a.example"]


def _terms() -> st.SearchStrategy[str]:
    sign = st.sampled_from(["", "-", "~", "?"])
    spec = st.sampled_from(SPECS)
    prefix = st.sampled_from(["", "", "", "/0", "/1", "/8", "//0", "/24//64"])
    ranges = st.sampled_from(
        ["ip4:0.0.0.0/0", "ip4:0.0.0.0/1", "ip4:128.0.0.0/1", "ip4:10.0.0.0/8", "ip4:192.0.2.1", "ip6:2000::/3"]
    )
    named = st.builds("{}:{}".format, st.sampled_from(["include", "include", "exists", "ptr"]), spec)
    hosts = st.builds("{}:{}{}".format, st.sampled_from(["a", "mx"]), spec, prefix)
    bare = st.sampled_from(["a", "mx", "a", "mx", "a/0", "ptr", "all", "moo"])
    return st.builds("{}{}".format, sign, st.one_of(ranges, named, named, hosts, bare))


def _texts() -> st.SearchStrategy[str]:
    endings = st.sampled_from(["-all", "~all", "-all", "~all", "?all", "+all", ""])
    redirect = st.builds("redirect={}".format, st.sampled_from(SPECS))
    ending = st.one_of(endings, endings, redirect)
    return st.builds("v=spf1 {} {}".format, st.lists(_terms(), max_size=4).map(" ".join), ending)


def _rows(*, sure: bool) -> st.SearchStrategy[Mapping[RecordType, Records]]:
    """The records of one name, with one SPF record if that is to be sure."""
    text: st.SearchStrategy[Records] = _texts().map(lambda text: [text])
    others: list[Records] = [NO_DATA, DANGLING, ["v=spf1 -all", "v=spf1"]]
    hosts: list[Records] = [NO_DATA, [(10, "a.example")], [(10, "b.example"), (20, "gone.example")], [(0, "")]]
    strategies: dict[RecordType, st.SearchStrategy[Records]] = {
        "TXT": text if sure else st.one_of(text, st.sampled_from(others)),
        "MX": st.sampled_from(hosts),
        "A": st.sampled_from([["192.0.2.1"], ["192.0.2.1"], NO_DATA]),
        "AAAA": st.sampled_from([NO_DATA, ["2001:db8::1"]]),
    }
    return st.fixed_dictionaries(strategies)


@settings(max_examples=300, deadline=None)
@given(
    st.fixed_dictionaries({name: _rows(sure=name in (HOME, "a.example", "b.example")) for name in (HOME, *NAMES[:-1])}),
    st.sets(st.tuples(st.sampled_from([HOME, *NAMES]), st.sampled_from(["TXT", "MX", "A", "AAAA"]))),
    st.sampled_from(FAILURES),
)
def test_no_failures_in_any_world_claim_what_is_not_so(
    rows: Mapping[str, Mapping[RecordType, Records]], failing: set[tuple[str, RecordType]], failure: Unknown
) -> None:
    whole = World(rows)
    part = World(rows, {Question(name, kind): failure for name, kind in failing})

    wholly, partly = whole.look(spf, HOME), part.look(spf, HOME)

    assert contradictions(partly, wholly) == []
    if light_and_code("email.spf", part, HOME)[0] == "green":
        assert light_and_code("email.spf", whole, HOME)[0] == "green"


def contradictions(partly: Spf, wholly: Spf) -> list[str]:
    """The facts that claim something else with gaps than they do when all is known; there must be none.

    Bounds may be lower. Over the limit of look-ups the walk ends early, so that its other claims are fewer.
    """
    claims = {name: (getattr(partly, name), getattr(wholly, name)) for name in fact_fields(Spf)}
    lookups, all_lookups = claims.pop("lookups_at_least")
    faults, all_faults = claims.pop("faults")
    over = all_lookups == 11
    wrong = [
        f"{name}: {part} instead of {whole}"
        for name, (part, whole) in claims.items()
        if not isinstance(part, Unknown) and part != whole and not (over and isinstance(whole, Unknown))
    ]
    if not isinstance(lookups, Unknown) and lookups > all_lookups:
        wrong.append(f"look-ups: {lookups} instead of {all_lookups}")
    if not isinstance(faults, Unknown) and not over and not set(faults) <= set(all_faults):
        wrong.append(f"faults: {faults} instead of {all_faults}")
    return wrong


@pytest.mark.parametrize(
    "term", ["a:slow.example/0", "mx:slow.example/0", "exists:slow.example", "a:%{l}", "exists:%{l}"]
)
def test_a_part_of_an_included_record_that_may_let_everyone_send_stays_open(term: str) -> None:
    world = world_with("v=spf1 include:shop.example -all", {"shop.example": f"v=spf1 {term} -all"})
    for kind in ("A", "AAAA", "MX"):
        world = world.but(Question("slow.example", kind), TIMED_OUT)

    facts = world.look(spf, HOME)

    assert isinstance(facts.passes_everyone, Unknown)


@pytest.mark.parametrize("sign", ["+", "?"])
def test_a_range_that_is_not_asked_for_past_the_limit_stays_open(sign: str) -> None:
    facts = world_with(f"v=spf1 {'a:host.example ' * 10}{sign}a:host.example/0 -all", {}).look(spf, HOME)

    assert isinstance(facts.passes_everyone, Unknown) is (sign == "+")
    assert facts.passes_everyone is False or facts.passes_everyone == Unknown(
        "not_seen", "not looked at: over the limit of 10 look-ups"
    )


def test_a_record_that_was_not_read_is_named_in_the_reason() -> None:
    world = world_with("v=spf1 include:slow.example -all", {}).but(Question("slow.example", "TXT"), TIMED_OUT)

    assert world.look(spf, HOME).broken == Unknown("timed_out", "TXT slow.example: no answer in 6 s")
