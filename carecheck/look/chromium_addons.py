"""Add-ons of browsers that are made from Chromium: Chrome, Edge, Brave and the like, by their own files of settings.

Such a browser always has add-ons of its own. Where none of these shows, its settings are not whole.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.seen_addons import SeenAddon, any_for_every_page, host_of, why_not_unused

PROFILES: Final = "Local State"
SETTINGS: Final = ("Preferences", "Secure Preferences")
MOST_BYTES: Final = 16_000_000
MOST_PROFILES: Final = 40
SHOPS: Final = frozenset({"clients2.google.com", "edge.microsoft.com"})

# mojom::ManifestLocation.
UNPACKED, COMPONENT, COMMAND_LINE, EXTERNAL_COMPONENT = 4, 5, 8, 10
TAKEN_AWAY: Final = 2  # the state of one that a program brought along, and that the person took away

_PROFILE: Final = re.compile(r"[\w -]{1,60}")


class Manifest(msgspec.Struct, omit_defaults=True):
    """The part of an add-on's own description that is read."""

    update_url: str | None = None


class Hosts(msgspec.Struct, omit_defaults=True):
    """The web pages that an add-on may read, by patterns."""

    explicit_host: list[str] | None = None
    scriptable_host: list[str] | None = None

    @property
    def patterns(self) -> list[str]:
        """All of them."""
        return [*(self.explicit_host or ()), *(self.scriptable_host or ())]


class Setting(msgspec.Struct, omit_defaults=True):
    """What a browser notes of one add-on, as far as it is read."""

    location: int | None = None
    path: str | None = None
    state: int | None = None
    from_webstore: bool | None = None
    disable_reasons: int | list[int] | None = None
    withholding_permissions: bool | None = None
    active_permissions: Hosts | None = None
    runtime_granted_permissions: Hosts | None = None
    manifest: Manifest | None = None


class Extensions(msgspec.Struct, omit_defaults=True):
    """The settings of all add-ons."""

    settings: dict[str, Setting] | None = None


class Preferences(msgspec.Struct, omit_defaults=True):
    """One of the two files of settings of a profile."""

    extensions: Extensions | None = None


class ProfileNames(msgspec.Struct, omit_defaults=True):
    """The profiles of a browser, by the names of their folders."""

    info_cache: dict[str, Any] | None = None


class LocalState(msgspec.Struct, omit_defaults=True):
    """The file of settings that all profiles of a browser share."""

    profile: ProfileNames | None = None


def chromium_addons(machine: Machine, place: str) -> tuple[SeenAddon | Unknown, ...] | None:
    """The add-ons of all profiles in a place; None where the browser was never used."""
    text = machine.read(f"{place}/{PROFILES}", MOST_BYTES)
    if text is None:
        gap = why_not_unused(machine, place, SETTINGS)
        return None if gap is None else (gap,)
    return (text,) if isinstance(text, Unknown) else tuple(_in_profiles(machine, place, text))


def _in_profiles(machine: Machine, place: str, state: str) -> Iterator[SeenAddon | Unknown]:
    try:
        listed = msgspec.json.decode(state, type=LocalState).profile
    except (msgspec.DecodeError, RecursionError):
        listed = None
    names = list((listed.info_cache or ()) if listed is not None else ())
    if not 0 < len(names) <= MOST_PROFILES or not all(_PROFILE.fullmatch(name) for name in names):
        yield Unknown("unreadable", "a browser does not tell its profiles")
        return
    for name in names:
        yield from _in_profile(machine, f"{place}/{name}")


def _in_profile(machine: Machine, folder: str) -> Iterator[SeenAddon | Unknown]:
    settings: dict[str, Setting] = {}
    for file in SETTINGS:
        text = machine.read(f"{folder}/{file}", MOST_BYTES)
        if text is None:
            continue
        found = text if isinstance(text, Unknown) else _settings(text)
        if isinstance(found, Unknown):
            yield found
        else:
            settings |= found
    if not any(one.location in (COMPONENT, EXTERNAL_COMPONENT) for one in settings.values()):
        yield Unknown("not_seen", "a browser does not tell its add-ons")
    yield from (_seen(name, one) for name, one in settings.items() if _is_on(one))


def _settings(text: str) -> dict[str, Setting] | Unknown:
    try:
        extensions = msgspec.json.decode(text, type=Preferences).extensions
    except (msgspec.DecodeError, RecursionError):
        return Unknown("unreadable", "the settings of a browser cannot be read")
    return (extensions.settings or {}) if extensions is not None else {}


def _is_on(setting: Setting) -> bool:
    """Whether it is somebody's own add-on, here and turned on. What has no place is only remembered."""
    own = setting.location in (COMPONENT, EXTERNAL_COMPONENT)
    return not (own or setting.path is None or setting.disable_reasons or setting.state == TAKEN_AWAY)


def _seen(name: str, setting: Setting) -> SeenAddon:
    return SeenAddon(name, _is_from_outside(setting), _reads_all(setting))


def _is_from_outside(setting: Setting) -> bool | Unknown:
    if setting.location in (UNPACKED, COMMAND_LINE):
        return True
    if setting.location is None:
        return Unknown("not_seen", "a browser does not tell where an add-on comes from")
    if setting.from_webstore:
        return False
    if setting.manifest is None:
        return Unknown("not_seen", "a browser does not tell where an add-on comes from")
    return host_of(setting.manifest.update_url or "") not in SHOPS


def _reads_all(setting: Setting) -> bool | Unknown:
    """Whether it may read every page; where the person keeps pages from it, only what they gave it counts."""
    granted = setting.runtime_granted_permissions if setting.withholding_permissions else setting.active_permissions
    if granted is None:
        nothing_given = setting.withholding_permissions
        return False if nothing_given else Unknown("not_seen", "a browser does not tell what an add-on may read")
    return any_for_every_page(granted.patterns)
