"""The parts of hiding at their borders: ids and addresses, texts, content that is no text."""

import gzip
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.look.hiding.content import cut, is_harmless, text_in, with_text_hidden
from carecheck.look.hiding.text import TextHider
from carecheck.look.machine import About
from carecheck.look.raw import look_raw
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.recording_writing import recording_text

FILETIME = (134398224000000000).to_bytes(8, "little")


def hider() -> TextHider:
    found = TextHider("windows")
    found.known.full_name("Anna Smith")
    found.known.login("anna")
    return found


@pytest.mark.parametrize(
    "text",
    [
        *("S-1-5-18", "S-1-5-32-544", "S-1-1-0", "127.0.0.1", "0.0.0.0", "255.255.255.0", "::1", "18:02:11"),
        *("Version 1.441.210.0", "26200.7171", "KB5070000", "getty@tty1.service", "getty@tty1.service.d"),
        *("e0789628-ce08-4437-be74-2495b842f43b", "http://go.microsoft.com/x", "C:\\Users\\Public\\x", "annabel"),
        *("C:\\Program Files\\Norton\\a.exe", "/etc/fstab", "</DPFrequency>", "2026-11-12T19:40:00+00:00"),
    ],
)
def test_what_is_the_same_everywhere_stays(text: str) -> None:
    assert hider().text(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("192.168.178.57", "192.168.0.1"),
        ("10.1.2.3", "10.0.0.1"),
        ("81.2.69.142", "203.0.113.1"),
        ("fe80::1c2d", "fe80::1"),
        ("2a02:c7f::9", "2001:db8::1"),
        ("00-1A-2B-3C-4D-5E", "02-00-00-00-00-01"),
        ("a4:5e:60:c1:22:33", "02:00:00:00:00:01"),
        ("0161 496 0123", "01632 960001"),
        ("S-1-5-21-1-2-3-1001", "S-1-5-21-1100000001-1100000001-1100000001-1001"),
        ("VK7JG-NPHTM-C97JM-9MPGT-3V66T", "AAAAA-AAAAA-AAAAA-AAAAA-A0001"),
        ("a.b@c.org", "person1@mail1.example"),
        ("Anna's, ANNA, anna_1", "Person1's, PERSON1, person1_1"),
        ("C:\\Users\\anna.OLD\\x", "C:\\Users\\person1.DOMAIN1\\x"),
        ("C:\\Users\\anna.000\\x", "C:\\Users\\person1.000\\x"),
        ("https://x:y@deb.our.org/", "https://person:secret@deb.computer1/"),
    ],
)
def test_what_tells_of_somebody_gets_another_of_its_kind(text: str, shown: str) -> None:
    assert hider().text(text) == shown


def test_the_same_name_gets_the_same_made_up_one() -> None:
    one = hider()

    assert one.text("10.1.2.3") == one.text("10.1.2.3")
    assert one.text("10.1.2.3") != one.text("10.1.2.4")


@given(st.text(max_size=60))
def test_any_text_can_be_gone_through(text: str) -> None:
    one = hider()

    assert one.text(text, serials=True) == one.text(text, serials=True)


@given(st.binary(max_size=80))
def test_nothing_hidden_leaves_bytes_as_they_were(raw: bytes) -> None:
    hidden = with_text_hidden(raw, lambda text: text)

    assert hidden is None or hidden == raw or text_in(hidden) == text_in(raw)


@pytest.mark.parametrize(
    ("raw", "harmless"),
    [
        *(
            (b"", True),
            (bytes(40), True),
            (b"\x01\x00", True),
            (FILETIME, True),
            (b"\x02\x00\x00\x00" + FILETIME, True),
        ),
        *((b"\xc0\xa8\xb2\x39", False), (b"\x00\x1a\x2b\x3c\x4d\x5e", False), (b"\xff" * 8, False), (b"a" * 12, False)),
    ],
)
def test_only_bytes_that_cannot_tell_of_anybody_are_harmless(raw: bytes, harmless: bool) -> None:
    assert is_harmless(raw) is harmless


def test_a_seal_is_given_only_where_nobody_can_guess_what_is_under_it() -> None:
    assert cut(b"x" * 6) == b"hidden: 6 bytes"
    assert cut(b"x" * 64).startswith(b"hidden: 64 bytes, sha256 ")


@pytest.mark.parametrize(
    "raw", ["anna".encode("utf-16-le"), "anna".encode("utf-16-be"), b"\xff\xfe" + "anna".encode("utf-16-le"), b"anna"]
)
@pytest.mark.parametrize("packed", [False, True])
def test_text_is_found_however_it_is_written(raw: bytes, packed: bool) -> None:
    hidden = with_text_hidden(gzip.compress(raw) if packed else raw, hider().text)

    assert hidden is not None
    assert text_in(hidden) == "person1"


def test_a_mac_gives_a_file_with_nothing_in_it_yet() -> None:
    mac = RecordedMachine(About("macos", date(2026, 11, 24), "/Users/anna", login="anna", host_name="annas-mac"), {})

    seen = look_raw(mac, "1")
    text = recording_text(seen.recording, seen.sections, seen.said)

    assert "anna" not in text
    assert RecordedMachine.from_text(text).about.home == "/Users/person1"
