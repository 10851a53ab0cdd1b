"""The file of a group of homes, `carecheck-group.yaml`, which one person keeps beside their results.

What may stand in it:

    id: north-homes
    name: North Homes
    key: 32 letters or more that nobody can guess    # makes the device ids, the same on every stick of the group
    may_see_names: [Group lead, IT volunteer]
    homes:
      rose-cottage: {name: Rose Cottage, computers: [OFFICE-PC, NURSE-1]}
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec.structs import replace

from carecheck.errors import MistakesInFile
from carecheck.structured import structured
from carecheck.words import clean
from carecheck.yamlfile import read_yaml

FILE: Final = "carecheck-group.yaml"
MOST_BYTES: Final = 10_000_000
MOST_HOMES: Final = 20_000
MOST_COMPUTERS: Final = 1_000
FEWEST_LETTERS_OF_KEY: Final = 32

ShortId = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]
ShortName = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class HomeOfGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A home of the group: its name, and the computers that are to be checked there, by name or device id."""

    name: ShortName
    computers: Annotated[tuple[ShortName, ...], msgspec.Meta(max_length=MOST_COMPUTERS)] = ()


class HomesGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of homes: what it is called, the key of its device ids, who may see names of homes, and the homes by id.

    Where there is no key, each folder of results has one of its own.
    """

    id: ShortId
    name: Annotated[str, msgspec.Meta(max_length=80)] = ""
    key: Annotated[str, msgspec.Meta(max_length=1_000)] | None = None
    may_see_names: Annotated[tuple[ShortName, ...], msgspec.Meta(max_length=20)] = ()
    homes: Annotated[Mapping[ShortId, HomeOfGroup], msgspec.Meta(max_length=MOST_HOMES)] = {}

    @property
    def device_key(self) -> bytes | None:
        """The key in the form in which it makes device ids."""
        return sha256(self.key.encode()).digest() if self.key else None


def group_in(folder: Path) -> HomesGroup | None:
    """The group whose file lies in a folder; None where there is none. Raises CannotRun when it cannot be used."""
    file = folder / FILE
    return read_group(file) if file.is_symlink() or file.exists() else None


def read_group(file: Path) -> HomesGroup:
    """The group in a file. Raises CannotRun, and MistakesInFile with the lines of what is wrong."""
    document = read_yaml(file, MOST_BYTES, follow=False)
    group = structured(document, HomesGroup)
    if group.key is not None and len(group.key) < FEWEST_LETTERS_OF_KEY:
        short = f"the key has {len(group.key)} letters; take {FEWEST_LETTERS_OF_KEY} or more that nobody can guess"
        raise MistakesInFile([document.mistake(("key",), short)])
    homes = {home: HomeOfGroup(clean(one.name) or home, _cleaned(one.computers)) for home, one in group.homes.items()}
    return replace(group, name=clean(group.name), homes=homes, may_see_names=_cleaned(group.may_see_names))


def _cleaned(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for one in names if (name := clean(one)))
