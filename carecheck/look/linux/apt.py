"""Updates on Debian, Ubuntu and what is made from them, asked of apt without network and without writing.

As root, even a simulation by apt-get writes a log and caches. So apt-get always runs with nobody's rights, which
suffice: every login of the computer may read what it reads.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date
from email.utils import parsedate_to_datetime
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.updates import Updates
from carecheck.look.linux.apt_automatic import automatic
from carecheck.look.linux.apt_history import last_installed
from carecheck.look.machine import PACKAGE_MANAGER_SECONDS, Machine, Output

LISTS: Final = "/var/lib/apt/lists"

# In apt's own words: 7 upgraded, 1 newly installed, 2 downgraded, 0 to remove and 3 not upgraded.
_SUMMARY: Final = re.compile(
    r"^(\d+) upgraded, (\d+) newly installed, (?:(\d+) reinstalled, )?(?:(\d+) downgraded, )?"
    r"\d+ to remove and (\d+) not upgraded\.$",
    re.MULTILINE,
)
_INSTALLS: Final = re.compile(r"^Inst (\S+) (?:\[[^\]]*\] )?\(\S+ ([^)]*)\)", re.MULTILINE)
_NOT_UPGRADED: Final = re.compile(
    r"^The following (?:packages have been kept back|upgrades have been deferred due to phasing):\n((?:  .*\n)+)",
    re.MULTILINE,
)
_PACKAGE: Final = re.compile(r"[a-z0-9][a-z0-9+.-]*(:[a-z0-9-]+)?")
# Suite names move (bookworm-security, oldstable-security), and the Debian archive is mirrored under any host's name.
_SECURITY: Final = re.compile(r"-security\b|debian-security|UbuntuESM|\bsecurity\.", re.IGNORECASE)


def apt_updates(machine: Machine, *, mint: bool) -> Updates:
    """All facts about updates."""
    return Updates(
        security_waiting=_security_waiting(machine),
        list_fetched=_list_fetched(machine),
        last_installed=last_installed(machine),
        automatic=automatic(machine, mint=mint),
    )


def _security_waiting(machine: Machine) -> int | Unknown:
    """Packages for which a security update waits; those of held-back packages count, too."""
    simulated = _apt(machine, "apt-get", "-s", "-q", "-o", "APT::Get::Show-User-Simulation-Note=no", "dist-upgrade")
    if isinstance(simulated, Unknown):
        return simulated
    summary = _SUMMARY.search(simulated.text)
    installs = _INSTALLS.findall(simulated.text)
    kept_back = [name for names in _NOT_UPGRADED.findall(simulated.text) for name in names.split()]
    if summary is None:
        return Unknown("unreadable", "apt-get did not sum up what it would do")
    *changes, not_upgraded = (int(number or 0) for number in summary.groups())
    if sum(changes) != len(installs) or not_upgraded != len(kept_back):
        return Unknown("unreadable", "apt-get named fewer packages than it counted")
    certain = [name for name, origins in installs if _SECURITY.search(origins)]
    open_ones = [name for name, origins in installs if not _SECURITY.search(origins)] + kept_back
    hidden = _with_a_security_version(machine, open_ones)
    if isinstance(hidden, Unknown):
        # Those that are certain wait whatever the rest is.
        return len(certain) or hidden
    return len(certain) + hidden


def _with_a_security_version(machine: Machine, packages: list[str]) -> int | Unknown:
    """How many of the packages have a newer version from a security archive.

    A security update that a newer ordinary update has overtaken shows the latter's origin only; one of a package
    that is held back is not shown at all.
    """
    if not packages:
        return 0
    if not all(_PACKAGE.fullmatch(package) for package in packages):
        return Unknown("unreadable", "apt-get named something that is no package")
    policy = _apt(machine, "apt-cache", "policy", *packages)
    if isinstance(policy, Unknown):
        return policy
    blocks = re.split(r"^(?=\S+:$)", policy.text, flags=re.MULTILINE)[1:]
    names = {block.partition("\n")[0].removesuffix(":") for block in blocks}
    if not {package.partition(":")[0] for package in packages} <= {name.partition(":")[0] for name in names}:
        return Unknown("unreadable", "apt-cache did not tell about each package")
    if not all("\n  Version table:\n" in block for block in blocks):
        return Unknown("unreadable", "apt-cache did not tell the versions of each package")
    return sum(any(_SECURITY.search(row) for row in _newer_versions(block)) for block in blocks)


def _newer_versions(block: str) -> Iterator[str]:
    """The rows of a version table above the installed version, which bears three stars; none is above a new package."""
    rows = block.partition("\n  Version table:\n")[2].splitlines()
    installed = [number for number, row in enumerate(rows) if row.startswith(" *** ")]
    yield from rows[: installed[0]] if installed else ()


def _list_fetched(machine: Machine) -> date | None | Unknown:
    """The day of the oldest security list that apt has; absent: it has none.

    The time of the file is of no use: it is the server's or the computer's, as it happens. The date inside is that
    on which the list was made, so the list was fetched on that day or later.
    """
    found = machine.list_folder(LISTS)
    if isinstance(found, Unknown):
        return found
    names = [entry.name for entry in found or () if entry.name.endswith(("_InRelease", "_Release"))]
    days = [_day_of(machine, name) for name in names if "security" in name]
    for day in days:
        if isinstance(day, Unknown):
            return day
    return min((day for day in days if isinstance(day, date)), default=None)


def _day_of(machine: Machine, name: str) -> date | Unknown:
    text = machine.read(f"{LISTS}/{name}", 10_000_000)
    if isinstance(text, Unknown):
        return text
    told = re.search(r"^Date: (.+)$", text or "", re.MULTILINE)
    try:
        return parsedate_to_datetime(told[1] if told else "").astimezone(UTC).date()
    except (ValueError, OverflowError):
        return Unknown("unreadable", "a list of security updates does not tell its date")


def _apt(machine: Machine, *argv: str) -> Output | Unknown:
    ran = machine.run(*argv, rights="nobody", seconds=PACKAGE_MANAGER_SECONDS)
    if isinstance(ran, Unknown):
        return ran
    return ran if ran.exit == 0 else Unknown("unreadable", f"{argv[0]} ended with {ran.exit}")
