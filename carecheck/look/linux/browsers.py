"""Web browsers on this Linux, held against the dated list of their versions.

A browser may come as a package, from the shops snap and Flatpak, or lie in /opt. On Ubuntu, the packages called firefox
and chromium-browser are empty, and stand for the snap.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from carecheck.facts.browsers import Browsers
from carecheck.facts.model import Unknown
from carecheck.look.browser_releases import Behind, behind_esr, behind_release
from carecheck.look.browsers_together import together
from carecheck.look.linux.packages import flatpak_version, package_versions, snap_version
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe


@dataclass(frozen=True, slots=True)
class _Browser:
    """A browser, its row in the list of versions, and the names under which it comes."""

    name: str
    row: str
    packages: tuple[str, ...]
    snaps: tuple[str, ...] = ()
    flatpaks: tuple[str, ...] = ()


FIREFOX: Final = _Browser("Firefox", "firefox", ("firefox", "MozillaFirefox"), ("firefox",), ("org.mozilla.firefox",))
KNOWN: Final = (
    _Browser("Chrome", "chrome", ("google-chrome-stable",), (), ("com.google.Chrome",)),
    _Browser(
        "Chromium", "chrome", ("chromium", "chromium-browser"), ("chromium",), ("org.chromium.Chromium",)
    ),  # its versions are those of Chrome
    _Browser("Edge", "edge", ("microsoft-edge-stable",), (), ("com.microsoft.Edge",)),
    FIREFOX,
    _Browser("Firefox ESR", "esr", ("firefox-esr",)),
)
# Their packages, snaps and Flatpaks.
UNLISTED: Final[Mapping[str, tuple[str, str, str]]] = {
    "Brave": ("brave-browser", "brave", "com.brave.Browser"),
    "Opera": ("opera-stable", "opera", "com.opera.Opera"),
    "Vivaldi": ("vivaldi-stable", "vivaldi", "com.vivaldi.Vivaldi"),
}
BY_HAND: Final = "/opt/firefox/application.ini"

_FIRST_NUMBERS: Final = re.compile(r"(\d{1,4})(?:\.(\d{1,4}))?")
_STANDS_FOR_SNAP: Final = re.compile(r"\bsnap|snap\d|transitional", re.IGNORECASE)
_APPLICATION: Final = re.compile(r"^Version=(\S{1,60})$", re.MULTILINE)

Version = tuple[_Browser, str | Unknown]


@probe(Browsers, on="linux")
def browsers(machine: Machine) -> Browsers:
    """Put together how far each browser is behind; the worst counts."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Browsers.all_unknown(gap)
    found: list[Behind] = []
    gaps: list[Unknown] = []
    for seen in _installed(machine):
        behind = seen if isinstance(seen, Unknown) else _behind(*seen, machine.about.today)
        if isinstance(behind, Unknown):
            gaps.append(behind)
        else:
            found.append(behind)
    return together(found, gaps)


def _installed(machine: Machine) -> Iterator[Version | Unknown]:
    packages = package_versions(machine)
    if isinstance(packages, Unknown):
        yield packages
    versions: Mapping[str, str] = {} if isinstance(packages, Unknown) else packages
    for browser in KNOWN:
        for version in (versions.get(name) for name in browser.packages):
            if version is not None and not _STANDS_FOR_SNAP.search(version):
                yield browser, version
        from_shops = [snap_version(machine, name) for name in browser.snaps]
        from_shops += [flatpak_version(machine, name) for name in browser.flatpaks]
        yield from ((browser, version) for version in from_shops if version is not None)
    yield from _by_hand(machine)
    yield from _unlisted(machine, versions)


def _unlisted(machine: Machine, versions: Mapping[str, str]) -> Iterator[Unknown]:
    """Browsers of which our list has no versions: with one of them here, not every browser is known to be new."""
    for name, (package, snap, flatpak) in UNLISTED.items():
        here = [package in versions, snap_version(machine, snap), flatpak_version(machine, flatpak)]
        if any(answer is not None and answer is not False for answer in here):
            yield Unknown("not_listed", f"our list has no versions of {name}")


def _by_hand(machine: Machine) -> Iterator[Version | Unknown]:
    """Firefox as it comes from its maker, unpacked where programs of other makers lie."""
    text = machine.read(BY_HAND)
    if text is None or isinstance(text, Unknown):
        yield from [] if text is None else [text]
        return
    told = _APPLICATION.search(text)
    yield FIREFOX, told[1] if told else Unknown("unreadable", f"{BY_HAND} does not tell the version")


def _behind(browser: _Browser, version: str | Unknown, today: date) -> Behind | Unknown:
    if isinstance(version, Unknown):
        return version
    numbers = _FIRST_NUMBERS.match(version)
    if numbers is None:
        return Unknown("unreadable", f"{browser.name} does not tell its version")
    major, small = int(numbers[1]), int(numbers[2] or 0)
    if browser.row == "esr" or "esr" in version:
        return behind_esr((major, small), today)
    return replace(behind_release(browser.row, major, today), name=browser.name)
