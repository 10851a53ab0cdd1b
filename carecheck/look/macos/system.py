"""The macOS on this computer, and until when it gets security updates.

Apple names no last days. By practice the newest three releases get updates; what our list says of one that has ended
since the list was made is no certain end.
"""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.system import System
from carecheck.facts.table_age import cannot_date
from carecheck.look.machine import Machine
from carecheck.look.macos.version import Version, version
from carecheck.look.probes import probe
from carecheck.look.support_dates import support_dates

TABLE: Final = "support-dates"
LINE: Final = "macos"
NAMES_NONE: Final = "Apple names no last day"


@probe(System, on="macos")
def system(machine: Machine) -> System:
    """Name the system, and look up its dates in our table."""
    seen = version(machine)
    return System.all_unknown(seen) if isinstance(seen, Unknown) else _dated(machine, seen)


def _dated(machine: Machine, seen: Version) -> System:
    table, today = support_dates(), machine.about.today
    line = table.systems[LINE]
    release = line.releases.get(seen.release)
    if release is None:
        gap = Unknown("not_listed", f"our list of dates has no {line.name} {seen.release}")
        return System(f"{line.name} {seen.release}", line.maker, gap, gap, gap)
    name = f"{line.name} {seen.release} {release.codename}".strip()
    if release.ends is None:
        # It got updates when the list was made; how long that tells something about today, the list knows.
        still = cannot_date(TABLE, today)
        return System(name, line.maker, still, line.firm, still)
    certain = release.ends < table.as_at
    return System(
        name=name,
        maker=line.maker,
        support_ends=table.believed(release.ends, today),
        support_end_is_firm=line.firm,
        extended_ends=None if certain else Unknown("not_listed", NAMES_NONE),
    )


def newest_known(seen: Version) -> tuple[int, ...] | None:
    """The newest version of its own release that was out when our list was made."""
    release = support_dates().systems[LINE].releases.get(seen.release)
    return tuple(map(int, release.latest.split("."))) if release and release.latest else None
