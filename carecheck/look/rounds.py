"""The rounds in which the probes of one domain ask DNS, and the evidence of what they were told."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from carecheck.facts.model import FactGroup, Unknown
from carecheck.look.lookups import Answer, Found, Lookups, Mx, NotThere, Question, RecordType
from carecheck.look.network import Network
from carecheck.look.probes import Probe
from carecheck.words import clean

MOST_ROUNDS: Final = 30

# Types that every name server knows: some office routers say "no such name" to the others.
CORE_TYPES: Final[tuple[RecordType, ...]] = ("A", "AAAA", "MX", "NS", "TXT")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one group of facts rests on: the questions, and a hash of the answers, which shows that they are the same.

    `hidden` names what was left out of `where`; nothing is, for DNS is public.
    """

    kind: str
    where: str
    sha256: str
    hidden: tuple[str, ...] = ()


def look_at_domain(
    domain: str, probes: Iterable[Probe], network: Network, deadline_seconds: float = 6.0
) -> tuple[dict[str, FactGroup], dict[str, Evidence]]:
    """The facts about a domain and their evidence, both by the name of the group.

    `domain` is in lower-case ASCII without a dot at the end. Questions that have no answer after `deadline_seconds`
    are Unknown(timed_out). A probe that fails darkens its own group only. If the domain does not exist, all groups
    but `domain` are Unknown(no_such_name): what is below it does not exist either (RFC 8020).
    """
    deadline = time.monotonic() + deadline_seconds
    known: dict[Question, Answer] = {}
    groups: dict[str, FactGroup] = {}
    used: dict[str, frozenset[Question]] = {}
    waiting = list(probes)
    for _ in range(MOST_ROUNDS):
        wanted: set[Question] = set()
        looked = [(probe, Lookups(domain, known)) for probe in waiting]
        for probe, lookups in looked:
            name = probe.group.group_name()
            groups[name] = _group(probe, lookups)
            used[name] = frozenset(lookups.used)
            wanted |= lookups.wanted
        waiting = [probe for probe, lookups in looked if lookups.wanted]
        if not waiting:
            break
        known |= network.ask(wanted, deadline)
    for probe in waiting:
        groups[probe.group.group_name()] = probe.group.all_unknown(
            Unknown("timed_out", f"still asking after {MOST_ROUNDS} rounds")
        )
    if _does_not_exist(domain, known):
        gap = Unknown("no_such_name", "NXDOMAIN")
        groups = {name: group if name == "domain" else type(group).all_unknown(gap) for name, group in groups.items()}
    return groups, {name: _evidence(questions, known) for name, questions in used.items() if questions}


def _group(probe: Probe, lookups: Lookups) -> FactGroup:
    try:
        return probe.look(lookups)
    except Exception as fault:  # one probe's fault must not darken the others
        return probe.group.all_unknown(Unknown("our_fault", clean(f"{type(fault).__name__}: {fault}")))


def _does_not_exist(domain: str, known: Mapping[Question, Answer]) -> bool:
    """Whether DNS says that there is no such domain, and no other answer speaks against it."""
    core = [answer for (name, kind), answer in known.items() if name == domain and kind in CORE_TYPES]
    below = [answer for (name, _), answer in known.items() if name.endswith(f".{domain}")]
    denied = any(answer == NotThere("no_such_name") for answer in core)
    seen = any(isinstance(answer, Found) for answer in core + below) or NotThere("no_data") in core
    return denied and not seen


def _evidence(questions: Iterable[Question], known: Mapping[Question, Answer]) -> Evidence:
    asked = sorted(question for question in questions if question in known)
    seal = sha256()
    for question in asked:
        seal.update(f"{question.type} {question.name}: {_in_words(known[question])}\n".encode())
    where = "; ".join(f"{question.type} {question.name}" for question in asked)
    return Evidence("dns", clean(where, most=2_000), seal.hexdigest())


def _in_words(answer: Answer) -> str:
    """An answer without what differs from run to run: the details of a failure."""
    match answer:
        case Found(records):
            return repr([tuple(record) if isinstance(record, Mx) else record for record in records])
        case NotThere(why, dangling):
            return f"{why}, dangling" if dangling else why
        case Unknown(reason):
            return f"unknown, {reason}"
