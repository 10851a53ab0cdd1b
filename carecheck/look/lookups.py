"""What DNS and web servers said, and the rounds in which pure probes ask for more.

A probe of a domain or website is a pure function of `Lookups`. It asks for what it needs; what is not known yet is
noted and answered with an Unknown, and the probe goes on as far as it can. The answers that were missing are then
asked all at once, and the probes run again from the start, until nothing is missing. So independent questions travel
side by side, and no parser knows the network.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, NamedTuple, TypeVar, cast
from urllib.parse import urlsplit

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.web import AS_BROWSERS_DO, Fetch, Fetched
from carecheck.words import clean

RecordType = Literal["A", "AAAA", "MX", "TXT", "NS", "CAA", "DS", "DNSKEY", "TLSA"]
Record = TypeVar("Record", covariant=True)


class Question(NamedTuple):
    """One DNS question; the name is in lower-case ASCII without a dot at the end.

    Without `checking`, a name server that validates DNSSEC is asked to leave that out (the CD bit, RFC 4035
    section 3.2.2): an answer that comes only then fails validation.
    """

    name: str
    type: RecordType
    checking: bool = True


class Mx(NamedTuple):
    """One MX record; the exchange is in lower case without a dot at the end, and empty for the null MX."""

    preference: int
    exchange: str


@dataclass(frozen=True, slots=True)
class Found(Generic[Record]):
    """The records of that type; at least one.

    `authenticated`: the name server says that they are validated with DNSSEC (the AD bit, RFC 4035 section 3.2.3).
    `alias`: the name is an alias (CNAME), and the records are those of another name.
    """

    records: tuple[Record, ...]
    authenticated: bool = field(default=False, compare=False)
    alias: bool = field(default=False, compare=False)


class NotThere(msgspec.Struct, frozen=True):
    """The name has no such record: `no_data`; the name does not exist: `no_such_name` (RFC 8020).

    `dangling`: an alias (CNAME) exists, and what it points to does not.
    """

    why: Literal["no_data", "no_such_name"]
    dangling: bool = False


# Unknown is the fourth outcome: SERVFAIL, REFUSED, no answer in time, a message that cannot be read.
Answer = Found[bytes] | Found[Mx] | Found[str] | NotThere | Unknown

NOT_ASKED_YET = Unknown("no_reply", "not asked yet")


def nothing(question: Question) -> None:
    """The memory of a look that has none."""


class Lookups(msgspec.Struct):
    """What is known about one domain so far, and what a probe still wants to know.

    `domain` is the name to look at, in lower-case ASCII (IDNA) without a dot at the end. `used` are all questions
    of the probe, `wanted` those without an answer so far; `fetched` and `to_fetch` are the same for pages.
    `selectors`: where a person says that DKIM keys stand. `recall`: what was learned for another domain.
    `may_fetch_from`: whether a host's pages may be asked for.
    """

    domain: str
    known: Mapping[Question, Answer]
    wanted: set[Question] = msgspec.field(default_factory=set[Question])
    used: set[Question] = msgspec.field(default_factory=set[Question])
    selectors: tuple[str, ...] = ()
    pages: Mapping[Fetch, Fetched] = msgspec.field(default_factory=dict[Fetch, Fetched])
    to_fetch: set[Fetch] = msgspec.field(default_factory=set[Fetch])
    fetched: set[Fetch] = msgspec.field(default_factory=set[Fetch])
    recall: Callable[[Question], Answer | None] = nothing
    may_fetch_from: Callable[[str], bool] = lambda host: True

    def txt(self, name: str) -> Found[bytes] | NotThere | Unknown:
        """TXT records, each with its strings joined with nothing between them (RFC 7208 section 3.3)."""
        return _only(bytes, self._ask(Question(name, "TXT")))

    def mx(self, name: str) -> Found[Mx] | NotThere | Unknown:
        """MX records."""
        return _only(Mx, self._ask(Question(name, "MX")))

    def addresses(self, name: str, family: Literal["A", "AAAA"]) -> Found[str] | NotThere | Unknown:
        """Addresses of one family, as text."""
        return _only(str, self._ask(Question(name, family)))

    def names(self, name: str, kind: Literal["NS"]) -> Found[str] | NotThere | Unknown:
        """Host names, in lower case without a dot at the end."""
        return _only(str, self._ask(Question(name, kind)))

    def others(self, name: str, kind: Literal["CAA", "DS", "DNSKEY"]) -> Found[str] | NotThere | Unknown:
        """Records of a type that some office routers do not know, as text in the form of zone files.

        The name must exist: such a router says that it does not, which is then Unknown.
        """
        answer = _only(str, self._ask(Question(name, kind)))
        if answer == NotThere("no_such_name"):
            return Unknown("no_reply", f"{kind}: denies a name that exists")
        return answer

    def tlsa(self, name: str) -> Found[str] | NotThere | Unknown:
        """TLSA records, as text in the form of zone files; ask only a name server that validates."""
        return _only(str, self._ask(Question(name, "TLSA")))

    def txt_unchecked(self, name: str) -> Found[bytes] | NotThere | Unknown:
        """TXT records, also when they fail validation."""
        return _only(bytes, self._ask(Question(name, "TXT", checking=False)))

    def page(self, url: str, accept: str = AS_BROWSERS_DO) -> Fetched:
        """What a web server answers to GET, be it a redirect; over http or https."""
        host = urlsplit(url).hostname or ""
        if not self.may_fetch_from(host):
            return Unknown("our_fault", f"{clean(host)} is not among those whom this topic may ask")
        fetch = Fetch(url, accept)
        self.fetched.add(fetch)
        answer = self.pages.get(fetch)
        if answer is None:
            self.to_fetch.add(fetch)
            return NOT_ASKED_YET
        return answer

    def _ask(self, question: Question) -> Answer:
        self.used.add(question)
        answer = self.known.get(question)
        if answer is None:
            answer = self.recall(question)
        if answer is None:
            self.wanted.add(question)
            return NOT_ASKED_YET
        return answer


def _only(kind: type[Record], answer: Answer) -> Found[Record] | NotThere | Unknown:
    if not isinstance(answer, Found):
        return answer
    for record in answer.records:
        if not isinstance(record, kind):
            break
    else:
        return cast("Found[Record]", answer)
    records = tuple(record for record in answer.records if isinstance(record, kind))
    if not records:
        return Unknown("unreadable", "records of another type came back")
    return Found(records, answer.authenticated, answer.alias)
