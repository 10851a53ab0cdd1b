"""The types of a report file, field by field as it stands in the JSON.

Nested parts accept fields that they do not know, so that a newer 1.x file opens here; the top refuses them.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Final, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from carecheck.lights import Light, Reason
from carecheck.systems import SystemName
from carecheck.words import CostBand, Harm, Per, Who

SubjectKind = Literal["computer", "domain", "website", "supplier", "home"]
Strength = Literal["partial", "support", "none"]
MADE_UP: Final = "made_up"  # the kind of evidence on which the made-up home of `carecheck demo` rests
ALTERED: Final = "was changed after it was saved."  # the end of the problem that tells of such a file
FactValue = None | bool | int | float | str | tuple[str, ...]
LimitValue = bool | int | float | tuple[str, ...]

CheckId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", max_length=100)]
Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", max_length=100)]
Id = Annotated[str, Meta(min_length=1, max_length=300)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Digest = Annotated[str, Meta(pattern=r"^sha256:[0-9a-f]{64}$")]
SchemaVersion = Annotated[str, Meta(pattern=r"^1\.\d+$")]
Amount = Annotated[int, Meta(ge=0)]
# A time without a zone could mean any hour of the day; msgspec refuses it, and the pattern tells the JSON Schema.
Moment = Annotated[
    datetime,
    Meta(
        tz=True,
        extra_json_schema={"pattern": r"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)$"},
    ),
]


class Tool(Struct, frozen=True):
    """The program that made the report."""

    name: str
    version: str


class Profile(Struct, frozen=True):
    """The profile that chose the checks: its hash in normalised form, the checks that it leaves out, what it is for."""

    id: str
    version: str
    sha256: Sha256
    skipped: tuple[CheckId, ...] = ()
    means: str = ""


class Words(Struct, frozen=True):
    """The version and the language of the sentences."""

    version: str
    lang: str = "en-GB"


class Run(Struct, frozen=True):
    """When and how was looked. `elevated`: with an administrator's rights; `clock_checked`: the clock was compared."""

    started_at: Moment
    finished_at: Moment
    elevated: bool
    names: Literal["hidden", "shown"] = "hidden"
    clock_checked: bool = False


class Group(Struct, frozen=True):
    """The group of homes that keys the device ids."""

    id: Id


class Site(Struct, frozen=True):
    """The home."""

    id: Id
    name: Annotated[str, Meta(min_length=1)]


class Subject(Struct, frozen=True):
    """What was looked at: a computer, a domain, a website, a supplier or the home.

    `form` (desktop, laptop, server, ...), `system`, `make`, `model` and `serial` are of computers only, and `serial`
    is there only where somebody asked for it. `what` is what a supplier does for the home. The last four came with 1.1.
    """

    id: Id
    kind: SubjectKind
    label: Annotated[str, Meta(min_length=1)]
    form: str | None = None
    system: SystemName | None = None
    make: str | None = None
    model: str | None = None
    serial: str | None = None
    what: str | None = None


class Rule(Struct, frozen=True):
    """The rule of the check that held, with the limits by which it was judged; `version` is that of the check."""

    code: Name
    version: Annotated[int, Meta(ge=1)]
    when: str
    limits: dict[Name, LimitValue]


class SeenFact(Struct, frozen=True):
    """A fact that a light rests on. `by` is the role of the person who answered, where a person did."""

    name: CheckId
    value: FactValue
    source: str
    collected_at: Moment
    evidence: str | None = None
    by: str | None = None


class Letter(Struct, frozen=True):
    """What a supplier is asked in writing, and why."""

    ask: str
    why: str = ""


class Verdict(Struct, frozen=True):
    """The words of a result; `name` is what good looks like, `title_many` still holds `{n}`.

    `letter` is what the supplier is asked, where the result is one of a supplier who can help.
    """

    name: str
    title: str
    title_many: str | None = None
    why: str = ""
    do: tuple[str, ...] = ()
    action: str = ""
    for_it: str = ""
    notes: tuple[str, ...] = ()
    letter: Letter | None = None


class Time(Struct, frozen=True):
    """Hands-on time."""

    minutes: Annotated[int, Meta(ge=1)]
    per: Per = "once"
    waiting: bool = False


class Cost(Struct, frozen=True):
    """What a fix costs; `about` is the price in the words of that day, "£500 for a new computer"."""

    band: CostBand
    about: str | None = None


class Ref(Struct, frozen=True):
    """Where others ask for the same: `scheme` is dspt, cyber_essentials or ncsc."""

    scheme: Name
    item: str
    version: str | None = None
    strength: Strength | None = None


class Gap(Struct, frozen=True):
    """Why something is Not checked; `also` are the reasons of the other things that were missing.

    `questions` are the ids of those to which an answer was missing.
    """

    reason: Reason
    detail: str = ""
    also: tuple[Reason, ...] = ()
    questions: tuple[Name, ...] = ()


class Accepted(Struct, frozen=True):
    """A risk that the home took knowingly, by a role and until a day. It changes no light."""

    because: str
    by: str
    until: date


class Result(Struct, frozen=True):
    """What one check says about one subject. `pack` names the checks from elsewhere that this one is of, if it is.

    `first_seen` is the day on which it was first to be fixed; None for other lights.
    """

    check_id: CheckId
    subject_id: Id
    key: Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
    light: Light
    rule: Rule | None
    facts: tuple[SeenFact, ...]
    verdict: Verdict
    harm: Harm
    who: Who | None = None
    time: Time | None = None
    cost: Cost | None = None
    refs: tuple[Ref, ...] = ()
    first_seen: date | None = None
    accepted: Accepted | None = None
    unknown: Gap | None = None
    pack: str | None = None


class Evidence(Struct, frozen=True):
    """Where a fact was seen; `hidden` names what was left out of it."""

    id: Id
    kind: str
    where: str
    sha256: Sha256 | None = None
    hidden: tuple[str, ...] = ()


class Summary(Struct, frozen=True):
    """How many results have each light, and how many were planned."""

    red: Amount
    amber: Amount
    unknown: Amount
    green: Amount
    not_needed: Amount
    planned: Amount


class Report(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole report file. `data` holds the versions of the dated tables, `problems` what went wrong on the way.

    `digest` came with 1.1 and belongs to a file: writing makes it, and reading checks it and takes it out.
    """

    kind: Literal["carecheck.report"] = "carecheck.report"
    schema_version: SchemaVersion = "1.1"

    digest: Digest | UnsetType = UNSET
    report_id: Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    tool: Tool
    profile: Profile
    words: Words
    data: dict[Name, str]
    run: Run
    group: Group | None
    site: Site | None
    subjects: tuple[Subject, ...]
    results: tuple[Result, ...]
    evidence: tuple[Evidence, ...]
    summary: Summary
    problems: tuple[str, ...]

    @property
    def made_up(self) -> bool:
        """Whether anything in it rests on what was made up: no part of it is evidence then."""
        return rests_on_made_up(one.kind for one in self.evidence)

    @property
    def altered(self) -> tuple[str, ...]:
        """A sentence for each file that was changed after it was saved: what comes from it is weak evidence."""
        return altered_files(self.problems)


def rests_on_made_up(kinds: Iterable[str]) -> bool:
    """Whether evidence of any of these kinds is of the made-up home."""
    return any(MADE_UP in kind for kind in kinds)


def altered_files(problems: Iterable[str]) -> tuple[str, ...]:
    """Those problems that tell of a file that was changed after it was saved."""
    return tuple(problem for problem in problems if problem.endswith(ALTERED))


def key_of(check_id: str, subject_id: str) -> str:
    """The stable key by which one report finds the same thing in another."""
    return sha256(f"{check_id}\n{subject_id}".encode()).hexdigest()[:16]


def ordered(results: Iterable[Result]) -> tuple[Result, ...]:
    """Results in the order of the file: by check, then by subject."""
    return tuple(sorted(results, key=lambda result: (result.check_id, result.subject_id)))


def summary_of(results: Iterable[Result], planned: int) -> Summary:
    """The counts of these results; `planned` is the number of checks and subjects that the scan set out to do."""
    counts = Counter(result.light for result in results)
    return Summary(
        red=counts["red"],
        amber=counts["amber"],
        unknown=counts["unknown"],
        green=counts["green"],
        not_needed=counts["not_needed"],
        planned=planned,
    )
