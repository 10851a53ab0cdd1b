"""Reports of macOS about itself. Their keys, and words with "sp" in them, are the same in every language."""

from typing import Any, Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.plists import Plist
from carecheck.look.macos.told import unclear, words_of

SYSTEM_PROFILER: Final = "/usr/sbin/system_profiler"
SECONDS: Final = 15.0  # it looks for networks near by before it tells of the one in use

# Asked together, for each start of the program takes a while; what takes longer than the rest is asked alone.
TOGETHER: Final = ("SPFirewallDataType", "SPiBridgeDataType")


def report(machine: Machine, kind: str) -> tuple[Plist, ...] | Unknown:
    """The rows of a report; a Mac without such a part has none."""
    kinds = TOGETHER if kind in TOGETHER else (kind,)
    told = words_of(machine, SYSTEM_PROFILER, "-json", *kinds, seconds=SECONDS)
    if isinstance(told, Unknown):
        return told
    try:
        found = msgspec.json.decode(told.text, type=dict[str, list[dict[str, Any]]])
    except (msgspec.DecodeError, RecursionError):
        return unclear(SYSTEM_PROFILER)
    return tuple(Plist(row, kind) for row in found[kind]) if kind in found else unclear(SYSTEM_PROFILER)
