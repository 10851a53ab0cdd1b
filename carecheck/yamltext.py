"""Values as they stand in YAML files that carecheck writes; `yamlfile` reads them back as they were."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

_PLAIN: Final = re.compile(r"[A-Za-z~/][\w./\\()+-]*(?: [A-Za-z0-9(][\w./\\()+-]*)*", re.ASCII)
_OTHER_MEANING: Final = frozenset({"~", "y", "n", "yes", "no", "true", "false", "on", "off", "null"})
_NOT_IN_QUOTES: Final = re.compile('[\\\\"\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')


def scalar_text(value: object) -> str:
    """One value, in quotes where it could be taken for another."""
    match value:
        case None:
            return "null"
        case bool():
            return "yes" if value else "no"
        case int() | date():
            return str(value)
        case float():
            digits = f"{Decimal(repr(value)):f}"
            return digits if "." in digits else f"{digits}.0"
        case _:
            text = str(value)
            if _PLAIN.fullmatch(text) and text.casefold() not in _OTHER_MEANING:
                return text
            return f'"{_NOT_IN_QUOTES.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    letter = found[0]
    return f"\\{letter}" if letter in '\\"' else {"\n": "\\n", "\t": "\\t"}.get(letter, f"\\u{ord(letter):04x}")
