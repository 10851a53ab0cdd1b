"""OneDrive of the person who works here: a folder that is kept the same in the cloud, which is no backup of files."""

from collections.abc import Iterator
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import NO_DATE, Found, Seen
from carecheck.look.machine import Machine
from carecheck.look.windows.registry import read_key, read_number

ACCOUNTS: Final = "Software\\Microsoft\\OneDrive\\Accounts"
PERSONAL_AND_WORK: Final = ("Personal", "Business1", "Business2")
DESKTOP, DOCUMENTS, PICTURES = 0x200, 0x400, 0x800


def onedrive(machine: Machine) -> Iterator[Found]:
    """Each account that is signed in, with what of the person's own folders it holds."""
    for account in PERSONAL_AND_WORK:
        place = f"{ACCOUNTS}\\{account}"
        key = read_key(machine, "HKCU", place)
        if key is None or isinstance(key, Unknown):
            yield key
        elif "UserFolder" in key.values:
            folders = read_number(machine, "HKCU", place, "KfmFoldersProtectedNow")
            yield folders if isinstance(folders, Unknown) else Seen(_name(folders or 0), NO_DATE, of_files=False)


def _name(folders: int) -> str:
    """What the copy is called; numbers that nobody has explained are not taken for any folder."""
    if folders == DESKTOP | DOCUMENTS | PICTURES:
        return "OneDrive for Desktop, Documents and Pictures"
    return "OneDrive for some folders" if folders & (DESKTOP | DOCUMENTS | PICTURES) else "OneDrive"
