"""A state of somebody's zone, and how it comes to stand on a real name server.

All states are written about `home.example`, as in `tests/domain`. On the servers each gets a top-level name of its own,
in place of `example`: `home.s017`. Names that belong to companies (`outlook.com`) are the same for all.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import dns.rcode
import dns.rdata
import dns.rdataclass
import dns.rdatatype

from carecheck.facts.model import Unknown
from carecheck.look.lookups import Answer, Found, NotThere, Question, RecordType
from carecheck.look.web import Fetched, NoPage, Page
from tests.domain.world import Records, Rows, World
from tests.network.misbehaving import Behaviour, fails, silent
from tests.zones.servers import Signed, Zone

HOME: Final = "home.example"
MOST_IN_STRING: Final = 255

_EXAMPLE: Final = re.compile(r"(?<![\w-])example(?![\w-])", re.IGNORECASE)

Light = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class State:
    """One state: what it is, and the light and rule code of each check that it is about.

    `rows` and `pages` are those of `World`; an Unknown in them is a question that fails. `lines` are further lines of
    the zone file of `home.example`, for what `rows` cannot say, and `over` those of `example`. `signed` is how the home
    is signed, and `over_signed` how `example` is. `failing` are questions that the name server on the way spoils.
    `typed` is the name as a person types it.
    """

    what: str
    lights: Mapping[str, Light]
    rows: Rows = field(default_factory=dict[str, Mapping[RecordType, Records]])
    lines: str = ""
    over: str = ""
    signed: Signed = "no"
    over_signed: Signed = "no"
    failing: Mapping[Question, Behaviour] = field(default_factory=dict[Question, Behaviour])
    pages: Mapping[str, Fetched] = field(default_factory=dict[str, Fetched])
    selectors: tuple[str, ...] = ()
    typed: str = HOME

    @property
    def subject(self) -> Literal["domain", "website"]:
        """What the state is looked at as."""
        return "website" if any(check.startswith("website.") for check in self.lights) else "domain"


def from_world(what: str, check: str, world: World, domain: str, light: str, code: str | None) -> State:
    """The state of a row of the tables in `tests/domain`."""
    instead: dict[str, dict[RecordType, Records]] = {name: dict(row) for name, row in world.rows.items()}
    for question, answer in world.instead.items():
        instead.setdefault(question.name, {})[question.type] = _as_records(answer)
    lights = {check: (light, code)}
    return State(f"{check}: {what}", lights, instead, pages=world.pages, selectors=world.selectors, typed=domain)


def _as_records(answer: Answer) -> Records:
    if isinstance(answer, Found):
        raise TypeError("say it in the rows of a world, or in the lines of a state")
    return answer


@dataclass(frozen=True, slots=True)
class Placed:
    """A state under a top-level name of its own."""

    state: State
    top: str

    def named(self, text: str) -> str:
        """A text in which `example` is replaced."""
        return _EXAMPLE.sub(self.top, text)

    @property
    def domain(self) -> str:
        """The name as it is typed."""
        return self.named(self.state.typed)

    def zones(self) -> list[Zone]:
        """The zone of the top-level name, and that of the home, where it has one."""
        own: dict[str, list[str]] = {"": [self.named(self.state.over)], "home": [self.named(self.state.lines)]}
        for name, row in self.state.rows.items():
            if not self.is_ours(name):
                continue
            in_home = name == HOME or name.endswith(f".{HOME}")
            own["home" if in_home else ""] += [self.named(line) for line in _lines(name, row)]
        if not self._home_is_a_zone():
            own[""] += own.pop("home")
        zones = [Zone(self.top, "\n".join(own[""]), self.state.over_signed)]
        if "home" in own:
            zones.append(Zone(f"home.{self.top}", "\n".join(own["home"]), self.state.signed))
        return zones

    def is_ours(self, name: str) -> bool:
        """Whether a name lies under the state's own top-level name."""
        return name.rpartition(".")[2] == "example"

    def _home_is_a_zone(self) -> bool:
        rows = self.state.rows
        at_all = self.state.lines or any(name == HOME or name.endswith(f".{HOME}") for name in rows)
        return bool(at_all) and not any(_is_dangling(records) for records in rows.get(HOME, {}).values())

    def spoiled(self) -> dict[Question, Behaviour]:
        """What the name server on the way does badly."""
        spoiled = {Question(self.named(asked.name), asked.type, True): way for asked, way in self.state.failing.items()}
        for name, row in self.state.rows.items():
            for kind, records in row.items():
                behaviour = _spoiling(records)
                if behaviour is not None:
                    spoiled[Question(self.named(name), kind)] = behaviour
        return spoiled


def _spoiling(records: Records) -> Behaviour | None:
    match records:
        case Unknown("timed_out"):
            return silent
        case Unknown():
            return fails(dns.rcode.SERVFAIL)
        case NotThere("no_such_name", dangling=False):
            return fails(dns.rcode.NXDOMAIN)
        case _:
            return None


def _is_dangling(records: Records) -> bool:
    return isinstance(records, NotThere) and records.dangling


def company_zones(states: Iterable[State]) -> list[Zone]:
    """The zones of names that are the same for all states; two states that differ about one are a mistake."""
    rows: dict[str, dict[RecordType, Records]] = {}
    for state in states:
        for name, row in state.rows.items():
            if name.rpartition(".")[2] == "example":
                continue
            known = rows.setdefault(name, {})
            assert all(known.get(kind, records) == records for kind, records in row.items()), f"states differ: {name}"
            known.update(row)
    tops: dict[str, list[str]] = {}
    for name, row in rows.items():
        tops.setdefault(name.rpartition(".")[2], []).extend(_lines(name, row))
    return [Zone(top, "\n".join(lines)) for top, lines in tops.items()]


def _lines(name: str, row: Mapping[RecordType, Records]) -> list[str]:
    """The lines of a zone file for one name; a name without any record still exists."""
    lines: list[str] = []
    for kind, records in row.items():
        if _is_dangling(records):
            return [f"{name}. CNAME nothing-here.{name.rpartition('.')[2]}."]
        if not isinstance(records, NotThere | Unknown):
            lines += [f"{name}. {kind} {_rdata(kind, record)}" for record in records]
    return lines or [f"{name}. RP . ."]


def _rdata(kind: RecordType, record: str | bytes | tuple[int, str]) -> str:
    if isinstance(record, tuple):
        return f"{record[0]} {record[1]}."
    if (
        kind == "CAA" and isinstance(record, str) and not record.startswith("\\#")
    ):  # NSD refuses capitals, which the wire may carry
        return dns.rdata.from_text(dns.rdataclass.IN, dns.rdatatype.CAA, record).to_generic().to_text()
    if kind != "TXT":
        return record if isinstance(record, str) else record.decode("ascii")
    return quoted(record.encode("latin-1") if isinstance(record, str) else record)


def quoted(text: bytes, most: int = MOST_IN_STRING) -> str:
    """A text as the strings of a TXT record, each of at most so many bytes."""
    parts = [text[start : start + most] for start in range(0, len(text), most)] or [b""]
    return " ".join(f'"{"".join(map(_escaped, part))}"' for part in parts)


def _escaped(byte: int) -> str:
    letter = chr(byte)
    return letter if 32 <= byte < 127 and letter not in '"\\' else f"\\{byte:03}"


def is_page(fetched: Fetched) -> bool:
    """Whether a web server answers at all."""
    return isinstance(fetched, Page) or (isinstance(fetched, NoPage) and fetched.why == "certificate")
