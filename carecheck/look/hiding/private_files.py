"""Files full of private things, of which a recording keeps only what is read.

The settings of browsers tell which pages a person opens, and what a computer remembers of Wi-Fi holds names and keys.
"""

import plistlib
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import msgspec

from carecheck.look import chromium_addons, firefox_addons
from carecheck.look.hiding.content import cut
from carecheck.look.hiding.property_lists import PACKED, plist_in
from carecheck.look.machine import Question, ReadFile
from carecheck.look.macos.wifi_memory import NETWORK, NOT_BY_ITSELF, REMEMBERED, SECURITY
from carecheck.look.seen_addons import host_of, stands_for_every_page
from carecheck.look.windows.wifi_memory import FOLDER

FORMS: Final[Mapping[str, Any]] = {
    chromium_addons.PROFILES: chromium_addons.LocalState,
    **dict.fromkeys(chromium_addons.SETTINGS, chromium_addons.Preferences),
    firefox_addons.LIST: firefox_addons.AddonList,
    firefox_addons.GIVEN: dict[str, firefox_addons.Origins],
}
SHOPS: Final = chromium_addons.SHOPS | firefox_addons.SHOPS
OTHER: Final = "other.example"
NOTHING: Final[dict[str, object]] = {}

Hide = Callable[[str], str]

_KEPT_OF_NETWORK: Final = re.compile(
    rb"<connectionMode>\s*\w+\s*</connectionMode>"
    rb"|<authEncryption>\s*(?:<authentication>\s*\w+\s*</authentication>\s*<encryption>\s*\w+\s*</encryption>)?"
    rb"|</WLANProfile>\s*\Z"
)
_KEPT_OF_PROFILES: Final = re.compile(rb"^(?:Path|StoreID)=.*$", re.MULTILINE)


def only_what_is_read(question: Question, raw: bytes, hide: Hide) -> bytes | None:
    """What stays of such a file, from which the same is read; None: it is none of them. `hide` hides in ids."""
    if not isinstance(question, ReadFile):
        return None
    if question.path.startswith(FOLDER):
        return b"\n".join(_KEPT_OF_NETWORK.findall(raw))
    if question.path == REMEMBERED:
        return _networks(raw)
    name = question.path.rpartition("/")[2]
    if name == firefox_addons.PROFILES:
        return b"\n".join([b"[Profile0]", *_KEPT_OF_PROFILES.findall(raw)])
    return _of_browser(FORMS[name], raw, hide) if name in FORMS else None


def _networks(raw: bytes) -> bytes:
    content = plist_in(raw)
    if not isinstance(content, dict):
        return cut(raw)
    kept: dict[str, Any] = {}
    for name, network in cast(dict[str, Any], content).items():
        if str(name).startswith(NETWORK):
            values = cast(dict[str, Any], network) if isinstance(network, dict) else {}
            kept[f"{NETWORK}{len(kept) + 1}"] = {
                key: value for key, value in values.items() if key in (SECURITY, NOT_BY_ITSELF)
            }
    return plistlib.dumps(kept, fmt=plistlib.FMT_BINARY if raw.startswith(PACKED) else plistlib.FMT_XML)


def _of_browser(form: Any, raw: bytes, hide: Hide) -> bytes:
    """The parts that the probe's own form has, without places, and without pages but those that stand for all."""
    try:
        content = msgspec.to_builtins(msgspec.json.decode(raw, type=form))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return cut(raw)
    return msgspec.json.encode(_kept("settings" if form is FORMS[firefox_addons.GIVEN] else "", content, hide))


def _kept(field: str, value: object, hide: Hide) -> object:
    match value:
        case dict():
            parts = cast(dict[str, object], value)
            if field == "info_cache":
                return dict.fromkeys(parts, NOTHING)
            # Its names are the ids of add-ons, and some of Firefox are somebody's email address.
            rename = hide if field == "settings" else str
            return {rename(name): _kept(name, part, hide) for name, part in parts.items()}
        case list() if field in ("explicit_host", "scriptable_host", "origins"):
            return [part for part in cast(list[str], value) if stands_for_every_page(part)]
        case list():
            return [_kept(field, part, hide) for part in cast(list[object], value)]
        case str() if field == "id":
            return hide(value)
        case str() if field == "path":
            return "hidden"
        case str() if field in ("update_url", "sourceURI"):
            return f"https://{host_of(value) if host_of(value) in SHOPS else OTHER}/"
        case _:
            return value
