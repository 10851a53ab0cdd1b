"""The rows of a made-up computer as C, for the stand-ins of Win32 functions in doubles/win32.

A topic is one entry in `ROWS`: a function that writes what its C file wants. Each topic has an error as well: 0, or what
Windows gives back in its place.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

Row = dict[str, Any]

ERRORS: Final = {"needs_admin": 5, "blocked": 5}  # ERROR_ACCESS_DENIED
ANOTHER_ERROR: Final = 31  # ERROR_GEN_FAILURE


def rows_as_c(topics: Mapping[str, Row]) -> str:
    """The header `rows.h` for these topics."""
    parts = ["#include <windows.h>"]
    for topic, write in ROWS.items():
        answer = topics[topic]
        error = 0 if "told" in answer else ERRORS.get(answer["unknown"], ANOTHER_ERROR)
        parts += [f"static const DWORD {topic}_error __attribute__((unused)) = {error};", write(answer.get("told", {}))]
    return "\n".join([*parts, ""])


def _accounts(told: Row) -> str:
    fields = "const WCHAR *name, *full_name, *sid; DWORD flags; int microsoft;"
    rows = [
        (text(row["name"]), text(row["full_name"]), text(row["sid"]), row["flags"], _yes_no(row["microsoft"]))
        for row in told.get("rows", [])
    ]
    return _listed("account", "accounts", fields, rows, told)


def _administrators(told: Row) -> str:
    rows = [(text(row["sid"]), row["use"]) for row in told.get("rows", [])]
    return _listed("member", "administrators", "const WCHAR *sid; int use;", rows, told)


def _form(told: Row) -> str:
    return f"static const int form_role __attribute__((unused)) = {told.get('role', 0)};"


def _version(_: Row) -> str:
    return ""  # it stands in the registry


def _listed(kind: str, name: str, fields: str, rows: list[tuple[Any, ...]], told: Row) -> str:
    """An array of rows, how many there are, and how many Windows says that there are."""
    written = ", ".join("{" + ", ".join(map(str, row)) + "}" for row in rows)
    unused = "__attribute__((unused))"
    return (
        f"static const struct {kind} {{ {fields} }} {name}[] {unused} = {{ {written or '{0}'} }};\n"
        f"static const DWORD {name}_listed {unused} = {len(rows)}, {name}_count {unused} = {told.get('count', 0)};"
    )


def text(plain: str) -> str:
    """A text as C writes it."""
    return "L" + json.dumps(plain, ensure_ascii=False)


def _yes_no(answer: bool | None) -> int:
    return -1 if answer is None else int(answer)


ROWS: Final[Mapping[str, Callable[[Row], str]]] = {
    "accounts": _accounts,
    "administrators": _administrators,
    "form": _form,
    "version": _version,
}
