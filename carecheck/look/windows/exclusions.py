"""What Microsoft Defender is told to leave out. Windows shows it to administrators only, and sometimes not to them."""

import re
from collections.abc import Iterator
from typing import Final, Literal, get_args

from carecheck.facts.exclusions import Exclusions
from carecheck.facts.model import Unknown, any_of
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.defender_state import DEFENDER, RULES, defender_in_charge, defender_state
from carecheck.look.windows.registry import is_set, read_key, read_text

Kind = Literal["Paths", "TemporaryPaths", "Extensions", "Processes", "IpAddresses"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
FROM_MANAGEMENT: Final = f"{RULES}\\Policy Manager"
HIDDEN: Final = "HideExclusionsFromLocalAdmins"

# Kinds of file that are programs, or run as one.
_PROGRAMS: Final = frozenset(
    {
        *("bat", "cmd", "com", "cpl", "dll", "docm", "exe", "hta", "jar", "js", "jse", "lnk", "msc", "msi", "ocx"),
        *("pif", "ps1", "psm1", "scr", "sys", "vb", "vbe", "vbs", "wsf", "xlsm"),
    }
)
# Programs of Windows that open whatever they are given.
_OPENERS: Final = frozenset(
    {
        *("cmd.exe", "cscript.exe", "explorer.exe", "mshta.exe", "powershell.exe", "pwsh.exe", "regsvr32.exe"),
        *("rundll32.exe", "svchost.exe", "wscript.exe"),
    }
)
_END: Final = re.compile(r"(\\+\*?(\.\*)?|\*(\.\*)?)$")
_WIDE: Final = re.compile(
    r"""
    (\\\\[?.]\\)?
    ( [a-z*?]: | %(systemdrive|homedrive)% )?                        # a whole drive
    ( \\?(windows|%(systemroot|windir)%)(\\(system32|temp))? | \\?program\ files(\ \(x86\))? | \\?programdata
    | %(programfiles(\(x86\))?|programdata|allusersprofile|userprofile|public|appdata|localappdata|temp|tmp)%
    | \\?users(\\[^\\]+(\\(desktop|documents|downloads|appdata(\\(local|roaming)(\\temp)?)?))?)?
    | %(userprofile|homepath|public)%(\\(desktop|documents|downloads|appdata(\\(local|roaming)(\\temp)?)?))?
    | %localappdata%\\temp
    )?
    """,
    re.VERBOSE,
)


@probe(Exclusions, on="windows")
def exclusions(machine: Machine) -> Exclusions:
    """Look into each list; one that nobody may read leaves the answer open, unless another settles it."""
    in_charge = defender_in_charge(machine, defender_state(machine))
    if in_charge is not True:
        other = Unknown("not_seen", "another antivirus does not tell what it leaves out")
        return Exclusions.all_unknown(in_charge if isinstance(in_charge, Unknown) else other)
    found = [one for kind in KINDS for one in _left_out(machine, kind)]
    hidden = any_of(is_set(machine, "HKLM", key, HIDDEN) for key in (RULES, DEFENDER))
    if hidden is True:
        hidden = Unknown("blocked", "a rule hides what Defender leaves out")
    return Exclusions(wide=any_of([*found, hidden]), some=any_of([*(_is_one(one) for one in found), hidden]))


def is_wide(kind: Kind, name: str) -> bool | Unknown:
    """Whether leaving this out leaves out a drive, people's or Windows' own folders, or a kind of program."""
    if "\ufffd" in name or not name.strip():
        return Unknown("unreadable", "what is left out cannot be read")
    plain = name.strip().strip('"').replace("/", "\\").casefold()
    if kind == "IpAddresses":
        return False
    if kind == "Extensions":
        plain = plain.rpartition(".")[2]
        return plain == "*" or plain.replace("?", "") == "" or plain in _PROGRAMS
    if kind == "Processes" and (plain == "*.exe" or plain.rpartition("\\")[2] in _OPENERS):
        return True
    while shorter := _END.sub("", plain):
        if shorter == plain:
            break
        plain = shorter
    return not shorter or _WIDE.fullmatch(plain) is not None


def _left_out(machine: Machine, kind: Kind) -> Iterator[bool | Unknown]:
    """For each thing that is left out, whether it is wide; for each list that could not be read, why."""
    for key in (f"{DEFENDER}\\Exclusions\\{kind}", f"{RULES}\\Exclusions\\{kind}"):
        listed, again = read_key(machine, "HKLM", key), read_key(machine, "HKLM", key)
        if isinstance(listed, Unknown):
            yield listed
        elif listed != again:  # nothing else tells how many there are, and an empty list would reassure
            yield again if isinstance(again, Unknown) else Unknown("unreadable", f"{key} contradicts itself")
        elif listed is not None:
            yield from (is_wide(kind, name) for name in listed.values)
    text = read_text(machine, "HKLM", FROM_MANAGEMENT, f"Excluded{kind}")
    if isinstance(text, Unknown):
        yield text
    elif text is not None:
        yield from (is_wide(kind, name) for name in text.split("|") if name)


def _is_one(wide: bool | Unknown) -> bool | Unknown:
    """What is left out counts, whether it is wide or not."""
    return wide if isinstance(wide, Unknown) else True
