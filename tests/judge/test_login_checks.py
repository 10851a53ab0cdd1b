"""The lights of the checks of logins, passwords, care of a computer and places of copies, where they change."""

from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from tests.judge.test_shipped_checks import NO_ANSWER, UNSEEN, ago, verdict_of

SINCE, ALL = "idle.unused_since", "idle.all_used_since"
GUEST, ADMINISTRATOR, EVERYDAY = "builtin.guest_on", "builtin.administrator_on", "builtin.everyday"
TRIES_SEEN, TRIES = "passwords.tries_seen", "passwords.tries"
SHORTEST_SEEN, SHORTEST, NONE = "passwords.shortest_seen", "passwords.shortest", "passwords.none_used"
EXPIRE, RED_BELOW, EXPECTED = "passwords.expire", "limits.red_below", "limits.expected"
DOMAIN, CLOUD, ENROLLED = "management.domain", "management.cloud", "management.enrolled"
METHODS, WAY, PLACE = "backup.methods", "answer.backup_way", "answer.backup_place"
ELSEWHERE: Final = Unknown("not_possible_here")

ROWS: Final[list[tuple[str, dict[str, Any], str, str | None]]] = [
    ("logins.unused", {SINCE: ago(90), ALL: ago(90)}, "green", "used"),
    ("logins.unused", {SINCE: ago(91), ALL: ago(91)}, "amber", "unused"),
    ("logins.unused", {SINCE: ago(91), ALL: UNSEEN}, "amber", "unused"),
    ("logins.unused", {SINCE: ago(0), ALL: ago(91)}, "amber", "unused"),
    ("logins.unused", {SINCE: ago(0), ALL: ELSEWHERE}, "unknown", None),
    ("logins.unused", {SINCE: UNSEEN, ALL: ago(5)}, "unknown", None),
    ("logins.unused", {SINCE: ago(91), ALL: ago(91), "limits.amber_days": 180}, "green", "used"),
    ("logins.guest", {GUEST: True}, "red", "turned_on"),
    ("logins.guest", {GUEST: False}, "green", "turned_off"),
    ("logins.guest", {GUEST: ELSEWHERE}, "unknown", None),
    ("logins.builtin_admin", {ADMINISTRATOR: True}, "amber", "turned_on"),
    ("logins.builtin_admin", {ADMINISTRATOR: True, EVERYDAY: True}, "amber", "everyday"),
    ("logins.builtin_admin", {ADMINISTRATOR: UNSEEN, EVERYDAY: True}, "amber", "everyday"),
    ("logins.builtin_admin", {ADMINISTRATOR: True, EVERYDAY: UNSEEN}, "amber", "turned_on"),
    ("logins.builtin_admin", {ADMINISTRATOR: UNSEEN}, "unknown", None),
    ("logins.builtin_admin", {EVERYDAY: UNSEEN}, "unknown", None),
    ("logins.builtin_admin", {"system.maker": UNSEEN}, "unknown", None),
    ("logins.builtin_admin", {"system.maker": "Debian", ADMINISTRATOR: UNSEEN}, "not_needed", None),
    ("logins.guessing", {TRIES_SEEN: 10, TRIES: 10}, "green", "locks"),
    ("logins.guessing", {TRIES_SEEN: 11, TRIES: 11}, "amber", "many_tries"),
    ("logins.guessing", {TRIES_SEEN: 11, TRIES: ELSEWHERE}, "amber", "many_tries"),
    ("logins.guessing", {TRIES_SEEN: None, TRIES: None}, "red", "never_locks"),
    ("logins.guessing", {TRIES_SEEN: None, TRIES: ELSEWHERE}, "red", "never_locks"),
    ("logins.guessing", {TRIES_SEEN: 10, TRIES: ELSEWHERE}, "unknown", None),
    ("logins.guessing", {TRIES_SEEN: ELSEWHERE, TRIES: ELSEWHERE}, "unknown", None),
    ("logins.length", {SHORTEST_SEEN: 12, SHORTEST: 12}, "green", "long"),
    ("logins.length", {SHORTEST_SEEN: 11, SHORTEST: 11}, "amber", "short"),
    ("logins.length", {SHORTEST_SEEN: 0, SHORTEST: 0}, "amber", "short"),
    ("logins.length", {SHORTEST_SEEN: 0, SHORTEST: ELSEWHERE}, "amber", "short"),
    ("logins.length", {SHORTEST_SEEN: 7, SHORTEST: 7, RED_BELOW: 8}, "red", "too_short"),
    ("logins.length", {SHORTEST_SEEN: 8, SHORTEST: 8, RED_BELOW: 8}, "amber", "short"),
    ("logins.length", {SHORTEST_SEEN: 12, SHORTEST: ELSEWHERE}, "unknown", None),
    ("logins.length", {SHORTEST_SEEN: ELSEWHERE, SHORTEST: ELSEWHERE, NONE: True}, "green", "no_passwords"),
    ("logins.length", {SHORTEST_SEEN: ELSEWHERE, SHORTEST: ELSEWHERE, NONE: False}, "unknown", None),
    ("logins.length", {SHORTEST_SEEN: ELSEWHERE, SHORTEST: ELSEWHERE, NONE: UNSEEN}, "unknown", None),
    ("logins.expiry", {EXPIRE: True}, "amber", "forced"),
    ("logins.expiry", {EXPIRE: False}, "green", "not_forced"),
    ("logins.expiry", {EXPIRE: ELSEWHERE}, "unknown", None),
    ("device.managed", {DOMAIN: True, CLOUD: UNSEEN, ENROLLED: UNSEEN}, "green", "managed"),
    ("device.managed", {DOMAIN: False, CLOUD: False, ENROLLED: True}, "green", "managed"),
    ("device.managed", {DOMAIN: False, CLOUD: False, ENROLLED: False}, "amber", "not_managed"),
    ("device.managed", {DOMAIN: False, CLOUD: False, ENROLLED: UNSEEN}, "unknown", None),
    ("device.managed", {DOMAIN: False, CLOUD: False, ENROLLED: False, EXPECTED: False}, "not_needed", None),
    ("backup.apart", {PLACE: "same_disk"}, "red", "same_disk"),
    ("backup.apart", {PLACE: "same_disk", METHODS: UNSEEN}, "red", "same_disk"),
    ("backup.apart", {PLACE: "connected"}, "amber", "connected"),
    ("backup.apart", {PLACE: "synced"}, "amber", "only_synced"),
    ("backup.apart", {PLACE: NO_ANSWER, METHODS: (), WAY: "synced"}, "amber", "only_synced"),
    ("backup.apart", {PLACE: "unplugged", METHODS: (), WAY: "synced"}, "amber", "only_synced"),  # they clash
    ("backup.apart", {PLACE: "unplugged"}, "green", "unplugged"),
    ("backup.apart", {PLACE: "kept_online", METHODS: ()}, "green", "kept_online"),
    ("backup.apart", {PLACE: NO_ANSWER}, "unknown", None),
    ("backup.apart", {PLACE: NO_ANSWER, METHODS: UNSEEN}, "unknown", None),
    ("backup.apart", {PLACE: NO_ANSWER, METHODS: (), WAY: "none"}, "not_needed", None),
    ("backup.apart", {PLACE: "kept_online", METHODS: UNSEEN, WAY: "none"}, "unknown", None),
]


@pytest.mark.parametrize(("check_id", "changes", "light", "code"), ROWS)
def test_a_light_changes_where_the_catalogue_says(
    check_id: str, changes: dict[str, Any], light: str, code: str | None
) -> None:
    verdict = verdict_of(check_id, changes)

    assert (verdict.light, verdict.rule.code if verdict.rule else None) == (light, code)


def test_where_the_place_of_the_backup_would_settle_it_the_question_is_asked() -> None:
    verdict = verdict_of("backup.apart", {PLACE: NO_ANSWER})

    assert verdict.gaps[0].unknown.reason == "no_answer"
    assert verdict.steps[0].startswith("Answer this question: Where is the backup of this computer kept?")
