"""The facts file: what was seen goes in and out unchanged, and what strangers put into it is refused or cleaned."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.errors import CannotRun
from carecheck.facts.backup import Backup
from carecheck.facts.model import Unknown
from carecheck.lights import REASONS
from carecheck.look.collected import Collected, Seen, read_facts, write_facts
from carecheck.look.evidence import Evidence

MOMENT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
BACKUP = Backup(methods=("restic",), copies=Unknown("needs_admin", "a folder"), newest=date(2026, 11, 20))


def collected(backup: Backup = BACKUP) -> Collected:
    seal = Evidence("file", "~/.config/restic", "0" * 64, ("home",))
    seen = Seen("d-1", "computer", "OFFICE-PC", {"backup": backup}, {"backup": (seal,)}, MOMENT, "desktop", "linux")
    return Collected(MOMENT, MOMENT, False, (seen,))


unknowns = st.builds(Unknown, st.sampled_from(sorted(REASONS)))
names = st.lists(st.text("abc", min_size=1, max_size=5), max_size=3).map(tuple)
backups = st.builds(Backup, methods=names | unknowns, copies=names | unknowns, newest=st.dates() | st.none() | unknowns)


@given(backups)
def test_what_was_seen_comes_back_unchanged(backup: Backup) -> None:
    assert read_facts(write_facts(collected(backup)), "facts.json") == collected(backup)


def test_the_same_facts_give_the_same_bytes() -> None:
    assert write_facts(collected()) == write_facts(collected())


def changed(**facts: Any) -> bytes:
    content = json.loads(write_facts(collected()))
    content["subjects"][0]["facts"].update({name.replace("__", "."): value for name, value in facts.items()})
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (
            changed(backup__newst="2026-11-20"),
            "knows no fact 'backup.newst' of a computer; did you mean 'backup.newest'?",
        ),
        (changed(spf__records=1), "knows no fact 'spf.records' of a computer"),
        (changed(backup__newest_age_days=1), "knows no fact 'backup.newest_age_days'"),
        (changed(backup__newest="yesterday"), "cannot be the fact 'backup.newest'"),
        (changed(backup__methods=None), "cannot be the fact 'backup.methods'"),
        (changed(backup__methods="restic"), "cannot be the fact 'backup.methods'"),
        (changed(updates__automatic="sometimes"), "cannot be the fact 'updates.automatic'"),
        (changed(updates__security_waiting=True), "cannot be the fact 'updates.security_waiting'"),
        (changed(backup__newest={"unknown": "whatever"}), "is not a whole facts file"),
        (write_facts(collected())[:-40], "is not a whole facts file"),
        (write_facts(collected()).replace(b"carecheck.facts", b"carecheck.other"), "is not a whole facts file"),
        (write_facts(collected()).replace(b'"1.0"', b'"2.0"'), "is not a whole facts file"),
        (b"[" * 100_000, "is not a whole facts file"),
        (b" " * 20_000_001, "is larger than 20 MB"),
    ],
)
def test_a_wrong_facts_file_is_refused_with_its_name(raw: bytes, told: str) -> None:
    with pytest.raises(CannotRun) as error:
        read_facts(raw, "facts.json")

    assert str(error.value).startswith("facts.json")
    assert told in str(error.value)


def test_texts_from_a_facts_file_are_cleaned() -> None:
    seen = read_facts(changed(backup__methods=["\x1b[31mred\u202e"]), "facts.json").subjects[0]

    assert seen.groups["backup"] == Backup(("[31mred",), BACKUP.copies, BACKUP.newest)


def test_a_fact_that_is_not_in_the_file_is_unknown() -> None:
    content = json.loads(write_facts(collected()))
    del content["subjects"][0]["facts"]["backup.newest"]

    seen = read_facts(json.dumps(content).encode(), "facts.json").subjects[0]

    assert seen.groups["backup"] == Backup(("restic",), BACKUP.copies, Unknown("not_seen", "not in the facts file"))
