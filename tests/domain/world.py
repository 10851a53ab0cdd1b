"""A made-up DNS for tests of domain probes: a table of names, and the rounds in which a probe asks it.

    world = World({"home.example": {"TXT": ["v=spf1 mx -all"], "MX": [(10, "mx.home.example")]},
                   "mx.home.example": {"A": ["192.0.2.1"], "AAAA": TIMED_OUT}})
    facts = world.look(spf, "home.example")

A name that has a row, or has names below it, exists; any other name does not (RFC 8020).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from carecheck.facts.model import FactGroup, Unknown
from carecheck.look.lookups import Answer, Found, Lookups, Mx, NotThere, Question, RecordType
from carecheck.look.web import Fetch, Fetched, NoPage

Group = TypeVar("Group", bound=FactGroup)
Records = Sequence[str | bytes | tuple[int, str]] | NotThere | Unknown
Rows = Mapping[str, Mapping[RecordType, Records]]

MOST_ROUNDS: Final = 40

SERVFAIL: Final = Unknown("no_reply", "SERVFAIL")
TIMED_OUT: Final = Unknown("timed_out", "no answer in 6 s")
NO_DATA: Final = NotThere("no_data")
NO_SUCH_NAME: Final = NotThere("no_such_name")
DANGLING: Final = NotThere("no_such_name", dangling=True)


@dataclass(slots=True)
class World:
    """What a made-up DNS answers, and what the last probe asked, round by round.

    In `rows`, text stands for TXT records and addresses, pairs for MX records; an outcome stands for itself.
    `instead` holds whole answers that come before the rows, such as one failure at one question. `selectors` are those
    that a person gave. `pages` are what web servers answer, by address; any other address refuses the connection.
    """

    rows: Rows
    instead: Mapping[Question, Answer] = field(default_factory=dict[Question, Answer])
    rounds: list[frozenset[Question]] = field(default_factory=list[frozenset[Question]])
    selectors: tuple[str, ...] = ()
    pages: Mapping[str, Fetched] = field(default_factory=dict[str, Fetched])
    fetched: list[str] = field(default_factory=list[str])

    def look(self, probe: Callable[[Lookups], Group], domain: str) -> Group:
        """What the probe finds once it has all the answers that it wants."""
        known: dict[Question, Answer] = {}
        came: dict[Fetch, Fetched] = {}
        self.rounds.clear()
        self.fetched.clear()
        for _ in range(MOST_ROUNDS):
            lookups = Lookups(domain, known, selectors=self.selectors, pages=came)
            group = probe(lookups)
            if not lookups.wanted and not lookups.to_fetch:
                return group
            assert not lookups.wanted & known.keys(), "a probe asked again for what it knows"
            self.rounds.append(frozenset(lookups.wanted))
            self.fetched += sorted(fetch.url for fetch in lookups.to_fetch)
            known |= {question: self.answer(question) for question in lookups.wanted}
            came |= {fetch: self.pages.get(fetch.url, NoPage("refused")) for fetch in lookups.to_fetch}
        raise AssertionError(f"the probe still asks after {MOST_ROUNDS} rounds: {sorted(self.rounds[-1])}")

    def asked(self) -> list[Question]:
        """Every question that was asked, in a fixed order."""
        return sorted(question for asked in self.rounds for question in asked)

    def but(self, question: Question, answer: Answer) -> "World":
        """The same world with another answer to one question."""
        return World(self.rows, {**self.instead, question: answer}, selectors=self.selectors, pages=self.pages)

    def but_page(self, url: str, fetched: Fetched) -> "World":
        """The same world with another outcome at one address."""
        return World(self.rows, self.instead, selectors=self.selectors, pages={**self.pages, url: fetched})

    def answer(self, question: Question) -> Answer:
        """What this world answers to a question."""
        if question in self.instead:
            return self.instead[question]
        row = self.rows.get(question.name)
        if row is None:
            below = any(name.endswith(f".{question.name}") for name in self.rows)
            return NO_DATA if below else NO_SUCH_NAME
        records = row.get(question.type, NO_DATA)
        return records if isinstance(records, NotThere | Unknown) else _found(question.type, records)


def _found(kind: RecordType, records: Iterable[str | bytes | tuple[int, str]]) -> Answer:
    texts: list[str] = []
    hosts: list[Mx] = []
    for record in records:
        if isinstance(record, tuple):
            hosts.append(Mx(*record))
        else:
            texts.append(record if isinstance(record, str) else record.decode("latin-1"))
    if hosts:
        return Found(tuple(hosts))
    if not texts:
        return NO_DATA
    return Found(tuple(text.encode("latin-1") for text in texts)) if kind == "TXT" else Found(tuple(texts))
