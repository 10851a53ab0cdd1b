"""The rows of a made-up computer as C, for the stand-ins of Win32 functions in doubles/win32.

A topic is one entry in `ROWS`: a function that writes what its C file wants. Each topic has an error as well: 0, or what
Windows gives back in its place.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

Row = dict[str, Any]

ERRORS: Final = {"needs_admin": 5, "blocked": 5}  # ERROR_ACCESS_DENIED
ANOTHER_ERROR: Final = 31  # ERROR_GEN_FAILURE
UNUSED: Final = "__attribute__((unused))"
NOT_TOLD: Final = -1
SETTINGS_OF_POWER: Final = {
    "screen_off": "3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e",
    "sleep": "29f6c1db-86da-48c5-9fdb-f2b67b1f44da",
    "ask_on_waking": "0e796bdb-100d-47d6-a2d5-f7d2daa51f51",
}
LIES_ON: Final = {"disk": r"\Device\HarddiskVolume3", "path": r"\??\C:\a folder", "other": r"\Device\CdRom0"}


def rows_as_c(topics: Mapping[str, Row]) -> str:
    """The header `rows.h` for these topics."""
    parts = ["#include <windows.h>"]
    for topic, write in ROWS.items():
        answer = topics.get(topic, {"unknown": "tool_missing"})
        error = 0 if "told" in answer else ERRORS.get(answer["unknown"], ANOTHER_ERROR)
        parts += [_number(f"{topic}_error", error), write(answer.get("told", {}))]
    return "\n".join([*parts, ""])


def _accounts(told: Row) -> str:
    fields = "const WCHAR *name, *full_name, *sid; DWORD flags; int microsoft;"
    rows = [
        (_text(row["name"]), _text(row["full_name"]), _text(row["sid"]), row["flags"], _told(row["microsoft"]))
        for row in told.get("rows", [])
    ]
    return _listed("account", "accounts", fields, rows, told)


def _administrators(told: Row) -> str:
    rows = [(_text(row["sid"]), row["use"]) for row in told.get("rows", [])]
    return _listed("member", "administrators", "const WCHAR *sid; int use;", rows, told)


def _sign_ins(told: Row) -> str:
    rows = [(_text(row["sid"]), row["last"], row["password_age"]) for row in told.get("rows", [])]
    listed = _listed("sign_in", "sign_ins", "const WCHAR *sid; DWORD last, password_age;", rows, told)
    return listed + _number("running_seconds", told.get("running", 0))


def _password_rules(told: Row) -> str:
    age = told.get("longest_age")
    numbers = {"shortest": told.get("shortest", 0), "tries": told.get("tries", 0)}
    return _numbers("password_rules", numbers | {"longest_age": 0xFFFFFFFF if age is None else age})


def _domain_join(told: Row) -> str:
    return _numbers("domain_join", {"status": told.get("status", 0)})


def _cloud_join(told: Row) -> str:
    return _numbers("cloud_join", {"kind": _told(told.get("kind"))})


def _shares(told: Row) -> str:
    rows = [
        (row["kind"] | (0x80000000 if row["own"] else 0), int(row["described"]), _access_list(row["entries"]))
        for row in told.get("rows", [])
    ]
    return _listed("share", "shares", "DWORD type; int described; const WCHAR *access;", rows, told)


def _access_list(entries: list[Row] | None) -> str:
    if entries is None:
        return "NULL"
    kinds = {"allow": "A", "deny": "D"}
    return _text("D:" + "".join(f"({kinds[one['kind']]};;{one['mask']:#x};;;{one['sid']})" for one in entries))


def _drives(told: Row) -> str:
    rows = [
        (f"L'{row['letter']}'", row["type"], int(row["system"]), _text(LIES_ON[row["on"]]))
        for row in told.get("rows", [])
    ]
    return _listed("drive", "drives", "WCHAR letter; UINT type; int system; const WCHAR *on;", rows, told)


def _space(told: Row) -> str:
    return _numbers("space", {"total": told.get("total", 0), "free": told.get("free", 0)})


def _firmware(told: Row) -> str:
    return _numbers("firmware", {"type": told.get("type", 0), "can_uefi": _told(told.get("can_uefi"))})


def _form(told: Row) -> str:
    return _numbers("form", {"role": told.get("role", 0)})


def _power(told: Row) -> str:
    rows = [
        (_text(SETTINGS_OF_POWER[row["setting"]]), _told(row["plugged_in"]), _told(row["on_battery"]))
        for row in told.get("rows", [])
    ]
    listed = _listed("setting", "power", "const WCHAR *id; LONGLONG plugged_in, on_battery;", rows, told)
    return listed + _numbers(
        "power", {name: int(told.get(name, 0)) for name in ("battery", "modern_standby", "can_sleep")}
    )


def _adapters(told: Row) -> str:
    rows = [
        (row["type"], int(row["up"]), _block(map(_text, row["dns"])), _block(map(_text, row.get("gateways", ()))))
        for row in told.get("rows", [])
    ]
    parts = "DWORD type; int up; const WCHAR *dns[8], *gateways[4];"
    return _listed("adapter", "adapters", parts, rows, told)


def _wifi(told: Row) -> str:
    rows = [(row["state"], row["auth"] or 0, row["cipher"] or 0) for row in told.get("rows", [])]
    return _listed("radio", "wifi", "int state, auth, cipher;", rows, told) + _number(
        "wifi_shown", int(told.get("shown", 0))
    )


def _version(_: Row) -> str:
    return ""  # it stands in the registry


def _listed(kind: str, name: str, fields: str, rows: list[tuple[Any, ...]], told: Row) -> str:
    """An array of rows, how many there are, and how many Windows says that there are."""
    written = ", ".join(_block(map(str, row)) for row in rows)
    return (
        f"static const struct {kind} {{ {fields} }} {name}[] {UNUSED} = {{ {written or '{0}'} }};\n"
        f"static const DWORD {name}_listed {UNUSED} = {len(rows)}, {name}_count {UNUSED} = {told.get('count', 0)};\n"
    )


def _numbers(topic: str, numbers: Mapping[str, int]) -> str:
    return "".join(_number(f"{topic}_{name}", number) for name, number in numbers.items())


def _number(name: str, number: int) -> str:
    return f"static const LONGLONG {name} {UNUSED} = {number}LL;\n"


def _block(parts: Iterable[str]) -> str:
    return "{" + (", ".join(parts) or "0") + "}"


def _text(plain: str) -> str:
    """A text as C writes it."""
    return "L" + json.dumps(plain, ensure_ascii=False)


def _told(answer: int | None) -> int:
    return NOT_TOLD if answer is None else int(answer)


ROWS: Final[Mapping[str, Callable[[Row], str]]] = {
    "accounts": _accounts,
    "adapters": _adapters,
    "administrators": _administrators,
    "cloud_join": _cloud_join,
    "domain_join": _domain_join,
    "drives": _drives,
    "firmware": _firmware,
    "form": _form,
    "password_rules": _password_rules,
    "power": _power,
    "shares": _shares,
    "sign_ins": _sign_ins,
    "space": _space,
    "version": _version,
    "wifi": _wifi,
}
