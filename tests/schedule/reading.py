"""How systems read what we write: a command out of systemd's own words, and a line as Windows programs do."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

# As systemd tells a command of a unit: in double quotes where it has to, with C's escapes.
_TOLD: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|([^ ]+)')
_ESCAPED: Final = re.compile(r"\\([abfnrtv]|[0-7]{3}|.)")
_LETTERS: Final = dict(zip("abfnrtv", "\a\b\f\n\r\t\v", strict=True))


def read_by_systemd(unit: Path) -> tuple[str, ...]:
    """The command of a service, as systemd itself reads it; raises AssertionError where it complains."""
    analyze = ["systemd-analyze", "--user", "--man=no", "verify", str(unit)]
    here = {"HOME": str(unit.parent), "XDG_RUNTIME_DIR": str(unit.parent), "PATH": os.environ["PATH"]}
    quiet = subprocess.run(analyze, env=here, capture_output=True, check=False)
    assert (quiet.returncode, quiet.stderr) == (0, b"")
    loud = here | {"SYSTEMD_LOG_LEVEL": "debug", "SYSTEMD_LOG_TARGET": "console"}
    told = subprocess.run(analyze, env=loud, capture_output=True, check=True).stdout.decode()
    (line,) = re.findall(r"^\t+Command Line: (.*)$", told, re.M)
    parts = [quoted if whole.startswith('"') else plain for whole, quoted, plain in _parts(line)]
    return tuple(_with_dollars(_ESCAPED.sub(_unescaped, part)) for part in parts)


def read_by_windows(line: str) -> list[str]:
    """The arguments of a line: by Windows itself where we are there, else by Microsoft's rules."""
    if sys.platform == "win32":
        import ctypes

        split = ctypes.windll.shell32.CommandLineToArgvW
        split.argtypes = [ctypes.c_wchar_p, ctypes.POINTER(ctypes.c_int)]
        split.restype = ctypes.POINTER(ctypes.c_wchar_p)
        amount = ctypes.c_int()
        found = split(f"program {line}", ctypes.byref(amount))
        return [str(found[n]) for n in range(1, amount.value)]
    else:  # noqa: RET505 (mypy would call the rest unreachable)
        return _by_the_rules(line)


def _by_the_rules(line: str) -> list[str]:
    """Backslashes count only before a quote, where two are one, and one more makes the quote a letter."""
    found: list[str] = []
    letters, in_quotes, begun, at = "", False, False, 0
    while at < len(line):
        slashes = len(line) - at - len(line[at:].lstrip("\\"))
        at += slashes
        quote = line[at : at + 1] == '"'
        letters += "\\" * (slashes // 2 if quote else slashes)
        begun = begun or slashes > 0 or quote
        if quote and slashes % 2:
            letters += '"'
        elif quote:
            in_quotes = not in_quotes
        elif line[at : at + 1] in (" ", "\t") and not in_quotes:
            found += [letters] if begun else []
            letters, begun = "", False
        elif at < len(line):
            letters, begun = letters + line[at], True
        at += 1
    return [*found, letters] if begun else found


def _parts(line: str) -> list[tuple[str, str, str]]:
    return [(found[0], found[1] or "", found[2] or "") for found in _TOLD.finditer(line)]


def _unescaped(found: re.Match[str]) -> str:
    told = found[1]
    return chr(int(told, 8)) if len(told) == 3 else _LETTERS.get(told, told)


def _with_dollars(part: str) -> str:
    """What is left when systemd has put variables in: two dollars are one, and a single one would be a variable."""
    assert "$" not in part.replace("$$", "")
    return part.replace("$$", "$")
