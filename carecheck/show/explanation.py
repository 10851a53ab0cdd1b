"""Checks, facts and profiles in words, made from their own declarations."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from carecheck.facts.catalogue import Fact, fact_named, facts_of
from carecheck.facts.plugins import TURNED_OFF_BY, Plugin
from carecheck.judge.checks import Check, Strength
from carecheck.judge.questions import PlainQuestion, who_reaches
from carecheck.lights import LIGHTS
from carecheck.look.linux.provenance import PROVENANCE as ON_LINUX
from carecheck.look.macos.provenance import provenance
from carecheck.look.probes import places_of
from carecheck.look.windows.provenance import PROVENANCE
from carecheck.tables import cyber_essentials_questions, dspt_version, figures, mandatory_dspt_items
from carecheck.words import clean

STRENGTHS: Final[Mapping[Strength, str]] = {
    "partial": "can be used as part of your evidence",
    "support": "may help you answer",
    "none": "only a person can answer, and this keeps the answer",
}

_CARE_WITH_PLUGINS: Final = (
    "These plugins are programs that others wrote. They can do all that you can do on",
    "this computer. Keep only those that you trust.",
    f"To leave them all out: set {TURNED_OFF_BY}=1",
)


def of_checks(checks: Mapping[str, Check]) -> str:
    """Every check, one line each, by subject."""
    lines: list[str] = []
    for subject in sorted({check.subject for check in checks.values()}):
        lines.append(f"For each {subject}:")
        of_subject = [check for _, check in sorted(checks.items()) if check.subject == subject]
        width = max(len(check.id) for check in of_subject)
        lines += [f"  {check.id:<{width}}  {check.title}" for check in of_subject]
        lines.append("")
    lines.append("To see one of them: carecheck explain ID")
    return _text(lines)


def of_check(check: Check) -> str:
    """All that one check may say, and on what it rests."""
    return _text(_about(check))


def of_dspt(checks: Mapping[str, Check], plain: Mapping[str, PlainQuestion]) -> str:
    """Every mandatory item of the DSPT, with the checks and questions that are about it."""
    topics = mandatory_dspt_items()
    lines = [f"What the DSPT asks of every care provider, by the numbers of {dspt_version()}:", ""]
    for item, names in who_reaches(topics, checks, plain).items():
        lines += textwrap.wrap(
            f"{item:<7} {topics[item]}: {', '.join(names) or 'nothing yet'}", 100, subsequent_indent=" " * 8
        )
    lines += ["", "A newer DSPT appears to be in use: numbers may differ. The DSPT itself decides."]
    return _text(lines)


def of_facts(facts: Mapping[str, Fact], checks: Mapping[str, Check]) -> str:
    """Every fact with its kind, its meaning and the checks that read it."""
    return _text(line for fact in facts.values() for line in [*_about_fact(fact, checks), ""])


def of_fact(fact: Fact, checks: Mapping[str, Check]) -> str:
    """One fact with its kind, its meaning and the checks that read it."""
    return _text(_about_fact(fact, checks))


def of_profiles(meanings: Mapping[str, str]) -> str:
    """The profiles that come with carecheck, each with what it is for."""
    width = max(map(len, meanings))
    lines = [f"  {name:<{width}}  {means}" for name, means in meanings.items()]
    return _text(["Profiles that come with carecheck, for --profile NAME:", *lines])


def of_plugins(plugins: Iterable[Plugin], *, turned_off: bool) -> str:
    """The plugins that are installed here, each with the facts that it tells, or why it is left out."""
    if turned_off:
        return _text([f"Plugins are turned off here by {TURNED_OFF_BY}."])
    lines = [line for plugin in plugins for line in _about_plugin(plugin)]
    if not lines:
        return _text(["No plugins are installed here: all facts are our own."])
    return _text([*_CARE_WITH_PLUGINS, "", *lines])


def _about_plugin(plugin: Plugin) -> Iterator[str]:
    yield clean(f"{plugin.name}, from the package {plugin.package} {plugin.version}")
    if plugin.problem:
        yield f"  Left out: {clean(plugin.problem)}"
    for group in plugin.groups.values():
        places = ", ".join(places_of(group)) or "nowhere"
        yield from (f"  {fact.name}: {clean(fact.meaning)}" for fact in facts_of(group))
        yield f"  Looks on: {places}"


def _about(check: Check) -> Iterator[str]:
    yield f"{check.title} ({check.id}, version {check.version})"
    if check.pack:
        yield f"From the checks in '{check.pack}', which do not come with carecheck."
    yield f"For each {check.subject}. {_plain(check.help.why.text)}"
    yield ""
    yield "What it can say, the worst first:"
    for rule in check.rules:
        yield f"  {LIGHTS[rule.light].badge} {LIGHTS[rule.light].name}: {_plain(rule.say.one.text)}"
        yield f"      when {rule.when.text}  ({check.id}/{rule.code})"
    yield f"  {LIGHTS['unknown'].badge} {LIGHTS['unknown'].name}: {check.unknown.one.text}"
    if check.applies_when and check.not_needed:
        yield f"  {LIGHTS['not_needed'].badge} {LIGHTS['not_needed'].name}: {check.not_needed}"
        yield f"      unless {check.applies_when.text}"
    if check.limits:
        yield ""
        yield "Limits that a profile may set:"
        yield from (f"  {name}: {limit.default}  {limit.means}" for name, limit in check.limits.items())
    if check.questions:
        yield ""
        yield "Questions that only people can answer:"
        yield from (f"  answer.{name}: {question.question}" for name, question in check.questions.items())
    yield ""
    yield "What it looks at:"
    yield from (f"  {name}: {fact.meaning}" for name in sorted(check.names) if (fact := fact_named(name)))
    yield from _references(check)


def _references(check: Check) -> Iterator[str]:
    refs = check.refs
    lines = [f"  DSPT item {ref.item}: {STRENGTHS[ref.strength]}" for ref in refs.dspt]
    topics = cyber_essentials_questions()
    lines += [f"  Cyber Essentials question {item}: {topics.get(item, '')}" for item in refs.cyber_essentials]
    lines += [f"  NCSC: {page}" for page in refs.ncsc]
    if lines:
        yield ""
        yield "Where others ask for the same:"
        yield from lines
    shown = [rule.help.why.text for rule in check.rules]
    sources = [f"  {one.source} ({one.year})" for one in figures().values() if any(one.text in why for why in shown)]
    if sources:
        yield ""
        yield "Where its figures come from:"
        yield from dict.fromkeys(sources)


def _about_fact(fact: Fact, checks: Mapping[str, Check]) -> Iterator[str]:
    what = f"one of {', '.join(fact.choices)}" if fact.choices else fact.kind
    yield f"{fact.name}: {what}{', may be absent' if fact.may_be_absent else ''}, of a {' or a '.join(fact.serves)}"
    yield f"  {fact.meaning}" + (" (worked out from the others)" if fact.derived else "")
    if fact.name in PROVENANCE:
        yield f"  On Windows: {PROVENANCE[fact.name]}"
    if on_macos := provenance(fact):
        yield f"  On macOS: {on_macos}"
    topic = fact.name.partition(".")[0]
    if topic in ON_LINUX and not fact.derived:
        yield f"  On Linux: {ON_LINUX[topic]}"
    readers = [name for name, check in sorted(checks.items()) if fact.name in check.names]
    yield f"  Read by: {', '.join(readers) or 'no check yet'}"


def _plain(sentence: str) -> str:
    """A sentence with its holes shown as what goes there."""
    return sentence.replace("{", "<").replace("}", ">")


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"
