"""What reports tell for a register: a row for each computer, and one for each program that we know by name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from carecheck.homes.joined import joined, oldest_first
from carecheck.look.identity import NO_NAME
from carecheck.report import FactValue, Report, Result, Subject
from carecheck.words import long_date

NOT_KNOWN: Final = "Not known"
NOT_CHECKED: Final = "Not checked"
NO_END_NAMED: Final = "No day named"
WHILE_PAID_FOR: Final = "While it is paid for"
ENDED: Final = "Ended"

Cell = str | int | date
_Cells = Mapping[str, Cell | None]

_ENCRYPTED: Final = {"green": "Yes", "red": "No", "amber": "No", "unknown": NOT_CHECKED, "not_needed": "Not needed"}
_NOT_WATCHING: Final = {
    "amber": " (does not watch)",
    "unknown": " (we could not check if it watches)",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row, known by its `id`: what was seen by the key of the column, and words for what was not."""

    id: str
    label: str
    cells: Mapping[str, Cell]
    gaps: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Register:
    """What the reports of one home tell: computers, then programs and services; `newest` is the last day of looking."""

    home: str | None
    newest: Report
    computers: tuple[Row, ...]
    software: tuple[Row, ...]


def register_of(reports: Sequence[Report], *, with_serials: bool = True) -> Register:
    """The register of one home from its reports. Raises CannotRun when they are of several homes."""
    whole = joined(reports)
    in_order = oldest_first(reports)
    computers = [
        _Computer(subject, in_order, whole.results) for subject in whole.subjects if subject.kind == "computer"
    ]
    rows = sorted((_row(one, with_serials=with_serials) for one in computers), key=lambda row: (row.label, row.id))
    return Register(
        whole.site.name if whole.site else None,
        in_order[-1],
        tuple(rows),
        (*_programs(computers), *_services(whole.subjects)),
    )


class _Computer:
    """One computer in all reports: the newest of what each says of it."""

    def __init__(self, subject: Subject, in_order: Sequence[Report], results: Iterable[Result]) -> None:
        self.id, self.label, self.system = subject.id, subject.label, subject.system
        told = [(one, seen) for one in in_order for seen in one.subjects if seen.id == subject.id]
        self.last_seen = told[-1][0].run.started_at.date()
        self.form, self.make, self.model, self.serial = (
            next((value for _, seen in reversed(told) if (value := getattr(seen, name))), None)
            for name in ("form", "make", "model", "serial")
        )
        self.results = {one.check_id: one for one in results if one.subject_id == subject.id}
        facts = sorted(
            (one for result in self.results.values() for one in result.facts), key=lambda one: one.collected_at
        )
        self.facts: dict[str, FactValue] = {one.name: one.value for one in facts}

    def light(self, check: str) -> str:
        """The light of a check; one that nobody did is Not checked."""
        return self.results[check].light if check in self.results else "unknown"

    def names(self, fact: str) -> tuple[str, ...]:
        """The names in a fact; none where it was not seen."""
        value = self.facts.get(fact)
        return value if isinstance(value, tuple) else ()

    def text(self, fact: str) -> str | None:
        """A text in a fact; None where it was not seen."""
        value = self.facts.get(fact)
        return value if isinstance(value, str) else None

    def day(self, fact: str) -> date | None:
        """A day in a fact; None where it was not seen, and where there is none."""
        try:
            return date.fromisoformat(self.text(fact) or "")
        except ValueError:
            return None


def _row(pc: _Computer, *, with_serials: bool) -> Row:
    found: dict[str, Cell | None] = {
        "asset_number": pc.id,
        "type": pc.form.capitalize() if pc.form else NOT_KNOWN,
        "name": None if pc.label == NO_NAME else pc.label,
        "make": pc.make,
        "model": pc.model,
        "serial": pc.serial if with_serials else None,
        "system": pc.text("system.name") or NOT_KNOWN,
        "supported_until": _supported_until(pc),
        "last_update": pc.day("updates.last_installed") or NOT_KNOWN,
        "antivirus": _antivirus(pc),
        "encrypted": _ENCRYPTED[pc.light("disk.encrypted")],
        "backup": _backup(pc),
        "last_seen": pc.last_seen,
        "device_id": pc.id,
    }
    gaps = {key: value for key, value in found.items() if isinstance(value, str) and value in (NOT_KNOWN, NOT_CHECKED)}
    cells = {key: value for key, value in found.items() if value is not None and key not in gaps}
    return Row(pc.id, pc.label if pc.label != NO_NAME else pc.id, cells, gaps)


def _supported_until(pc: _Computer) -> Cell:
    if "system.support_ends" not in pc.facts:
        return NOT_KNOWN
    ends, extended = pc.day("system.support_ends"), pc.day("system.extended_ends")
    if ends is None:
        return NO_END_NAMED if pc.facts["system.support_ends"] is None else NOT_KNOWN
    return max(ends, extended) if extended else ends


def _antivirus(pc: _Computer) -> str:
    light, products = pc.light("antivirus.on"), pc.names("antivirus.products")
    if pc.facts.get("antivirus.on") is True and products:
        return ", ".join(products) + _NOT_WATCHING.get(light, "")
    return {"red": "None is on", "amber": "None seen"}.get(light, NOT_CHECKED)


def _backup(pc: _Computer) -> str:
    """What was seen of a backup: none seen is no proof that there is none."""
    ways, newest = ", ".join(pc.names("backup.methods")), pc.day("backup.newest")
    if newest:
        return f"{ways}, {long_date(newest)}" if ways else long_date(newest)
    if not ways:
        return NOT_CHECKED
    return f"{ways}, never finished" if "backup.newest" in pc.facts else f"{ways}, day not known"


@dataclass(slots=True)
class _Program:
    """A program on some computers, as it is being counted."""

    cells: dict[str, Cell]
    computers: int = 0


def _programs(computers: Iterable[_Computer]) -> Iterator[Row]:
    """The programs of our lists, and on how many computers each was seen: never all that is installed."""
    found: dict[str, _Program] = {}
    for pc in computers:
        told = list(_programs_of(pc))
        for name, some in told:
            found.setdefault(name, _Program({})).cells.update(
                {key: one for key, one in some.items() if one is not None}
            )
        for name in dict.fromkeys(name for name, _ in told):
            found[name].computers += 1
    for name, program in sorted(found.items()):
        cells: dict[str, Cell] = {"name": name, **program.cells, "computers": program.computers}
        gaps = {} if "supported_until" in cells else {"supported_until": NOT_KNOWN}
        yield Row(f"program {name}", name, cells, gaps)


def _programs_of(pc: _Computer) -> Iterator[tuple[str, _Cells]]:
    if name := pc.text("system.name"):
        until = _supported_until(pc)
        known = None if until == NOT_KNOWN else until
        yield name, {"maker": pc.text("system.maker"), "used_for": "Runs the computer", "supported_until": known}
    for name in pc.names("office.names"):
        yield name, {"maker": "Microsoft", "used_for": "Office", "supported_until": _office_until(pc, name)}
    for fact, used_for in _KINDS.items():
        for name in pc.names(fact):
            yield name, {"used_for": used_for}
    for name in pc.names("programs.ended"):
        yield name, {"supported_until": ENDED}
    if name := pc.text("programs.first_to_end"):
        yield name, {"supported_until": pc.day("programs.next_end")}


_KINDS: Final = {
    "browsers.names": "Web browser",
    "antivirus.products": "Antivirus",
    "backup.methods": "Backup",
    "remote.tools_seen": "Remote control",
}


def _office_until(pc: _Computer, name: str) -> Cell | None:
    """Until when a version of Office gets updates: told of the one that ends first, and of a single one without end."""
    if name == pc.text("office.first_to_end"):
        return pc.day("office.support_ends")
    none_ends = "office.first_to_end" in pc.facts and pc.facts["office.first_to_end"] is None
    return WHILE_PAID_FOR if none_ends else None


def _services(subjects: Iterable[Subject]) -> Iterator[Row]:
    """What the suppliers of the profile run for the home."""
    for one in subjects:
        if one.kind == "supplier":
            what = one.what[:1].upper() + one.what[1:] if one.what else None
            cells: dict[str, Cell] = {"name": f"{what} ({one.label})" if what else one.label, "supplier": one.label}
            yield Row(one.id, one.label, cells | ({"used_for": what} if what else {}))
