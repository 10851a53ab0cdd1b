"""Filters: what a computer told of itself, and why one could not be checked, in closed words."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

SYSTEMS = {"Linux": "linux", "Darwin": "macos"}
MACHINES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}
LONGEST = 400

# The first that fits counts. Words of ssh, of Windows' remote control, of sudo and of the system; see README.md.
UNREACHABLE = (
    ("wrong_key", r"host key verification failed|remote host identification has changed|certificate verify failed"),
    (
        "refused",
        r"permission denied|authentication fail|too many authentication|credentials were rejected|unauthorized",
    ),
    ("no_reply", r""),
)
FAILED = (
    ("timed_out", r"timed out after \d+|task timed out|timeout was exceeded"),
    ("disk_full", r"no space left on device|disk quota exceeded|not enough space on the disk"),
    ("refused", r"sudo password|a password is required|permission denied|incorrect sudo|is not in the sudoers"),
    ("stopped", r""),
)
WORDS = {word for word, _ in UNREACHABLE + FAILED} | {"tool_missing", "not_possible_here", "unreadable"}
TEXTS = ("msg", "stderr", "module_stderr", "stdout", "module_stdout", "exception")


def hindrance(result: Mapping[str, Any]) -> str:
    """The closed word for what was in the way of a task."""
    _, _, own = str(result.get("msg", "")).rpartition("carecheck: ")  # what our own tasks say
    if own in WORDS:
        return own
    if result.get("timedout"):
        return "timed_out"
    said = "\n".join(str(result.get(key) or "") for key in TEXTS).lower()
    table = UNREACHABLE if result.get("unreachable") else FAILED
    return next(word for word, pattern in table if re.search(pattern, said))


def told(output: str) -> dict[str, Any]:
    """What a computer told of itself: `key=value` after "carecheck:" on each line; what is odd counts as not told."""
    lines = re.findall(r"^carecheck:(\w+)=([^\r\n]*)\r?$", output, re.MULTILINE)
    said = {key: value for key, value in lines if len(value) <= LONGEST and value.isprintable()}
    version, free = said.get("version", ""), said.get("free", "")
    return {
        "system": SYSTEMS.get(said.get("system", ""), "") if said.get("libc") != "musl" else "",
        "machine": MACHINES.get(said.get("machine", ""), ""),
        "python": said.get("python", ""),
        "version": version if re.fullmatch(r"3\.\d\d", version) else "",
        "free_kb": int(free) if re.fullmatch(r"\d{1,15}", free) else 0,
        "place": said.get("place", ""),
        "brought": said.get("brought", ""),
    }


def missed(hosts: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Those of these computers that could not be checked, as `not-seen.yaml` lists them."""
    return [
        {
            "computer": str(host["inventory_hostname"]),
            "home": str(host["carecheck_site"]["id"]),
            "home_name": str(host["carecheck_site"]["name"]),
            "day": str(host["carecheck_started"])[:10],
            "reason": str(host["carecheck_hindrance"]),
        }
        for host in hosts
        if host["carecheck_hindrance"]
    ]


class FilterModule:
    """The filters of this collection."""

    def filters(self) -> dict[str, Any]:
        """Their names."""
        return {"hindrance": hindrance, "told": told, "missed": missed}
