"""The folder in which results are kept: where it is, and what lies in it.

carecheck/                      in the person's documents, or where --results says
.device-key                   makes device ids that nobody else can work out; not where the file of a group has a key
carecheck-group.yaml          a group of homes, where one person looks after several
Rose Cottage/profile.yaml     what carecheck setup wrote; the answers of people lie beside it
Rose Cottage/2026-11-22/      one folder for each home and day
office-pc.json              the report of one computer
office-pc.html              the same, to read and to print
office-pc for your supplier.txt   what to send to suppliers, if there is something

Who looks after several homes makes a folder "homes" in it. Then the folder of a home lies in there, under its short id:
homes/rose-cottage/2026-11-22/office-pc.json
"""

import contextlib
import os
import unicodedata
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from carecheck.errors import CannotRun
from carecheck.group import FILE as GROUP_FILE
from carecheck.group import HomesGroup, group_in
from carecheck.onlyone import only_one
from carecheck.readfile import is_link, read_file
from carecheck.savefile import (
    in_plain_letters,
    remove_left_behind,
    safe_name,
    save_again,
    save_under_this_name,
    short_name,
)
from carecheck.words import clean

KEY_FILE: Final = ".device-key"
PROFILE_FILE: Final = "profile.yaml"
KEY_BYTES: Final = 32
HOMES: Final = "homes"
NO_HOME: Final = "This home"
MOST_LETTERS: Final = 60  # of the name of a folder or file: Windows takes no more than 260 for the whole way to it

_DAY: Final = "????-??-??"
_NO_PROFILES: Final = ("answers", GROUP_FILE)  # what else lies there and is written in YAML
OUT: Final = "out"  # where pages of all homes lie, a folder a day
_NO_HOMES: Final = ("surveys", OUT, HOMES)
_OURS: Final = ("this home", *_NO_HOMES)  # folders in there that belong to no home by its name


class ResultsFolder(msgspec.Struct, frozen=True):
    """A folder for results that can be written to."""

    path: Path

    def device_key(self) -> bytes:
        """The key of this folder's device ids: that of its group, or one of its own, made when there is none yet."""
        if (group := self.group()) and group.device_key:
            return group.device_key
        file = self.path / KEY_FILE
        with only_one(self.path, f"Another scan is busy in {self.path}. Try again in a minute."):
            if not os.path.lexists(file):
                save_under_this_name(file, os.urandom(KEY_BYTES))
            key = read_file(file, KEY_BYTES, follow=False)
            if not key:  # the computer stopped while it was made, so no result has an id of it
                save_again(file, key := os.urandom(KEY_BYTES))
        if len(key) != KEY_BYTES:
            raise CannotRun(f"{file} is damaged. Move it away; computers then get new ids in this folder.")
        return key

    def group(self) -> HomesGroup | None:
        """The group of homes whose file lies in the folder. Raises CannotRun when it cannot be used."""
        return group_in(self.path)

    def folder_for(self, home: str | None, day: date, site: str | None = None) -> Path:
        """The folder of one home and day, made when it is not there yet; `site` is the id of the home."""
        of_home = self.of_home(home, site)
        place = make_folder_in(self.path, *of_home.relative_to(self.path).parts, day.isoformat())
        for one in (of_home, *days_in(of_home)):
            remove_left_behind(one)
        return place

    def of_home(self, home: str | None, site: str | None = None) -> Path:
        """Where the folders of one home lie, a folder a day; it may not be there yet."""
        alone, among_others = self.places_of(home, site)
        return among_others if among_others.parent.is_dir() else alone

    def places_of(self, home: str | None, site: str | None = None) -> tuple[Path, Path]:
        """Where the results of a home may lie: in the folder of its manager, and among those of other homes."""
        return self.path / _alone(home, site), self.path / HOMES / _short(site or home or "", otherwise="this-home")


def _alone(home: str | None, site: str | None) -> str:
    """The name of a home's folder: that of the home, with its id where another home might have that folder, too.

    No two ids have one folder, also on disks that take "Rose Cottage" and "ROSE COTTAGE" for the same.
    """
    if home is None:
        return NO_HOME
    name = safe_name(home)
    usual = site in (None, id_of_home(home)) and not name.endswith("]") and name.casefold() not in _OURS
    return name if usual else f"{name} [{safe_name(site or id_of_home(home))}]"


def id_of_home(name: str) -> str:
    """The id that a home gets by its name: "rose-cottage"; with a number at its end where its letters are others."""
    lost = any(letter.isalnum() and not in_plain_letters(letter) for letter in name)
    end = f"-{_number_of(name)}" if lost else ""
    return short_name(name, otherwise="home")[: MOST_LETTERS - len(end)].strip("-") + end


def _number_of(name: str) -> str:
    from hashlib import sha256

    same = unicodedata.normalize("NFKC", clean(name)).casefold()
    return sha256(same.encode()).hexdigest()[:8]


def days_in(home: Path) -> list[Path]:
    """The folders of days in the folder of a home; no link is followed."""
    if is_link(home) or (home.parent.name == HOMES and is_link(home.parent)):
        return []
    return [day for day in home.glob(_DAY) if day.is_dir() and not is_link(day)]


def home_folders(folder: Path) -> list[Path]:
    """The folders of homes in a folder of results, those among other homes too; no link is followed."""
    alone = [one for one in _folders_in(folder) if one.name.casefold() not in _NO_HOMES]
    return sorted([*alone, *([] if is_link(folder / HOMES) else _folders_in(folder / HOMES))])


def open_results(chosen: Path | None) -> ResultsFolder:
    """The results folder, made when it is not there yet. Raises CannotRun when nothing can be written into it."""
    path = results_path(chosen)
    make_folder(path)
    probe = path / f".carecheck-{os.urandom(4).hex()}"
    try:
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise CannotRun(_cannot_write(path, error)) from None
    remove_left_behind(path)
    return ResultsFolder(path)


def results_path(chosen: Path | None) -> Path:
    """Where results are kept; the folder may not be there yet."""
    return (chosen or default_folder()).absolute()


def default_folder() -> Path:
    """The folder of results where nobody chose another; it may not be there yet."""
    from platformdirs import user_documents_path

    person = _person_behind_sudo()
    return (person / "Documents" if person else user_documents_path()) / "carecheck"


def report_name(label: str) -> str:
    """The name, without ending, of the files of one computer or domain."""
    return _short(label, otherwise="computer")


def _short(text: str, otherwise: str) -> str:
    return short_name(text[:MOST_LETTERS], otherwise)


def profile_of(folder: Path, home: str) -> Path:
    """Where the profile of a new home is kept: with its results, and apart from the answers of other homes."""
    return ResultsFolder(folder).of_home(home) / PROFILE_FILE


def home_profiles(folder: Path) -> list[Path]:
    """The profiles in a folder of results: one in the folder of each home, and those that people put there."""
    try:
        by_hand = [path for path in folder.glob("*.yaml") if not path.name.startswith(_NO_PROFILES)]
        among_others = [] if is_link(folder / HOMES) else _folders_in(folder / HOMES)
        in_homes = [one / PROFILE_FILE for one in (*_folders_in(folder), *among_others)]
        return sorted(path for path in (*in_homes, *by_hand) if path.is_file() and not is_link(path))
    except OSError:  # a folder that may not be opened is told where results are to be kept in it
        return []


def _folders_in(place: Path) -> list[Path]:
    return [one for one in place.glob("*") if one.is_dir() and not is_link(one)]


def _person_behind_sudo() -> Path | None:
    """The home folder of the person who called sudo: a report in root's folder would be found by nobody."""
    uid = os.environ.get("SUDO_UID", "")
    if os.name != "posix" or os.geteuid() != 0 or not uid.isascii() or not uid.isdigit():
        return None
    import pwd

    try:
        return Path(pwd.getpwuid(int(uid)).pw_dir)
    except (KeyError, OverflowError):
        return None


def make_folder(folder: Path, option: str = "--results FOLDER") -> None:
    """Make a folder and those around it, where they are not there yet; `option` names it. Raises CannotRun."""
    try:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir(mode=0o700, exist_ok=True)
            _give_to_owner_of(one.parent, one)
    except OSError as error:
        raise CannotRun(_cannot_write(folder, error, option)) from None


def make_folder_in(root: Path, *names: str, option: str = "--results FOLDER") -> Path:
    """A folder within one that somebody chose, made when it is not there yet. Raises CannotRun, also for a link."""
    place = root
    for name in names:
        place /= name
        refuse_link(place)
        make_folder(place, option)
    return place


def refuse_link(place: Path) -> None:
    """Raise CannotRun where a folder of our own is a link, which may lead anywhere."""
    if is_link(place):
        raise CannotRun(f"{place} is a link to another place, so we save nothing there. Take the link away.")


def _give_to_owner_of(parent: Path, folder: Path) -> None:
    # Made by sudo in somebody's home folder, the results must be that person's to open. Not more than that: the person
    # may have put a link in its place meanwhile.
    if os.name == "posix" and os.geteuid() == 0:
        owner = parent.stat()
        with contextlib.suppress(OSError):  # memory sticks have no owners
            os.chown(folder, owner.st_uid, owner.st_gid, follow_symlinks=False)


def _cannot_write(folder: Path, error: OSError, option: str = "--results FOLDER") -> str:
    return f"We cannot save results in {folder}: {error.strerror}. Choose another folder with {option}."
