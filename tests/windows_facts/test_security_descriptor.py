"""Who may do what, read from the bytes of a security descriptor."""

import struct
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.look.security_descriptor import Entry, access_list

EVERYONE: Final = struct.pack("<BB6sI", 1, 1, (1).to_bytes(6, "big"), 0)
GUESTS: Final = struct.pack("<BB6sII", 1, 2, (5).to_bytes(6, "big"), 32, 546)


def ace(form: int, mask: int, sid: bytes) -> bytes:
    return struct.pack("<BBHI", form, 0, 8 + len(sid), mask) + sid


def descriptor(*aces: bytes, control: int = 0x8004) -> bytes:
    body = b"".join(aces)
    acl = struct.pack("<BBHHH", 2, 0, 8 + len(body), len(aces), 0) + body
    return struct.pack("<BBHIIII", 1, 0, control, 0, 0, 0, 20) + acl


def test_each_line_says_who_may_do_what_and_who_may_not() -> None:
    raw = descriptor(ace(1, 0x1F01FF, GUESTS), ace(0, 0x1200A9, EVERYONE))

    assert access_list(raw) == [Entry("S-1-5-32-546", 0x1F01FF, "deny"), Entry("S-1-1-0", 0x1200A9, "allow")]


def test_a_line_of_another_form_is_told_as_such() -> None:
    assert access_list(descriptor(ace(5, 1, EVERYONE))) == [Entry("", 0, "other")]


def test_an_empty_list_is_not_the_same_as_none() -> None:
    assert access_list(descriptor()) == []
    assert access_list(descriptor(control=0x8000)) is None
    assert access_list(struct.pack("<BBHIIII", 1, 0, 0x8004, 0, 0, 0, 0)) is None


@pytest.mark.parametrize("control", [0x0004, 0x0000])
def test_a_descriptor_whose_parts_lie_elsewhere_is_refused(control: int) -> None:
    with pytest.raises(ValueError, match="self-relative"):
        access_list(descriptor(control=control))


@given(st.integers(1, 43))
def test_a_descriptor_that_was_cut_off_is_never_taken_for_a_whole_one(cut: int) -> None:
    raw = descriptor(ace(0, 0x1200A9, EVERYONE), ace(0, 0x1F01FF, GUESTS))

    with pytest.raises(ValueError, match="cut off"):
        access_list(raw[:-cut])


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_read_or_refused(raw: bytes, like_one: bool) -> None:
    try:
        found = access_list(descriptor()[:20] + raw if like_one else raw)
    except ValueError:
        return

    assert found is None or all(entry.kind in ("allow", "deny", "other") for entry in found)
