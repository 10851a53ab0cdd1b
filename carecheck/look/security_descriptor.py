"""Who may do what, from the bytes of a Windows security descriptor (self-relative, as winnt.h describes it)."""

import struct
from dataclasses import dataclass
from typing import Final, Literal

_HAS_LIST: Final = 0x4  # SE_DACL_PRESENT
_SELF_RELATIVE: Final = 0x8000
_KINDS: Final[dict[int, Literal["allow", "deny"]]] = {0: "allow", 1: "deny"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: what the owner of that id may do, or may not."""

    sid: str
    mask: int
    kind: Literal["allow", "deny", "other"]


def access_list(raw: bytes) -> list[Entry] | None:
    """The lines of the list (DACL); None: there is no list, and everyone may do everything. Raises ValueError."""
    try:
        revision, _, control, _, _, _, at = struct.unpack_from("<BBHIIII", raw)
        if revision != 1 or not control & _SELF_RELATIVE:
            raise ValueError("no self-relative security descriptor")
        if not control & _HAS_LIST or at == 0:
            return None
        _, _, size, count, _ = struct.unpack_from("<BBHHH", raw, at)
        return _entries(raw[at + 8 : at + size], count)
    except struct.error:
        raise ValueError("the security descriptor is cut off") from None


def _entries(raw: bytes, count: int) -> list[Entry]:
    found: list[Entry] = []
    at = 0
    for _ in range(count):
        form, _, size = struct.unpack_from("<BBH", raw, at)
        if size < 4 or at + size > len(raw):
            raise ValueError("the list of rights is cut off")
        found.append(_entry(form, raw[at + 4 : at + size]))
        at += size
    return found


def _entry(form: int, raw: bytes) -> Entry:
    if form not in _KINDS:
        return Entry("", 0, "other")
    (mask,) = struct.unpack_from("<I", raw)
    return Entry(_sid(raw[4:]), mask, _KINDS[form])


def _sid(raw: bytes) -> str:
    revision, count = struct.unpack_from("<BB", raw)
    if revision != 1:
        raise ValueError("no security id")
    parts = struct.unpack_from(f"<{count}I", raw, 8)
    return "-".join(["S-1", str(int.from_bytes(raw[2:8], "big")), *map(str, parts)])
