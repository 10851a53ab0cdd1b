"""The rounds in which the probes of one domain ask DNS, and the evidence of what they were told."""

import time
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final, NamedTuple

from carecheck.facts.model import FactGroup, Unknown
from carecheck.look.evidence import Evidence
from carecheck.look.lookups import Answer, Found, Lookups, Mx, NotThere, Question, RecordType
from carecheck.look.network import Network
from carecheck.look.probes import Probe
from carecheck.words import clean

MOST_ROUNDS: Final = 30

# Types that every name server knows: some office routers say "no such name" to the others.
CORE_TYPES: Final[tuple[RecordType, ...]] = ("A", "AAAA", "MX", "NS", "TXT")


def look_at_domain(
    domain: str,
    probes: Iterable[Probe],
    network: Network,
    deadline_seconds: float = 6.0,
    selectors: tuple[str, ...] = (),
) -> tuple[dict[str, FactGroup], dict[str, Evidence]]:
    """The facts about a domain and their evidence, both by the name of the group.

    `domain` is in lower-case ASCII without a dot at the end. Questions that have no answer after `deadline_seconds`
    are Unknown(timed_out). A probe that fails darkens its own group only. If the domain does not exist, all groups
    but `domain` are Unknown(no_such_name): what is below it does not exist either (RFC 8020). `selectors` are those
    at which a person says that DKIM keys stand.
    """
    deadline = time.monotonic() + deadline_seconds
    known: dict[Question, Answer] = {}
    looks: dict[str, _Look] = {}
    waiting = list(probes)
    for _ in range(MOST_ROUNDS):
        looks |= {
            probe.group.group_name(): _look(probe, Lookups(domain, known, selectors=selectors)) for probe in waiting
        }
        wanted = {question for look in looks.values() for question in look.lookups.wanted}
        if not wanted:
            break
        known |= network.ask(wanted, deadline)
        waiting = [look.probe for look in looks.values() if look.lookups.wanted]
    groups = {name: _settled(look) for name, look in looks.items()}
    if _does_not_exist(domain, known):
        gap = Unknown("no_such_name", "NXDOMAIN")
        groups = {name: group if name == "domain" else type(group).all_unknown(gap) for name, group in groups.items()}
    return groups, {name: _evidence(look.lookups.used, known) for name, look in looks.items() if look.lookups.used}


class _Look(NamedTuple):
    """One look of a probe: what it found, and what it asked."""

    probe: Probe
    lookups: Lookups
    group: FactGroup


def _look(probe: Probe, lookups: Lookups) -> _Look:
    try:
        return _Look(probe, lookups, probe.look(lookups))
    except Exception as fault:  # one probe's fault must not darken the others
        gap = Unknown("our_fault", clean(f"{type(fault).__name__}: {fault}"))
        return _Look(probe, lookups, probe.group.all_unknown(gap))


def _settled(look: _Look) -> FactGroup:
    if look.lookups.wanted:
        return look.probe.group.all_unknown(Unknown("timed_out", f"still asking after {MOST_ROUNDS} rounds"))
    return look.group


def _does_not_exist(domain: str, known: Mapping[Question, Answer]) -> bool:
    """Whether DNS says that there is no such name; one answer that speaks against it is enough to doubt it."""
    answers = [known[question] for question in known if question.name == domain and question.type in CORE_TYPES]
    read = [answer for answer in answers if not isinstance(answer, Unknown)]
    return bool(read) and all(answer == NotThere("no_such_name") for answer in read)


def _evidence(questions: Iterable[Question], known: Mapping[Question, Answer]) -> Evidence:
    asked = sorted(question for question in questions if question in known)
    answers = "".join(f"{_asked(question)}: {_in_words(known[question])}\n" for question in asked)
    where = "; ".join(map(_asked, asked))
    return Evidence("dns", clean(where, most=2_000), sha256(answers.encode(errors="backslashreplace")).hexdigest())


def _asked(question: Question) -> str:
    return f"{question.type} {question.name}{'' if question.checking else ' unchecked'}"


def _in_words(answer: Answer) -> str:
    """An answer without what differs from run to run: the details of a failure."""
    match answer:
        case Found(records):
            return repr([tuple(record) if isinstance(record, Mx) else record for record in records])
        case NotThere(why, dangling):
            return f"{why}, dangling" if dangling else why
        case Unknown(reason):
            return f"unknown, {reason}"
