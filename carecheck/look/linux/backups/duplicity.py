"""duplicity, alone or under Déjà Dup: it keeps a list of each backup, with the time in the name of the list."""

import re
from datetime import date
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import Seen, newest_of
from carecheck.look.machine import Entry, Machine

FOLDERS: Final = (".cache/duplicity", ".cache/deja-dup")
# duplicity-full.20261122T122603Z.manifest, duplicity-inc.20261120T080000Z.to.20261122T122603Z.manifest
_LIST: Final = re.compile(r"duplicity-(?:full|inc\.\d{8}T\d{6}Z\.to)\.(\d{8})T\d{6}Z\.manifest")


def duplicity(machine: Machine, home: str, folder: str) -> Seen | None | Unknown:
    """The newest backup that duplicity has a list of."""
    found = machine.list_folder(f"{home}/{folder}")
    if found is None or isinstance(found, Unknown):
        return found
    archives = [machine.list_folder(f"{home}/{folder}/{entry.name}") for entry in found if entry.kind == "folder"]
    if not archives:
        return None
    return Seen("duplicity", newest_of(_newest(archive) for archive in archives))


def _newest(archive: tuple[Entry, ...] | None | Unknown) -> date | None | Unknown:
    if archive is None or isinstance(archive, Unknown):
        return archive
    return newest_of(_day(told[1]) for entry in archive if (told := _LIST.fullmatch(entry.name)))


def _day(stamp: str) -> date | None:
    try:
        return date.fromisoformat(stamp)
    except ValueError:
        return None
