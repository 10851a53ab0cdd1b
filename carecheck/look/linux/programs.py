"""Programs on this Linux whose makers have given them up, of those on our list.

What a Linux brings in its own packages is cared for by its maker, however old it is. So the list holds what people add
from elsewhere, and what the makers of Linux do not mend either.
"""

from collections.abc import Iterator, Mapping

from carecheck.facts.model import Unknown
from carecheck.facts.programs import Programs
from carecheck.look.dead_software import LinuxListed, dead_software, judged_by_list
from carecheck.look.linux.packages import FLATPAKS, SNAPS, package_versions
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.remote_tools import matches


@probe(Programs, on="linux")
def programs(machine: Machine) -> Programs:
    """Hold packages, the shops and the usual places against the list."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Programs.all_unknown(gap)
    packages = package_versions(machine)
    rows: list[LinuxListed] = []
    versions: Mapping[str, str] = {}
    if isinstance(packages, Unknown):
        gap = packages
    else:
        versions = packages
    for row in dead_software().linux:
        answers = list(_signs(machine, row, versions))
        if True in answers:
            rows.append(row)
        else:
            gap = next((answer for answer in answers if isinstance(answer, Unknown)), gap)
    return judged_by_list(rows, gap, machine.about.today)


def _signs(machine: Machine, row: LinuxListed, packages: Mapping[str, str]) -> Iterator[bool | Unknown]:
    yield any(matches(name, row.packages) for name in packages)
    yield from (machine.exists(f"{SNAPS}/{name}/current") for name in row.snaps)
    yield from (machine.exists(f"{folder}/{name}/current") for name in row.flatpaks for folder in FLATPAKS)
    yield from (machine.exists(place) for place in row.places)
