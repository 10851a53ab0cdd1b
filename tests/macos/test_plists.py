"""Property lists, whatever stands in them."""

import plistlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown, fact_fields
from carecheck.look.hiding.property_lists import plist_in, with_plist_hidden
from carecheck.look.machine import Answer, Machine, Question, Ran, ReadFile, RunProgram
from carecheck.look.macos.plists import Plist, parse_plist, parse_rows
from carecheck.look.probes import probes_for
from tests.machine.reassurance import look
from tests.macos.macs import mac

LEAVES = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**64 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20),
    st.binary(max_size=20),
    st.datetimes().map(lambda moment: moment.replace(microsecond=0)),
)
KEYS = st.sampled_from(
    [
        "RecommendedUpdates",
        "Destinations",
        "SnapshotDates",
        "idleTime",
        "LastSuccessfulDate",
        "globalstate",
        "Name",
        "x",
    ]
)
PLISTS = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)
FORMS = st.sampled_from([plistlib.FMT_XML, plistlib.FMT_BINARY])


def getters(found: Plist, key: str) -> list[Any]:
    return [
        found.flag(key),
        found.number(key),
        found.text(key),
        found.texts(key),
        found.moment(key),
        found.moments(key),
        found.inner(key),
        found.rows(key),
    ]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_property_list_or_unreadable(raw: bytes) -> None:
    for start in (b"", b"bplist00", b"<?xml version='1.0'?><plist>"):
        assert isinstance(parse_plist(start + raw, "x"), (Plist, Unknown))
        assert isinstance(parse_rows(start + raw, "x"), (tuple, Unknown))


@given(PLISTS, FORMS, st.integers(0, 2000), st.integers(0, 255))
def test_a_damaged_property_list_never_raises(content: Any, form: Any, place: int, byte: int) -> None:
    raw = bytearray(plistlib.dumps(content, fmt=form))
    raw[place % len(raw)] = byte

    assert isinstance(parse_plist(bytes(raw), "x"), (Plist, Unknown))


@given(st.dictionaries(KEYS, PLISTS, max_size=6), FORMS)
def test_each_value_comes_out_in_its_form_or_not_at_all(content: dict[str, Any], form: Any) -> None:
    found = parse_plist(plistlib.dumps(content, fmt=form), "x")

    assert isinstance(found, Plist)
    for key in content:
        forms = [type(one) for one in getters(found, key)]
        allowed = [(bool,), (int,), (str,), (tuple,), (datetime,), (tuple,), (Plist,), (tuple,)]
        assert all(form is Unknown or form in may for form, may in zip(forms, allowed, strict=True))
    assert getters(found, "not there") == [None] * 8


def test_moments_are_in_utc() -> None:
    at = datetime(2026, 11, 21, 18, 2, 3, tzinfo=UTC)
    found = parse_plist(plistlib.dumps({"at": at.replace(tzinfo=None)}), "x")

    assert isinstance(found, Plist)
    assert found.moment("at") == at


@pytest.mark.parametrize(
    "raw",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><plist><dict><key>a</key><string>&a;</string></dict></plist>',
        b"<?xml version='1.0'?><plist>" + b"<array>" * 20_000,
        b"<?xml version='1.0'?><plist><dict><key>a</key><date>yesterday</date></dict></plist>",
        b"<?xml version='1.0'?><plist><dict><key>a</key><integer>many</integer></dict></plist>",
        b"<?xml version='1.0'?><plist><dict><string>no key</string></dict></plist>",
        b"bplist00" + b"\xff" * 40,
    ],
)
def test_a_hostile_property_list_is_unreadable(raw: bytes) -> None:
    assert isinstance(parse_plist(raw, "x"), Unknown)


class _Odd(Machine):
    """A Mac on which every property list holds something else."""

    def __init__(self, inner: Machine, content: Any, form: Any) -> None:
        self.about = inner.about
        self._inner, self._raw = inner, plistlib.dumps(content, fmt=form)

    def ask(self, question: Question) -> Answer:
        answer = self._inner.ask(question)
        match question, answer:
            case RunProgram(), Ran(_, out) if b"<plist" in out:
                return Ran(0, self._raw)
            case ReadFile(), bytes() if b"plist" in answer[:200]:
                return self._raw
            case _:
                return answer


@given(PLISTS | st.dictionaries(KEYS, PLISTS, max_size=6), FORMS)
def test_no_probe_breaks_on_odd_property_lists(content: Any, form: Any) -> None:
    machine = _Odd(mac("good_26"), content, form)

    for probe in probes_for("macos").values():
        told = look(probe, machine)

        gaps = [getattr(told, name) for name in fact_fields(type(told))]
        assert not [gap for gap in gaps if isinstance(gap, Unknown) and gap.reason == "our_fault"], probe.group


@given(PLISTS, FORMS)
def test_hiding_leaves_what_is_no_text(content: Any, form: Any) -> None:
    raw = plistlib.dumps(content, fmt=form)

    hidden = with_plist_hidden(raw, lambda _, text: text)

    assert hidden is not None
    assert plist_in(hidden) == without_bytes(plist_in(raw))


def without_bytes(value: Any) -> Any:
    match value:
        case bytes():
            return b"hidden" if value else value
        case list():
            return [without_bytes(one) for one in value]
        case dict():
            return {key: without_bytes(one) for key, one in value.items()}
        case _:
            return value


def test_names_are_hidden_in_a_packed_list_and_behind_a_line_of_words() -> None:
    def hide(_: str, text: str) -> str:
        return text.replace("Anna", "Person1")

    packed = with_plist_hidden(plistlib.dumps({"Anna": ["of Anna", b"Anna"]}, fmt=plistlib.FMT_BINARY), hide)
    behind = with_plist_hidden(b"Policies of Anna\n" + plistlib.dumps({"x": "Anna"}), hide)

    assert packed is not None
    assert plist_in(packed) == {"Person1": ["of Person1", b"hidden"]}
    assert behind is not None
    assert behind.startswith(b"Policies of Person1\n<?xml")
    assert b"Anna" not in behind
