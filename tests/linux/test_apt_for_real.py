"""apt itself, with packages that really are installed and an archive on this disk."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from carecheck.facts.model import Unknown
from tests.linux.world import TODAY, Look, World

ARCHIVE = (Path(__file__).parent / "apt_repository.sh").read_text(encoding="utf-8")
OLD_ONES = "for name in safe waits overtaken held ordinary; do package $name 1 old; dpkg -i /srv/archive/pool/old/${name}_1_all.deb >/dev/null; done\n"
NEW_ONES = """
package waits 2 bookworm-security; package overtaken 2 bookworm-security; package held 2 bookworm-security
package overtaken 3 bookworm-updates; package ordinary 2 bookworm-updates
archive bookworm-security Debian-Security 'Fri, 20 Nov 2026 22:15:44 UTC'
archive bookworm-updates Debian 'Sat, 21 Nov 2026 22:15:44 UTC'
apt-mark hold held >/dev/null
read_lists
"""
BOB = "useradd -m bob\n"


def test_root_and_an_everyday_login_see_the_same_waiting_updates(world: World) -> None:
    by_root, by_bob = world(ARCHIVE + OLD_ONES + NEW_ONES + BOB, Look(), Look("bob"))

    assert by_root.updates.security_waiting == 3
    assert by_root.updates.list_fetched == date(2026, 11, 20)
    assert by_bob.updates == by_root.updates


def test_installing_the_updates_settles_that_none_waits(world: World) -> None:
    install = "apt-mark unhold held >/dev/null; apt-get -y -q dist-upgrade >/dev/null\n"
    before = datetime.now(UTC).date() - timedelta(days=1)

    [seen] = world(ARCHIVE + OLD_ONES + NEW_ONES + install + BOB, Look("bob"))

    assert (seen.updates.security_waiting, seen.updates.some_wait(TODAY)) == (0, False)
    assert isinstance(seen.updates.last_installed, date)
    assert seen.updates.last_installed >= before


def test_an_archive_without_a_security_part_is_no_search_for_security_updates(world: World) -> None:
    only_updates = (
        "package ordinary 2 bookworm-updates\narchive bookworm-updates Debian 'Sat, 21 Nov 2026 22:15:44 UTC'\n"
    )

    [seen] = world(ARCHIVE + OLD_ONES + only_updates + "read_lists\n" + BOB, Look("bob"))

    assert seen.updates.security_waiting == Unknown("not_seen", "apt has no source of this system's security updates")
    assert seen.updates.list_fetched is None


def test_lists_that_were_read_long_ago_settle_nothing(world: World) -> None:
    stale = ARCHIVE + "package waits 1 bookworm-security\ndpkg -i /srv/archive/pool/*/waits_1_all.deb >/dev/null\n"
    stale += "archive bookworm-security Debian-Security 'Sun, 01 Nov 2026 22:15:44 UTC'\nread_lists\n"

    [seen] = world(stale + BOB, Look("bob"))

    assert (seen.updates.security_waiting, seen.updates.list_fetched) == (0, date(2026, 11, 1))
    assert seen.updates.some_wait(TODAY) is not False
