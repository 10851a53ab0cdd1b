"""The records of MTA-STS and TLS-RPT: each rule once kept and once broken, and each look-up failing."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.transport import Transport
from carecheck.look.domain.transport import transport
from carecheck.look.lookups import Question
from tests.domain.judging import different_facts
from tests.domain.world import DANGLING, NO_DATA, SERVFAIL, Records, World

HOME: Final = "home.example"
STS: Final = f"_mta-sts.{HOME}"
RPT: Final = f"_smtp._tls.{HOME}"


def look(sts: Records = NO_DATA, rpt: Records = NO_DATA) -> Transport:
    return World({STS: {"TXT": sts}, RPT: {"TXT": rpt}}).look(transport, HOME)


@pytest.mark.parametrize(
    ("records", "state", "id_"),
    [
        (["v=STSv1; id=20261122"], "usable", "20261122"),
        (["v=STSv1;id=a;"], "usable", "a"),
        (["v=STSv1; id=a ; "], "usable", "a"),
        (["v=STSv1; id=Zz9"], "usable", "Zz9"),
        (["v=STSv1;\x0bid=a"], "unusable", None),
        (["v=STSv1; new=x y; id=a"], "usable", "a"),
        (["v=STSv1; id=a; id=b"], "usable", "a"),
        ([f"v=STSv1; id={'a' * 32}"], "usable", "a" * 32),
        (["verify=1", "v=STSv1; id=a"], "usable", "a"),
        ([f"v=STSv1; id={'a' * 33}"], "unusable", None),
        (["v=STSv1; id=2026-11-22"], "unusable", None),
        (["v=STSv1; id="], "unusable", None),
        (["v=STSv1; ID=a"], "unusable", None),
        (["v=STSv1;"], "unusable", None),
        (["v=STSv1; id=a; words"], "unusable", None),
        (["v=STSv1; id=a;; new=x"], "unusable", None),
        (["v=STSv1; id=a", "v=STSv1; id=a"], "several", None),
        (["v=STSv1; id=a", "v=STSv1;"], "several", None),
        (["v=stsv1; id=a"], "none", None),
        ([" v=STSv1; id=a"], "none", None),
        (["v=STSv1 id=a"], "none", None),
        (["v=STSv2; id=a"], "none", None),
        (DANGLING, "none", None),
        (NO_DATA, "none", None),
        (SERVFAIL, SERVFAIL, SERVFAIL),
    ],
)
def test_a_policy_record_needs_an_id(records: Records, state: object, id_: object) -> None:
    facts = look(sts=records)

    assert (facts.mta_sts, facts.mta_sts_id) == (state, id_)


@pytest.mark.parametrize(
    ("records", "state", "addresses"),
    [
        (["v=TLSRPTv1; rua=mailto:a@home.example"], "usable", ("mailto:a@home.example",)),
        (["v=TLSRPTv1;rua=https://home.example/tls"], "usable", ("https://home.example/tls",)),
        (
            ["v=TLSRPTv1; rua=mailto:a@b.example, https://b.example"],
            "usable",
            ("mailto:a@b.example", "https://b.example"),
        ),
        (["v=TLSRPTv1; rua=x, mailto:a@home.example"], "usable", ("mailto:a@home.example",)),
        (["v=TLSRPTv1; rua=a@home.example"], "unusable", ()),
        (["v=TLSRPTv1; rua=http://home.example/"], "unusable", ()),
        (["v=TLSRPTv1; rua="], "unusable", ()),
        (["v=TLSRPTv1; x=y"], "unusable", ()),
        (["v=TLSRPTv1;"], "unusable", ()),
        (["v=TLSRPTv1; rua=mailto:a@b.example"] * 2, "several", ()),
        (["v=TLSRPTv1 rua=mailto:a@b.example"], "none", ()),
        (["v=TLSRPTv2; rua=mailto:a@b.example"], "none", ()),
        (NO_DATA, "none", ()),
        (SERVFAIL, SERVFAIL, SERVFAIL),
    ],
)
def test_a_record_for_reports_needs_an_address(records: Records, state: object, addresses: object) -> None:
    facts = look(rpt=records)

    assert (facts.tls_reports, facts.tls_reports_to) == (state, addresses)


def test_both_records_are_asked_side_by_side() -> None:
    world = World({HOME: {"TXT": ["x"]}})

    world.look(transport, HOME)

    assert world.rounds == [{Question(STS, "TXT"), Question(RPT, "TXT")}]


TEXTS: Final = st.lists(
    st.one_of(
        st.sampled_from(["v=STSv1; id=a", "v=TLSRPTv1; rua=mailto:a@b.example", "x"]),
        st.binary(max_size=60).map(lambda tail: b"v=STSv1;" + tail),
        st.binary(max_size=60).map(lambda tail: b"v=TLSRPTv1; rua=" + tail),
    ),
    max_size=3,
)


@given(TEXTS, TEXTS, st.sets(st.sampled_from([STS, RPT])))
def test_no_gap_makes_a_fact_claim_something_else(sts: Records, rpt: Records, gaps: set[str]) -> None:
    rows = {name: {"TXT": records} for name, records in ((STS, sts), (RPT, rpt))}
    partly = World(rows, {Question(name, "TXT"): SERVFAIL for name in gaps})  # type: ignore[arg-type]

    assert different_facts(partly.look(transport, HOME), look(sts, rpt)) == []
