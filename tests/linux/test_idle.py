"""When logins were last used, by the signs that signing in leaves."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.linux.idle import idle
from carecheck.look.linux.sign_ins import RECORD, SIGNED_IN, STARTED, Record, records_in
from carecheck.look.machine import Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.people import with_logins
from tests.linux.recorded import TODAY, computer

UPTIME = {"/proc/uptime": "86400.10 90000.00\n"}


def signed(kind: int, name: str, day: date) -> bytes:
    seconds = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
    return RECORD.pack(kind, 1, b"tty7", b"", name.encode(), b":0", 0, 0, 0, seconds, 0, bytes(16))


STARTS = signed(STARTED, "reboot", date(2026, 11, 21))
ALICE = signed(SIGNED_IN, "alice", date(2026, 3, 1))


def seen(wtmp: bytes | None = None, **more: object) -> RecordedMachine:
    files = dict(UPTIME) | {str(path): str(text) for path, text in more.items()}
    return with_logins(computer({**files, **({} if wtmp is None else {"/var/log/wtmp": wtmp})}))


def test_the_longest_unused_login_counts() -> None:
    told = idle(seen(STARTS + ALICE + signed(SIGNED_IN, "alice", date(2026, 4, 1))))

    assert (told.unused_since, told.all_used_since) == (date(2026, 4, 1), date(2026, 4, 1))


def test_the_login_that_works_here_is_used_today() -> None:
    assert idle(seen(STARTS + signed(SIGNED_IN, "alice", TODAY))).all_used_since == TODAY


def test_a_login_without_a_sign_may_be_new() -> None:
    told = idle(seen(STARTS))

    assert isinstance(told.all_used_since, Unknown)
    assert told.unused_since == TODAY  # of those that left a sign


def test_a_list_that_is_no_more_kept_does_not_say_that_nobody_came() -> None:
    told = idle(seen(signed(STARTED, "reboot", date(2025, 1, 1)) + ALICE))

    assert isinstance(told.unused_since, Unknown)


def test_signing_in_from_afar_may_leave_no_sign() -> None:
    machine = with_logins(computer({**UPTIME, "/var/log/wtmp": STARTS + ALICE, "/usr/sbin/sshd": "x"}))

    told = idle(machine)
    assert isinstance(told.unused_since, Unknown)
    assert isinstance(told.all_used_since, Unknown)


def test_a_recent_sign_is_enough_whatever_other_signs_there_may_be() -> None:
    came = signed(SIGNED_IN, "alice", date(2026, 11, 3))
    machine = with_logins(computer({**UPTIME, "/var/log/wtmp": STARTS + came, "/usr/sbin/sshd": "x"}))

    assert idle(machine).all_used_since == date(2026, 11, 3)


def test_an_unused_login_that_may_be_off_is_not_told_to_be_unused() -> None:
    machine = seen(STARTS + ALICE)
    unasked = {question: answer for question, answer in machine.answers.items() if "User1000" not in str(question)}

    told = idle(RecordedMachine(machine.about, unasked))

    assert isinstance(told.all_used_since, Unknown)
    assert told.unused_since == TODAY


def test_whoever_is_signed_in_now_is_seen() -> None:
    machine = with_logins(computer(UPTIME, folders=["/run/user/1000"]))

    assert idle(machine).all_used_since == TODAY


@pytest.mark.parametrize("tool", ["lastlog", "lastlog2"])
def test_the_tools_tell_of_the_last_sign_in(tool: str) -> None:
    rows = (
        "Username  Port  From  Latest\nalice     tty2        Mon Nov  9 08:15:00 +0000 2026\nbob  **Never logged in**\n"
    )
    machine = with_logins(computer(UPTIME))
    machine = RecordedMachine(machine.about, {**machine.answers, RunProgram((tool,)): Ran(0, rows.encode())})

    assert idle(machine).all_used_since == date(2026, 11, 9)


@given(st.binary(max_size=1200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    found = records_in(raw)

    assert isinstance(found, Unknown) or len(found) == len(raw) // RECORD.size


@given(
    st.integers(0, 9),
    st.text("abcdefghijklmnopqrstuvwxyz-_.", max_size=32),
    st.dates(date(1970, 1, 2), date(2038, 1, 1)),
)
def test_what_was_written_is_read(kind: int, name: str, day: date) -> None:
    assert records_in(signed(kind, name, day)) == [Record(kind, name, day)]
