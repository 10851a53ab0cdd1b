"""The rounds in which the probes of one domain or website ask, and the evidence of what they were told.

A page takes longer than many questions to DNS. So pages are fetched in the background while rounds of questions go on,
and the probes are only waiting for a page when no question is left.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from carecheck.facts.model import FactGroup, Unknown
from carecheck.look.evidence import Evidence
from carecheck.look.lookups import Answer, Found, Lookups, Mx, NotThere, Question, RecordType, nothing
from carecheck.look.network import Network, NoWeb, Web
from carecheck.look.probes import Probe
from carecheck.look.web import Fetch, Fetched, NoPage, Page
from carecheck.words import clean

if TYPE_CHECKING:
    from concurrent.futures import Future

MOST_ROUNDS: Final = 30

# Types that every name server knows: some office routers say "no such name" to the others.
CORE_TYPES: Final[tuple[RecordType, ...]] = ("A", "AAAA", "MX", "NS", "TXT")


def look_at_domain(
    domain: str,
    probes: Iterable[Probe],
    network: Network,
    deadline_seconds: float = 6.0,
    selectors: tuple[str, ...] = (),
    web: Web | None = None,
) -> tuple[dict[str, FactGroup], dict[str, Evidence]]:
    """The facts about a domain or website and their evidence, both by the name of the group.

    Without `web` no page is fetched, as with `--offline`.

    `domain` is in lower-case ASCII without a dot at the end. Questions that have no answer after `deadline_seconds`
    are Unknown(timed_out). A probe that fails darkens its own group only. If the domain does not exist, all groups
    but `domain` are Unknown(no_such_name): what is below it does not exist either (RFC 8020). `selectors` are those
    at which a person says that DKIM keys stand.
    """
    deadline = time.monotonic() + deadline_seconds
    pages = _Pages(web or NoWeb(), deadline)
    rounds = Rounds(domain, probes, selectors, pages.known)
    for _ in range(MOST_ROUNDS):
        wanted = rounds.look()
        pages.begin(rounds.to_fetch)
        if wanted:
            rounds.learn(network.ask(wanted, deadline))
            pages.take_what_has_come()
        elif not pages.wait_for_one():
            break
    return rounds.found()


class Rounds:
    """The rounds of one look: probes run, what they want to know is asked by the caller, and they run again."""

    def __init__(
        self,
        domain: str,
        probes: Iterable[Probe],
        selectors: tuple[str, ...] = (),
        pages: Mapping[Fetch, Fetched] | None = None,
        remembered: Callable[[Question], Answer | None] = nothing,
    ) -> None:
        """Without questions about what is `remembered` of other domains."""
        self._domain = domain
        self._selectors = selectors
        self._pages: Mapping[Fetch, Fetched] = {} if pages is None else pages
        self._known: dict[Question, Answer] = {}
        self._recall = partial(_recall, self._known, remembered)  # a method would be a ring, which is garbage for long
        self._looks: dict[str, _Look] = {}
        self._waiting = list(probes)

    @property
    def to_fetch(self) -> set[Fetch]:
        """The pages that probes still want."""
        return {fetch for look in self._looks.values() for fetch in look.lookups.to_fetch}

    def look(self) -> set[Question]:
        """Run the probes that are waiting; the questions whose answers they want."""
        self._looks |= {
            probe.group.group_name(): _look(
                probe,
                Lookups(
                    self._domain,
                    self._known,
                    selectors=self._selectors,
                    pages=self._pages,
                    recall=self._recall,
                    may_fetch_from=partial(probe.may_fetch_from, self._domain),
                ),
            )
            for probe in self._waiting
        }
        self._waiting = [look.probe for look in self._looks.values() if look.lookups.wanted or look.lookups.to_fetch]
        return {question for look in self._looks.values() for question in look.lookups.wanted}

    def learn(self, answers: Mapping[Question, Answer]) -> None:
        """Make answers known to the probes."""
        self._known |= answers

    def groups(self) -> dict[str, FactGroup]:
        """The facts, by the name of the group."""
        groups = {name: _settled(look) for name, look in self._looks.items()}
        if _does_not_exist(self._domain, self._known):
            gap = Unknown("no_such_name", "NXDOMAIN")
            return {name: group if name == "domain" else type(group).all_unknown(gap) for name, group in groups.items()}
        return groups

    def found(self) -> tuple[dict[str, FactGroup], dict[str, Evidence]]:
        """The facts and their evidence, both by the name of the group."""
        evidence = {name: _evidence(look.lookups, self._known, self._pages) for name, look in self._looks.items()}
        return self.groups(), {name: one for name, one in evidence.items() if one.where}


def _recall(
    known: dict[Question, Answer], remembered: Callable[[Question], Answer | None], question: Question
) -> Answer | None:
    answer = remembered(question)
    if answer is not None:
        known[question] = answer  # it stays what it is through all rounds
    return answer


class _Pages:
    """The pages of one look: those that have come, and those under way."""

    def __init__(self, web: Web, deadline: float) -> None:
        self.known: dict[Fetch, Fetched] = {}
        self._under_way: dict[Fetch, Future[Fetched]] = {}
        self._web = web
        self._deadline = deadline

    def begin(self, fetches: Iterable[Fetch]) -> None:
        """Fetch what is neither here nor under way."""
        for fetch in fetches:
            if fetch not in self.known and fetch not in self._under_way:
                self._under_way[fetch] = self._web.begin(fetch, self._deadline)

    def wait_for_one(self) -> bool:
        """Wait for a page, at most until the deadline, when all are Unknown; False when none is under way."""
        if not self._under_way:
            return False
        from concurrent.futures import FIRST_COMPLETED, wait

        left = max(0.0, self._deadline - time.monotonic())
        if not wait(self._under_way.values(), timeout=left, return_when=FIRST_COMPLETED).done:
            self.known |= dict.fromkeys(self._under_way, Unknown("timed_out", "no page before the deadline"))
            self._under_way.clear()
        self.take_what_has_come()
        return True

    def take_what_has_come(self) -> None:
        """Make known what has come until now, without waiting."""
        for fetch in [fetch for fetch, job in self._under_way.items() if job.done()]:
            job = self._under_way.pop(fetch)
            fault = job.exception()
            self.known[fetch] = job.result() if fault is None else Unknown("our_fault", type(fault).__name__)


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
    if look.lookups.wanted or look.lookups.to_fetch:
        return look.probe.group.all_unknown(Unknown("timed_out", f"still asking after {MOST_ROUNDS} rounds"))
    return look.group


def _does_not_exist(domain: str, known: Mapping[Question, Answer]) -> bool:
    """Whether DNS says that there is no such name; one answer that speaks against it is enough to doubt it."""
    answers = [known[question] for question in known if question.name == domain and question.type in CORE_TYPES]
    read = [answer for answer in answers if not isinstance(answer, Unknown)]
    return bool(read) and all(answer == NotThere("no_such_name") for answer in read)


def _evidence(lookups: Lookups, known: Mapping[Question, Answer], pages: Mapping[Fetch, Fetched]) -> Evidence:
    asked = sorted(question for question in lookups.used if question in known)
    fetched = sorted(fetch for fetch in lookups.fetched if fetch in pages)
    answers = "".join(f"{_asked(question)}: {_in_words(known[question])}\n" for question in asked)
    answers += "".join(f"GET {fetch.url}: {_page_in_words(pages[fetch])}\n" for fetch in fetched)
    where = [_asked(question) for question in asked] + [f"GET {fetch.url}" for fetch in fetched]
    kinds = [kind for kind, some in (("dns", asked), ("web", fetched)) if some]
    seal = sha256(answers.encode(errors="backslashreplace")).hexdigest()
    return Evidence(", ".join(kinds), clean("; ".join(where), most=2_000), seal)


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


def _page_in_words(fetched: Fetched) -> str:
    match fetched:
        case Page():
            return f"{fetched.status} {fetched.headers} {fetched.certificate} {fetched.body!r}"
        case NoPage(why, fault, certificate):
            return f"{why} {fault} {certificate}"
        case Unknown(reason):
            return f"unknown, {reason}"
