"""The text "For your supplier": what a home can send to the companies that run its email, domain and website, and
to each supplier of its profile.

One email for each company, ready to copy. Pure, and from the report alone. ASCII, for it goes through many hands; a
record stands alone on its line as it is to be published, and is left out when it cannot be copied exactly.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

import msgspec

from carecheck import words
from carecheck.report import FactValue, Report, Result, Subject
from carecheck.show.findings import rank
from carecheck.show.paper import Paper
from carecheck.show.sentences import mark_of
from carecheck.show.streams import for_encoding

HEADING: Final = (
    "For your supplier",
    "Each part is an email that you can copy.",
    "Send it to the company that it names.",
    "Send it only to companies that you know. It lists weak points.",
)
HELLO: Final = "Hello,"
REQUEST: Final = "Can you correct these settings for us? Tell us when it is done, or if you have a question."
QUESTIONS: Final = "We look over our suppliers each year. The DSPT of the NHS asks homes to do so."
BY_EMAIL: Final = "Can you answer these questions? A short answer by email is enough."
THANKS: Final = "Thank you"
ADD_IT: Final = "Add a TXT record with this name and this text:"
TAKES_THE_PLACE: Final = "It takes the place of each record of that name that begins with {version}."
NO_ALIAS: Final = "Take away the CNAME record of that name."
LISTS_ALL: Final = "Before you add it, check that it lists everyone who sends email for us."
REPORTS_FIRST: Final = "First read the DMARC reports. Add it when all of our own email passes."
OWN_ADDRESS: Final = "Before you add it, check that the email address in it exists."
LONG: Final = "It is longer than 255 letters. Cut it into parts where you have to."
COLUMNS: Final = 80
MOST_OF_ONE_TEXT: Final = 255  # RFC 1035 section 3.3
MOST_DETAILS: Final = 2_000
NO_MAIL_SPF: Final = "v=spf1 -all"

# What a check is about, by the first half of its id: whom to write to, and the subject of the email.
_COMPANIES: Final[Mapping[str, tuple[str, str]]] = {
    "email": ("To the company that runs email for {name}", "Email settings of {name}"),
    "domain": ("To the company that runs the domain {name}", "Settings of the domain {name}"),
    "website": ("To the company that runs the website {name}", "Settings of the website {name}"),
}
_WATCHED_FIRST: Final = ("watches", "testing")  # rules of email.dmarc after which own email may be refused
_OTHERS: Final = ("To the company that runs {name}", "Settings of {name}")
_TO_SUPPLIER: Final = ("To {name}", "Questions from {home} about security")


class _Record(msgspec.Struct, frozen=True):
    """A record to publish."""

    name: str
    value: str


class _Letter(msgspec.Struct, frozen=True):
    """What one company is asked for."""

    to: str
    subject: str
    about: Subject
    results: list[Result] = msgspec.field(default_factory=list[Result])


def render_for_supplier(report: Report, columns: int = COLUMNS, *, plain: bool = False) -> str:
    """The whole text; empty when there is nothing that a supplier has to fix. `plain`: for screen readers."""
    letters = _letters(report)
    if not letters:
        return ""
    paper = Paper(columns, colour=False, encoding="ascii", every_line=mark_of(report))
    for line in HEADING:
        paper.say(line)
    for letter in letters:
        paper.blank()
        if not plain:
            paper.rule()
        _write(paper, letter, report)
    return paper.text()


def _letters(report: Report) -> list[_Letter]:
    """In the order of the most urgent thing in each."""
    subjects = {subject.id: subject for subject in report.subjects}
    day = report.run.started_at.date()
    to_fix = [one for one in report.results if _is_for_supplier(one, subjects[one.subject_id], day)]
    letters: dict[tuple[str, str], _Letter] = {}
    for result in sorted(to_fix, key=lambda one: rank([one])):
        about = subjects[result.subject_id]
        topic = about.kind if about.kind == "supplier" else result.check_id.partition(".")[0]
        letter = letters.get((topic, about.id))
        if letter is None:
            letter = letters[topic, about.id] = _letter(topic, about, report)
        letter.results.append(result)
    return list(letters.values())


def _letter(topic: str, about: Subject, report: Report) -> _Letter:
    words_of = _TO_SUPPLIER if about.kind == "supplier" else _COMPANIES.get(topic, _OTHERS)
    home = _plain(report.site.name) if report.site else "a care home"
    to, subject = (text.format(name=_name(about), home=home) for text in words_of)
    return _Letter(to, subject, about)


def _is_for_supplier(result: Result, about: Subject, day: date) -> bool:
    if result.accepted is not None and result.accepted.until >= day:
        return False
    if about.kind == "supplier":
        return result.verdict.letter is not None
    return result.who == "supplier" and result.light in ("red", "amber")


def _name(subject: Subject) -> str:
    """The name in DNS: suppliers look it up by that one, and it is ASCII."""
    in_dns = subject.id.removeprefix("https://").removesuffix("/")
    return _plain(in_dns if subject.kind in ("domain", "website") else subject.label)


def _write(paper: Paper, letter: _Letter, report: Report) -> None:
    paper.say(letter.to)
    paper.blank()
    paper.exactly(f"Subject: {letter.subject}", "")
    paper.blank()
    paper.say(HELLO)
    paper.blank()
    is_to_supplier = letter.about.kind == "supplier"
    day = words.long_date(report.run.started_at.date())
    for line in (
        (QUESTIONS, BY_EMAIL)
        if is_to_supplier
        else (f"We checked {_name(letter.about)} with carecheck on {day}.", REQUEST)
    ):
        paper.say(line)
    paper.blank()
    for number, result in enumerate(letter.results, start=1):
        (_ask_supplier if is_to_supplier else _ask)(paper, number, result)
    paper.say(THANKS)
    if report.site:
        paper.say(_plain(report.site.name))


def _ask_supplier(paper: Paper, number: int, result: Result) -> None:
    """A question, why we ask, and the technical line where we saw for ourselves."""
    first = f"{number}. "
    margin = " " * len(first)
    letter = result.verdict.letter
    if letter is not None:
        paper.say(_plain(letter.ask, MOST_DETAILS), first=first)
        paper.say(_plain(letter.why, MOST_DETAILS), first=margin)
    if result.who == "supplier" and result.light != "unknown":
        paper.say(f"We saw: {_plain(result.verdict.title)}", first=margin)
        paper.say(f"Details: {_details(result, {})}", first=margin)
    paper.blank()


def _ask(paper: Paper, number: int, result: Result) -> None:
    first = f"{number}. "
    margin = " " * len(first)
    paper.say(f"The report says: {_plain(result.verdict.title)}", first=first)
    facts = {fact.name: fact.value for fact in result.facts}
    for record in _records(result, facts):
        paper.say(ADD_IT, first=margin)
        paper.blank()
        paper.exactly(record.name, "")
        paper.exactly(record.value, "")
        paper.blank()
        for sentence in _about(record, result):
            paper.say(sentence, first=margin)
    for sentence in (*_where_dkim_is(result, facts), *(f"Note: {_plain(note)}" for note in result.verdict.notes)):
        paper.say(sentence, first=margin)
    details = _details(result, facts)
    if details:
        paper.say(f"Details: {details}", first=margin)
    paper.blank()


def _details(result: Result, facts: Mapping[str, FactValue]) -> str:
    """The technical line, without what stands in the email already and what concerns carecheck alone."""
    text = result.verdict.for_it
    if result.rule:
        text = text.replace(f"; rule: {result.rule.when}", "")
    for told in (record.value for record in _records(result, facts)):
        text = text.replace(f"publish next: {told}", "publish next: the record in this email")
    way = facts.get("wanted.dkim")
    if isinstance(way, str) and way and list(_where_dkim_is(result, facts)):
        text = text.replace(f"; turned on {way}", "")
    return _plain(text, MOST_DETAILS)


def _records(result: Result, facts: Mapping[str, FactValue]) -> Iterator[_Record]:
    """The records to publish that the report holds, if each can be copied as it stands."""
    places = {"email.spf": ("wanted.spf", ""), "email.dmarc": ("wanted.dmarc", "_dmarc.")}
    if result.check_id in places:
        fact, below = places[result.check_id]
        value = facts.get(fact)
        if isinstance(value, str) and value.startswith("v=") and value == _plain(value, MOST_DETAILS):
            yield _Record(f"{below}{_plain(result.subject_id)}", value)


def _about(record: _Record, result: Result) -> Iterable[str]:
    code = result.rule.code if result.rule else ""
    yield TAKES_THE_PLACE.format(version=record.value.partition(";")[0].split()[0])
    if result.check_id == "email.dmarc" and code == "leads_nowhere":
        yield NO_ALIAS
    if result.check_id == "email.dmarc" and code in _WATCHED_FIRST:
        yield REPORTS_FIRST
    if result.check_id == "email.spf" and record.value != NO_MAIL_SPF:
        yield LISTS_ALL
    if "rua=" in record.value:
        yield OWN_ADDRESS
    if len(record.value) > MOST_OF_ONE_TEXT:
        yield LONG


def _where_dkim_is(result: Result, facts: Mapping[str, FactValue]) -> Iterable[str]:
    way, company = facts.get("wanted.dkim"), facts.get("mx.company")
    if result.check_id == "email.dkim" and isinstance(way, str) and isinstance(company, str):
        yield f"With {_plain(company)}, DKIM is turned on {_plain(way, MOST_DETAILS)}."


def _plain(text: str, most: int = 200) -> str:
    return for_encoding(words.clean(text, most), "ascii")
