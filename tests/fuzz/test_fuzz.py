"""No input from outside breaks its parser: a few of each row here, many more with `python -m tests.fuzz`."""

from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings

from carecheck.look.whole_letters import in_whole_letters
from carecheck.look.windows.installed import version_numbers
from carecheck.look.windows_questions import RegistryValue, Told
from tests.campaign.counting import Tried
from tests.fuzz.mutations import mutated
from tests.fuzz.rows import Row
from tests.fuzz.table import ROWS

# All rows together take half a minute of the processor.
FEW: Final = settings(
    max_examples=50,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

# The smallest inputs that once broke something.
FOUND: Final = (
    ("internet.exposed", b'application/json\n{"ip": "\x9e"}'),
    ("facts", b'"\xe4"'),
    ("facts", b'{"elevated":false,"finished_at":"2026-11-25T09:30:00Z","started_at":"2026-11-26T09:30:00Z","subjects":[]}'),
    ("facts", b'{"elevated":false,"finished_at":"9999-12-31T09:30:00Z","started_at":"9999-12-31T09:30:00Z","subjects":[]}'),
    ("survey", b'"\xe1"'),
    ("survey", b'{"started_at":"2026-11-22T09:00:00Z","asked":"","checks":[],"version":"","data":{}}\n"\xe3"'),
    ("recording", 'kind: carecheck.recording\nanswers: [{read: /x, base64: "½"}]'.encode()),
    ("check", b'id: "a\\0b"'),
    ("condition", b"7or today"),
    ("linux.antivirus", b"\x00\x101 0 d\n1 " + b"9" * 5_000 + b" ps\n"),
    ("linux.idle", b"\x00\x14dave:" + b"9" * 5_000),
    ("macos.antivirus", b"\x00%Version: 5 Installed: 2026-27-01 21:53:58 +0000"),
    ("linux.programs", b"\x00\x0cPackage: dpkg\nVersion: 2\nArchitecture: \xed\nStatus: n"),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_real_input_with_a_few_changes_breaks_nothing(row: Row, tried: Tried) -> None:
    @FEW
    @given(mutated(row.seeds))
    def feed(raw: bytes) -> None:
        tried("inputs made to confuse")
        row.feed(raw)

    feed()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_was_really_seen_is_read(row: Row) -> None:
    for seed in row.seeds:
        row.feed(seed)


@pytest.mark.parametrize(("name", "raw"), FOUND)
def test_what_once_broke_a_parser_does_so_no_more(name: str, raw: bytes, tried: Tried) -> None:
    tried("inputs made to confuse")
    next(row for row in ROWS if row.name == name).feed(raw)


def test_a_version_of_five_thousand_digits_is_none() -> None:
    assert (version_numbers("9" * 5000), version_numbers("8.0.2020.8")) == (None, (8, 0, 2020, 8))


def test_half_a_letter_of_windows_becomes_a_sign_of_damage() -> None:
    told = in_whole_letters(Told({"count": 1, "rows": [{"name": "a\ud800b"}]}))

    assert told == Told({"count": 1, "rows": [{"name": "a\ufffdb"}]})
    assert in_whole_letters(RegistryValue("REG_MULTI_SZ", ("\udfff", "x"))) == RegistryValue(
        "REG_MULTI_SZ", ("\ufffd", "x")
    )
