"""What the file of a group lists and no report tells of: such a computer is Not checked, and not absent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from carecheck.group import FILE, HomesGroup
from carecheck.homes.not_seen import NotSeen
from carecheck.homes.overview import Home
from carecheck.words import count, listing, places


def homes_of_group(homes: Iterable[Home], group: HomesGroup) -> list[Home]:
    """These homes, and those of the group of which nothing was ever seen."""
    seen = [_without_expected(home, group) for home in homes]
    ids = {home.id for home in seen}
    return [*seen, *(Home.listed(home, one.name) for home, one in group.homes.items() if home not in ids)]


def without_report(
    homes: Iterable[Home], group: HomesGroup, missed: Sequence[NotSeen], today: date
) -> Iterator[NotSeen]:
    """The computers of the group of which the newest visit has no report, without those that are missed already."""
    told = {(one.home, one.computer.casefold()) for one in missed}
    for home in homes:
        for computer in _expected(home, group):
            known = computer.casefold()
            if known not in home.labels and (home.id, known) not in told:
                yield NotSeen(computer, home.id, home.name, home.day or today, "no_report")


def remarks(homes: Iterable[Home], group: HomesGroup) -> Iterator[str]:
    """Who may see the names of the homes, and which of them the list of the group does not have, if it has one."""
    if group.may_see_names:
        yield f"Only these people may see the names of homes: {listing(group.may_see_names)}."
    strangers = [home.name for home in homes if home.id not in group.homes]
    if strangers and group.homes:
        yield f"{FILE} does not list {count(len(strangers), 'home')}: {places(strangers)}."


def _without_expected(home: Home, group: HomesGroup) -> Home:
    """What the list names is told from the list, and not a second time because an earlier visit saw it."""
    expected = {computer.casefold() for computer in _expected(home, group)}
    return replace(home, not_seen=tuple(one for one in home.not_seen if one.casefold() not in expected))


def _expected(home: Home, group: HomesGroup) -> tuple[str, ...]:
    listed = group.homes.get(home.id)
    return listed.computers if listed else ()
