"""Add-ons of Firefox, by the list that it keeps in each profile."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.seen_addons import SeenAddon, any_for_every_page, host_of, why_not_unused

PROFILES: Final = "profiles.ini"
LIST: Final = "extensions.json"
GIVEN: Final = "extension-preferences.json"
USED: Final = "prefs.js"  # which is there as soon as a profile was used
MOST_BYTES: Final = 16_000_000
MOST_PROFILES: Final = 40

# Where Firefox keeps what it brings along. One that an organisation or a package of the system adds lies elsewhere.
ITS_OWN: Final = frozenset({"app-builtin", "app-builtin-addons", "app-system-defaults", "app-system-addons"})
SHOPS: Final = frozenset({"addons.mozilla.org", "services.addons.mozilla.org", "addons.cdn.mozilla.net"})
SIGNED_BY_SHOP, SIGNED_BY_MAKER = 2, (3, 4)  # AddonManager.SIGNEDSTATE_SIGNED, _SYSTEM, _PRIVILEGED

_PATH: Final = re.compile(r"^Path=([^\n]{1,300})$", re.MULTILINE)
_INSIDE: Final = re.compile(r"(?:Profiles/)?[^/\\:\ufffd]{1,100}")


class Origins(msgspec.Struct, omit_defaults=True):
    """The web pages that an add-on may read, by patterns."""

    origins: list[str] | None = None


class Listed(msgspec.Struct, omit_defaults=True):
    """What Firefox notes of one add-on, as far as it is read."""

    id: str
    type: str
    location: str
    active: bool
    signedState: int | None = None  # noqa: N815 - as Firefox calls it
    sourceURI: str | None = None  # noqa: N815 - as Firefox calls it
    foreignInstall: bool | None = None  # noqa: N815 - as Firefox calls it
    userPermissions: Origins | None = None  # noqa: N815 - as Firefox calls it
    requestedPermissions: Origins | None = None  # noqa: N815 - as Firefox calls it
    optionalPermissions: Origins | None = None  # noqa: N815 - as Firefox calls it


class AddonList(msgspec.Struct):
    """The list of add-ons of a profile."""

    addons: list[Listed]


def firefox_addons(machine: Machine, place: str) -> tuple[SeenAddon | Unknown, ...] | None:
    """The add-ons of all profiles in a place; None where Firefox was never used."""
    text = machine.read(f"{place}/{PROFILES}")
    if text is None:
        gaps = [why_not_unused(machine, folder, [USED]) for folder in (place, f"{place}/Profiles")]
        return tuple(gap for gap in gaps if gap is not None) or None
    return (text,) if isinstance(text, Unknown) else tuple(_in_profiles(machine, place, text))


def _in_profiles(machine: Machine, place: str, listed: str) -> Iterator[SeenAddon | Unknown]:
    paths = _PATH.findall(listed)
    if not 0 < len(paths) <= MOST_PROFILES:
        yield Unknown("unreadable", "Firefox does not tell its profiles")
        return
    if "\nStoreID=" in listed:
        yield from _not_listed(machine, place, paths)
    for path in paths:
        if _INSIDE.fullmatch(path) and path not in (".", ".."):
            yield from _in_profile(machine, f"{place}/{path}")
        else:
            yield Unknown("not_seen", "a profile of Firefox lies in another place")


def _not_listed(machine: Machine, place: str, paths: list[str]) -> Iterator[SeenAddon | Unknown]:
    """Profiles that a person made in the menus of a newer Firefox: its list in words has the first of them only."""
    inside = "Profiles/" if any(path.startswith("Profiles/") for path in paths) else ""
    folders = machine.list_folder(f"{place}/{inside}".rstrip("/"))
    if isinstance(folders, Unknown):
        yield folders
        return
    others = [f"{inside}{entry.name}" for entry in folders or () if entry.kind == "folder" and "." in entry.name]
    for path in [other for other in others if other not in paths][:MOST_PROFILES]:
        yield from _in_profile(machine, f"{place}/{path}")


def _in_profile(machine: Machine, folder: str) -> Iterator[SeenAddon | Unknown]:
    text = machine.read(f"{folder}/{LIST}", MOST_BYTES)
    if isinstance(text, Unknown):
        yield text
        return
    if text is None:
        yield from _without_list(machine, folder)
        return
    try:
        listed = msgspec.json.decode(text, type=AddonList).addons
    except (msgspec.DecodeError, RecursionError):
        yield Unknown("unreadable", "the list of add-ons of Firefox cannot be read")
        return
    if not any(one.location in ITS_OWN for one in listed):
        yield Unknown("not_seen", "the list of add-ons of Firefox is not whole")
    for one in listed:
        if one.type == "extension" and one.active and one.location not in ITS_OWN:
            yield SeenAddon(one.id, _is_from_outside(one), _reads_all(machine, folder, one))


def _without_list(machine: Machine, folder: str) -> Iterator[Unknown]:
    """A profile that was never used has no list, and no add-ons."""
    inside = machine.list_folder(folder)
    if isinstance(inside, Unknown):
        yield inside
    elif any(entry.name == USED for entry in inside or ()):
        yield Unknown("not_seen", "Firefox does not tell its add-ons")


def _is_from_outside(listed: Listed) -> bool | Unknown:
    if listed.signedState in SIGNED_BY_MAKER:
        return False
    if listed.signedState != SIGNED_BY_SHOP or listed.foreignInstall:
        return True
    if listed.sourceURI is None:
        return Unknown("not_seen", "Firefox does not tell where an add-on comes from")
    return host_of(listed.sourceURI) not in SHOPS


def _reads_all(machine: Machine, folder: str, listed: Listed) -> bool | Unknown:
    if listed.userPermissions is None:
        return Unknown("not_seen", "Firefox does not tell what an add-on may read")
    if any_for_every_page([*_patterns(listed.userPermissions), *_patterns(listed.requestedPermissions)]):
        return True
    if not any_for_every_page(_patterns(listed.optionalPermissions)):
        return False
    return _was_given(machine, folder, listed.id)


def _was_given(machine: Machine, folder: str, name: str) -> bool | Unknown:
    """Whether the person gave it every page when it asked; newer versions note that where we cannot read it."""
    text = machine.read(f"{folder}/{GIVEN}", MOST_BYTES)
    if isinstance(text, Unknown):
        return text
    try:
        given = msgspec.json.decode(text or "", type=dict[str, Origins]).get(name)
    except (msgspec.DecodeError, RecursionError):
        given = None
    if given is None:
        return Unknown("not_seen", "Firefox does not tell what somebody let an add-on read")
    return any_for_every_page(_patterns(given))


def _patterns(origins: Origins | None) -> list[str]:
    return (origins.origins or []) if origins is not None else []
