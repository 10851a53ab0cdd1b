"""Inputs that are nearly right: a real one, changed in a few places. They reach further than random bytes do.

`mutated(seeds)` is the strategy of the tests here; `random_input` makes the same changes, faster, for the long run.
"""

import random
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, get_args

from hypothesis import strategies as st

Way = Literal["flip", "put", "cut", "keep", "repeat", "splice"]
WAYS: Final[tuple[Way, ...]] = get_args(Way)

MOST_BYTES: Final = 100_000  # of an input: enough for a parser to show how its time grows
MOST_CHANGES: Final = 5
MOST_REPEATS: Final = 3_000

# What is hard to read: the signs of the small languages that are read here, numbers without end, days that no calendar
# has, what no text holds, and letters that look like digits or spaces, or grow when their case is changed.
TOKENS: Final[tuple[bytes, ...]] = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\n", b"\n\n", b"\t", b" ", b"\x1b[31m", b"\x7f", b"\xa0"),
    *(
        letter.encode()
        for letter in ("\u2028", "\u202e", "\u200b", "\x85", "\ufffd", "²", "٣", "ß", "İ", "𝟘", "½", "ﬁ")
    ),
    *(b"0", b"1", b"-1", b"00", b"1e999", b"1e5", b"nan", b"inf", b"0x7f", b"4294967296", b"9" * 30, b"9" * 5_000),
    *(b"2026-02-30", b"9999-12-31", b"0001-01-01", b"0000-00-00", b"-292277022657", b"T24:00:00+99:00", b"Z"),
    *(b"true", b"null", b"yes", b"no", b"{}", b"[]", b'""', b"{", b"}", b"[", b"]", b"(", b")", b"<", b">", b"</"),
    *(b'"', b"'", b"\\", b"\\u0000", b"\\ud800", b"/", b"..", b"~", b"$", b"%", b"%s", b"%{i}", b"{0}", b"&#0;", b"&a"),
    *(
        b"=",
        b":",
        b";",
        b",",
        b".",
        b"#",
        b"@",
        b"!",
        b"*",
        b"|",
        b"+",
        b"-",
        b"?",
        b"&",
        b"^",
        b"`",
        b"!!python/x ",
        b"- ",
    ),
    *(b"\x80", b"\xc0\x0c", b"\x30\x84\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\xff" * 8, b"\0" * 16),
)


class Change(NamedTuple):
    """One change: what is done, where, to how many bytes, how often, and with which bytes."""

    way: Way
    at: int
    size: int
    times: int
    piece: bytes


def changed(raw: bytes, changes: Sequence[Change], other: bytes) -> bytes:
    """An input after all changes; `other` is a second real one, whose end may come in the place of its own."""
    for way, at, size, times, piece in changes:
        at %= len(raw) + 1
        match way:
            case "flip":
                raw = raw[:at] + bytes(byte ^ 1 << times % 8 for byte in raw[at : at + 1]) + raw[at + 1 :]
            case "put":
                raw = raw[:at] + piece + raw[at + (size if times % 2 else 0) :]
            case "cut":
                raw = raw[:at] + raw[at + size :]
            case "keep":
                raw = raw[:at]
            case "repeat":
                raw = raw[:at] + raw[at : at + size] * times + raw[at + size :]
            case "splice":
                raw = raw[:at] + other[size * 7 % (len(other) + 1) :]
        raw = raw[:MOST_BYTES]
    return raw


def mutated(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Real inputs with a few changes, and now and then something else altogether."""
    one = st.sampled_from(seeds)
    return st.builds(changed, one, st.lists(_CHANGES, max_size=MOST_CHANGES), one) | st.binary(max_size=60)


_CHANGES: Final = st.builds(
    Change,
    st.sampled_from(WAYS),
    st.integers(0, MOST_BYTES),
    st.integers(0, 60),
    st.integers(0, 40) | st.sampled_from([300, MOST_REPEATS]),
    st.sampled_from(TOKENS) | st.binary(min_size=1, max_size=4),
)


def random_input(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """The same without hypothesis."""
    changes = [_random_change(chance) for _ in range(chance.randint(1, MOST_CHANGES))]
    return changed(chance.choice(seeds), changes, chance.choice(seeds))


def _random_change(chance: random.Random) -> Change:
    return Change(
        chance.choice(WAYS),
        chance.randint(0, MOST_BYTES),
        int(chance.paretovariate(0.6)) % 200,
        MOST_REPEATS if chance.random() < 0.02 else chance.randint(0, 40),
        chance.choice(TOKENS) if chance.random() < 0.7 else chance.randbytes(chance.randint(1, 4)),
    )
