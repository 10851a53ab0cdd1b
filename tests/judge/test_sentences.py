"""Sentences with facts filled in."""

from datetime import date

import pytest
from msgspec.structs import replace

from carecheck.facts.model import Unknown
from carecheck.judge.sentences import parse_sentence
from carecheck.judge.terms import ConditionError
from carecheck.systems import Release
from tests.judge.scopes import SCOPE, world


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Your last backup was {ago(backup.newest)}.", "Your last backup was 41 days ago, on 12 October 2026."),
        ("It was on {date(backup.newest)}.", "It was on 12 October 2026."),
        ("We saw {names(backup.methods)}.", "We saw borg and restic."),
        ("{count(logins.in_use, 'login')} here.", "1,250 logins here."),
        ("Not for {limits.days} days on {n} computers.", "Not for 7 days on {n} computers."),
        ("{system.name}", "not known"),
        ("{restart.waiting}, {logins.automatic_sign_in}", "yes, no"),
        ("{number_of(backup.methods)}, {logins.in_use}", "2, 1,250"),
        ("{matching(backup.methods, limits.known)}", "restic"),
        ("{without(backup.methods, limits.known)}", "borg"),
        ("{backup.newest}", "12 October 2026"),
        ("{updates.last_installed}", "none"),
    ],
)
def test_facts_are_filled_in_as_plain_english(text: str, filled: str) -> None:
    here = world(
        backup__newest=date(2026, 10, 12),
        backup__methods=("borg", "restic"),
        logins__in_use=1250,
        system__name=Unknown("not_seen"),
        restart__waiting=True,
        logins__automatic_sign_in=False,
        updates__last_installed=None,
    )

    assert parse_sentence(text, SCOPE).fill(here) == filled


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It was {agoo(backup.newest)}.", "sentences have no function 'agoo' of that form; did you mean 'ago'?"),
        ("{cuont(logins.in_use, 'x')}.", "sentences have no function 'cuont' of that form; did you mean 'count'?"),
        ("{count(backup.newest, 'x')}.", "'count' takes a number, but 'backup.newest' is a date"),
        ("It was {ago(logins.in_use)}.", "'ago' takes a date, but 'logins.in_use' is a number"),
        ("It was {backup.newst}.", "there is no fact 'backup.newst'; did you mean 'backup.newest'?"),
        ("It was {backup.newest.", "a curly bracket in"),
        (
            "Open {menu('windows_updat')}.",
            "data/menus.yaml has no menu 'windows_updat'; did you mean 'windows_update'?",
        ),
        (
            "{figure('shared_address')}",
            "sector-figures.yaml has no figure 'shared_address'; did you mean 'shared_addresses'?",
        ),
    ],
)
def test_a_mistake_in_a_hole_is_told(text: str, told: str) -> None:
    with pytest.raises(ConditionError) as error:
        parse_sentence(text, SCOPE)

    assert told in str(error.value)


@pytest.mark.parametrize(
    ("release", "way"),
    [
        ("windows_10", "Open Settings, then Update and Security, then Windows Update."),
        ("windows_11", "Open Settings, then Windows Update."),
        (None, "Open Settings, then Windows Update."),
    ],
)
def test_a_way_through_the_menus_is_that_of_the_release(release: Release | None, way: str) -> None:
    sentence = parse_sentence("Open {menu('windows_update')}.", SCOPE)

    assert sentence.fill(replace(world(), release=release)) == way
    assert sentence.names == frozenset()


def test_what_a_sentence_reads_is_known() -> None:
    sentence = parse_sentence("{n} of {limits.days}: {ago(backup.newest)}", SCOPE)

    assert sentence.names == {"backup.newest"}
    assert sentence.counts
