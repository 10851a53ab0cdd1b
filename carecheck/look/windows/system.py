"""The Windows on this computer, and until when it gets security updates."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.system import System
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.support_dates import Release, SystemLine, support_dates
from carecheck.look.windows.registry import read_number
from carecheck.look.windows.version import CURRENT, FIRST_BUILD, Windows, windows_version
from carecheck.words import clean

MAKER: Final = "Microsoft"

# Editions by whose dates they follow; N editions lack media programs and follow the edition without the N.
_HOME_AND_PRO: Final = (
    "Core",
    "CoreCountrySpecific",
    "CoreSingleLanguage",
    "Professional",
    "ProfessionalCountrySpecific",
    "ProfessionalEducation",
    "ProfessionalSingleLanguage",
    "ProfessionalWorkstation",
)
_ENDINGS: Final[Mapping[str, str]] = {
    **dict.fromkeys(_HOME_AND_PRO, ""),
    **dict.fromkeys(("Education", "Enterprise", "IoTEnterprise", "ServerRdsh"), "-enterprise"),
    "EnterpriseS": "-ltsc",
    "IoTEnterpriseS": "-iot-ltsc",
}
_SEMI_ANNUAL: Final = "ACor"  # in the name of servers' editions that were cared for only 18 months


@probe(System, on="windows")
def system(machine: Machine) -> System:
    """Name the system, and look up its dates in our table by build and edition."""
    windows = windows_version(machine)
    if isinstance(windows, Unknown):
        return System.all_unknown(windows)
    found = _release(windows)
    if isinstance(found, Unknown):
        return System.all_unknown(found).with_facts(maker=MAKER)
    line, version, release = found
    name = f"{line.name} {version}"
    if windows.edition.startswith("Education"):
        name = name.replace("Enterprise", "Education")
    if release.ends is None:
        gap = Unknown("not_listed", f"we know no last day of {name} yet")
        return System(name, line.maker, gap, gap, gap)
    extended = _extended(machine, release)
    table, today = support_dates(), machine.about.today
    return System(
        name=name,
        maker=line.maker,
        support_ends=table.believed(release.ends, today),
        support_end_is_firm=line.firm,
        extended_ends=table.believed(extended, today) if isinstance(extended, date) else extended,
    )


def _release(windows: Windows) -> tuple[SystemLine, str, Release] | Unknown:
    """The line of the table for this build and edition, with the version that people know."""
    gap = Unknown(
        "not_listed", f"our list of dates has no build {windows.build} of edition {clean(windows.edition, 40)}"
    )
    if windows.build < FIRST_BUILD:
        return gap
    if windows.is_server:
        known = windows.edition.startswith("Server") and _SEMI_ANNUAL not in windows.edition
        name = "windows-server"
    else:
        ending = _ENDINGS.get(windows.edition, _ENDINGS.get(windows.edition.removesuffix("N"), "?"))
        known = ending != "?"
        name = windows.family.lower().replace(" ", "-") + ending
    line = support_dates().systems.get(name) if known else None
    if line is None:
        return gap
    versions = [(line, version, one) for version, one in line.releases.items() if one.build == windows.build]
    return versions[0] if versions else gap


def _extended(machine: Machine, release: Release) -> date | None | Unknown:
    """The last day of extended updates, if they come: the patch level is above that of the last free update."""
    if release.extended is None:
        return None
    if release.last_free_patch is None:
        return Unknown("not_seen", "this Windows does not show if extended updates come")
    patch = read_number(machine, "HKLM", CURRENT, "UBR")
    if patch is None or isinstance(patch, Unknown):
        return Unknown("not_seen", "this Windows does not tell its patch level") if patch is None else patch
    return release.extended if patch > release.last_free_patch else None
