"""States of backups and of encrypted disks, and the light that must come of each.

Borg's note, restic's repositories and LUKS's headers are made by the programs themselves. What the others leave was
written down from what they left here (duplicity, rsnapshot) or from their sources (Timeshift, Déjà Dup, Kopia).
"""

import json
from datetime import UTC, datetime
from typing import Any, Final

from tests.linux.state_scripts import unit
from tests.linux.states import State
from tests.linux.world import Look

REPOSITORY: Final = f"~/.config/borg/security/{'0a' * 32}"
BORG: Final = f"su bob -c 'mkdir -p {REPOSITORY}; echo {{}}T08:00:00.000000 > {REPOSITORY}/manifest-timestamp'\n"

RESTIC: Final = (
    "export RESTIC_PASSWORD=x; echo plan > ~bob/plan.txt; restic init -q -r /srv/restic\n"
    "restic backup -q -r /srv/restic ~bob/plan.txt\nchown -R bob /srv/restic\n"
)
MADE: Final = "touch -d {} /srv/restic/snapshots/*\n"
WITH_RESTIC: Final = Look("bob", environment={"RESTIC_REPOSITORY": "/srv/restic"})

FLATPAK: Final = "~bob/.var/app/org.gnome.DejaDup/config/glib-2.0/settings"
DEJA_DUP: Final = (
    f"mkdir -p {FLATPAK}; printf '[org/gnome/deja-dup]\\nlast-backup={{}}\\nperiodic=true\\n' > {FLATPAK}/keyfile\n"
)
DUPLICITY: Final = (
    "mkdir -p ~bob/.cache/duplicity/a7e28afe; cd ~bob/.cache/duplicity/a7e28afe\n"
    "touch duplicity-full.20261101T000228Z.manifest duplicity-inc.20261101T000228Z.to.{}T000229Z.manifest\n"
)
RSNAPSHOT: Final = (
    "printf 'snapshot_root\\t/srv/rsnapshot/\\nretain\\talpha\\t6\\nretain\\tbeta\\t7\\n' > /etc/rsnapshot.conf\n"
    "mkdir -p /srv/rsnapshot/alpha.0/localhost; touch -d {} /srv/rsnapshot/alpha.0\n"
)
BACK_IN_TIME: Final = (
    "mkdir -p ~bob/.config/backintime /srv/backintime/pc/bob/1; ln -s {}-080000-123 /srv/backintime/pc/bob/1/last_snapshot\n"
    "printf 'config.version=6\\nprofile1.snapshots.path=/srv\\nprofile1.snapshots.path.host=pc\\n"
    "profile1.snapshots.path.user=bob\\nprofile1.snapshots.path.profile=1\\n' > ~bob/.config/backintime/config\n"
)
KOPIA: Final = "mkdir -p ~bob/.config/kopia; echo '{}' > ~bob/.config/kopia/repository.config\n"

UUID: Final = "05b600ed-28a1-4eba-8dcb-b980bba62e47"
# A disk of its own; the folder of devices is hidden, for what is put in there would be seen outside.
DISK: Final = (
    f"mount -t tmpfs tmpfs /dev; mkdir -p /dev/disk/by-uuid /mnt/backup; ln -s ../../sdb1 /dev/disk/by-uuid/{UUID}\n"
    "mount -t tmpfs /dev/sdb1 /mnt/backup\n"
)


def timeshift(*exclude: str, first_run: str = "false") -> str:
    """The settings that Timeshift writes; all of them are texts."""
    settings = {"backup_device_uuid": UUID, "do_first_run": first_run, "btrfs_mode": "false", "exclude": exclude}
    return _file("/etc/timeshift/timeshift.json", settings)


def snapshot(day: str) -> str:
    """One that Timeshift finished on that day."""
    made = datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)
    info = {
        "created": str(int(made.timestamp())),
        "sys-uuid": UUID,
        "sys-distro": "Linux Mint 22.2 (Zara)",
        "app-version": "25.07.1",
        "file_count": "412002",
        "tags": "daily",
        "comments": "",
        "live": "false",
        "type": "rsync",
    }
    place = f"/mnt/backup/timeshift/snapshots/{made:%Y-%m-%d_%H-%M-%S}"
    return f"mkdir -p {place}/localhost/home\n" + _file(f"{place}/info.json", info)


def _file(path: str, content: dict[str, Any]) -> str:
    folder = path.rpartition("/")[0]
    return f"mkdir -p {folder}; cat > {path} <<'END'\n{json.dumps(content, indent=2)}\nEND\n"


HOMES: Final = ("/root/**", "+ /home/bob/**")
SYSTEM_ONLY: Final = ("/root/**", "/home/bob/**")
VEEAM: Final = "touch /etc/systemd/system/veeamservice.service\n"

BACKUP: Final = [
    State("Borg ran this week", BORG.format("2026-11-24"), "backup.recent", "green recent"),
    State("Borg ran two weeks ago", BORG.format("2026-11-10"), "backup.recent", "amber old"),
    State("Borg ran in September", BORG.format("2026-09-10"), "backup.recent", "red very_old"),
    State("nothing was seen, and nobody has answered", "", "backup.present", "unknown no_answer"),
    State("restic ran this week", RESTIC + MADE.format("2026-11-23"), "backup.recent", "green recent", WITH_RESTIC),
    State("restic ran two weeks ago", RESTIC + MADE.format("2026-11-10"), "backup.recent", "amber old", WITH_RESTIC),
    State("restic ran in September", RESTIC + MADE.format("2026-09-10"), "backup.recent", "red very_old", WITH_RESTIC),
    State(
        "a repository of restic in which nothing is",
        "export RESTIC_PASSWORD=x; restic init -q -r /srv/restic; chown -R bob /srv/restic",
        "backup.recent",
        "red never_finished",
        WITH_RESTIC,
    ),
    State(
        "a repository of restic that only root may read",
        RESTIC + "chown -R root /srv/restic",
        "backup.recent",
        "unknown needs_admin",
        WITH_RESTIC,
    ),
    State(
        "restic was in use, for nobody knows what",
        f"su bob -c 'mkdir -p ~/.cache/restic/{'0a' * 32}'; touch -d 2026-11-20 ~bob/.cache/restic/*",
        "backup.recent",
        "unknown not_seen",
    ),
    State(
        "Timeshift took the home along this week",
        timeshift(*HOMES) + DISK + snapshot("2026-11-10") + snapshot("2026-11-24"),
        "backup.recent",
        "green recent",
    ),
    State(
        "Timeshift took the home along in September",
        timeshift(*HOMES) + DISK + snapshot("2026-09-10"),
        "backup.recent",
        "red very_old",
    ),
    State(
        "Timeshift has begun its first snapshot",
        timeshift(*HOMES) + DISK + "mkdir -p /mnt/backup/timeshift/snapshots/2026-11-24_08-00-00/localhost",
        "backup.recent",
        "unknown not_seen",
    ),
    State("the disk of Timeshift is not connected", timeshift(*HOMES), "backup.recent", "unknown not_seen"),
    State(
        "Timeshift keeps only the system",
        timeshift(*SYSTEM_ONLY) + DISK + snapshot("2026-11-24"),
        "backup.present",
        "unknown no_answer",
    ),
    State(
        "Timeshift was never set up",
        timeshift(*HOMES, first_run="true") + DISK,
        "backup.present",
        "unknown no_answer",
    ),
    State("Déjà Dup ran this week", DEJA_DUP.format("\"'2026-11-24T08:15:00Z'\""), "backup.recent", "green recent"),
    State("Déjà Dup has never finished", DEJA_DUP.format("\"''\""), "backup.recent", "red never_finished"),
    State("duplicity ran this week", DUPLICITY.format("20261124"), "backup.recent", "green recent"),
    State("duplicity ran two weeks ago", DUPLICITY.format("20261110"), "backup.recent", "amber old"),
    State("rsnapshot ran this week", RSNAPSHOT.format("2026-11-24"), "backup.recent", "green recent"),
    State("rsnapshot ran in September", RSNAPSHOT.format("2026-09-10"), "backup.recent", "red very_old"),
    State("Back In Time ran this week", BACK_IN_TIME.format("20261124"), "backup.recent", "green recent"),
    State("Back In Time ran two weeks ago", BACK_IN_TIME.format("20261110"), "backup.recent", "amber old"),
    State("Kopia is set up", KOPIA, "backup.present", "green seen"),
    State("Kopia shows no dates", KOPIA, "backup.recent", "unknown not_seen"),
    State("Veeam runs", VEEAM + unit("veeamservice.service"), "backup.present", "green seen"),
    State(
        "Veeam is only installed",
        VEEAM + unit("veeamservice.service", "loaded inactive disabled"),
        "backup.present",
        "unknown no_answer",
    ),
    State(
        "files are only in the cloud",
        "mkdir -p ~bob/.config/Nextcloud; echo '[Accounts]' > ~bob/.config/Nextcloud/nextcloud.cfg",
        "backup.present",
        "unknown no_answer",
    ),
]

# A LUKS header as cryptsetup writes it, and a file system beside it. That it is open, only a kernel could say.
IMAGES: Final = (
    "truncate -s 20M /srv/luks /srv/plain; mkfs.ext4 -q /srv/plain\n"
    "echo secret | cryptsetup luksFormat --batch-mode --pbkdf pbkdf2 --pbkdf-force-iterations 1000 {} /srv/luks -\n"
    "kind() {{ blkid -p -o value -s TYPE /srv/$1; }}\n"
    "mkdir -p /sys/class/dmi/id /sys/class/block/dm-0/dm; echo {} > /sys/class/dmi/id/chassis_type\n"
    "uuid=$(cryptsetup luksUUID /srv/luks | tr -d -)\n"
    "echo CRYPT-LUKS$(blkid -p -o value -s VERSION /srv/luks)-$uuid-root > /sys/class/block/dm-0/dm/uuid\n"
)


def disks(*rows: str, version: str = "", chassis: int = 10) -> str:
    """What lsblk says of disks whose kinds are read from the real images."""
    head = (
        IMAGES.format(version, chassis) + "rm -f /usr/bin/lsblk; cat > /usr/bin/lsblk <<END\n#!/bin/sh\ncat <<'OUT'\n"
    )
    return head + f'{{"blockdevices": [{", ".join(rows)}]}}\nOUT\nEND\nchmod 755 /usr/bin/lsblk\n'


def row(name: str, image: str, place: str = "", kind: str = "disk", inside: str = "") -> str:
    mounted = f'"{place}"' if place else "null"
    more = f', "children": [{inside}]' if inside else ""
    return (
        f'{{"kname": "{name}", "type": "{kind}", "fstype": "$(kind {image})", "mountpoints": [{mounted}], '
        f'"rm": false, "parttype": null{more}}}'
    )


OPENED: Final = row("sda", "luks", inside=row("dm-0", "plain", "/", "crypt"))
ENCRYPTION: Final = [
    State("the system lies on LUKS", disks(OPENED), "disk.encrypted", "green all"),
    State("the system lies on LUKS 1", disks(OPENED, version="--type luks1"), "disk.encrypted", "green all"),
    State("a second disk with LUKS is locked", disks(OPENED, row("sdb", "luks")), "disk.encrypted", "green all"),
    State("a second disk is open", disks(OPENED, row("sdb", "plain", "/srv")), "disk.encrypted", "red laptop_open"),
    State("a laptop without LUKS", disks(row("sda", "plain", "/")), "disk.encrypted", "red laptop_open"),
    State("an office PC without LUKS", disks(row("sda", "plain", "/"), chassis=3), "disk.encrypted", "amber open"),
    State(
        "LUKS only beside the system",
        disks(row("sda", "plain", "/"), row("sdb", "luks")),
        "disk.encrypted",
        "red laptop_open",
    ),
    State(
        "the disk of the system does not show", disks(row("sdb", "luks")), "disk.encrypted", "unknown not_possible_here"
    ),
]
