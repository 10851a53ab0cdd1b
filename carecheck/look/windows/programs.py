"""Programs on this Windows whose makers have given them up, of those on our list."""

from carecheck.facts.model import Unknown
from carecheck.facts.programs import Programs
from carecheck.look.dead_software import Listed, dead_software, judged_by_list
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.installed import Program, installed_programs, version_numbers
from carecheck.words import clean


@probe(Programs, on="windows")
def programs(machine: Machine) -> Programs:
    """Hold each installed program against the list."""
    installed = installed_programs(machine)
    if isinstance(installed, Unknown):
        return Programs.all_unknown(installed)
    rows: list[Listed] = []
    gap: Unknown | None = None
    for program in installed:
        for row in dead_software().programs:
            meant = _is_meant(program, row)
            if isinstance(meant, Unknown):
                gap = meant if gap is None else gap
            elif meant:
                rows.append(row)
    return judged_by_list(rows, gap, machine.about.today)


def _is_meant(program: Program, row: Listed) -> bool | Unknown:
    if not program.begins_with(row.starts):
        return False
    if row.below is None:
        return True
    version, below = version_numbers(program.version), version_numbers(row.below)
    if version is None or below is None:
        return Unknown("not_seen", f"{clean(program.name, 60)} does not tell its version")
    return version < below
