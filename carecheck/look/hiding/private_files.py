"""Files full of private things, of which a recording keeps only what is read; names and keys of Wi-Fi networks go."""

import plistlib
import re
from typing import Any, Final, cast

from carecheck.look.hiding.content import cut
from carecheck.look.hiding.property_lists import PACKED, plist_in
from carecheck.look.machine import Question, ReadFile
from carecheck.look.macos.wifi_memory import NETWORK, NOT_BY_ITSELF, REMEMBERED, SECURITY
from carecheck.look.windows.wifi_memory import FOLDER

_KEPT_OF_PROFILE: Final = re.compile(
    rb"<connectionMode>\s*\w+\s*</connectionMode>"
    rb"|<authEncryption>\s*(?:<authentication>\s*\w+\s*</authentication>\s*<encryption>\s*\w+\s*</encryption>)?"
    rb"|</WLANProfile>\s*\Z"
)


def only_what_is_read(question: Question, raw: bytes) -> bytes | None:
    """What stays of such a file, from which the same is read; None: it is none of them."""
    if not isinstance(question, ReadFile):
        return None
    if question.path.startswith(FOLDER):
        return b"\n".join(_KEPT_OF_PROFILE.findall(raw))
    return _networks(raw) if question.path == REMEMBERED else None


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
