"""The pages of all checks, one for each topic: what each says, when, and how to fix it, from its own file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, get_args

import msgspec.structs
from writing import bullets, code, numbered, table, text

from carecheck import words
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check, FixFor, Rule
from carecheck.judge.samples import world_of
from carecheck.judge.verdict import Verdict, judge
from carecheck.judge.worlds import World
from carecheck.lights import LIGHTS, Light
from carecheck.shipped import shipped
from carecheck.show.explanation import STRENGTHS
from carecheck.show.findings import Effort
from carecheck.show.topics import place_of_topic, topic_name, topic_of
from carecheck.systems import Release
from carecheck.tables import cyber_essentials_questions, dspt_table, prices

SYSTEMS: Final[Mapping[FixFor, str]] = {"windows": "Windows", "macos": "Mac", "linux": "Linux", "any": ""}
RELEASES: Final[Mapping[Release, str]] = {"windows_10": "Windows 10", "windows_11": "Windows 11"}
PER: Final[Mapping[str, str]] = {
    "computer": "each computer",
    "domain": "each email domain",
    "website": "each website",
    "supplier": "each supplier",
    "home": "the home",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A made-up case of a check and what it then says."""

    verdict: Verdict
    world: World


def topics() -> list[tuple[str, str]]:
    """Each topic that has checks, with the name that people use."""
    found = sorted({topic_of(one) for one in _checks()}, key=place_of_topic)
    return [(topic, _heading(topic_name(topic))) for topic in found]


def index() -> str:
    """The page that lists all checks."""
    lines = [
        "# Every check",
        "",
        f"carecheck has {len(_checks())} checks. A profile chooses among them. Each name leads to what it looks at,",
        "what each light means, and how to fix it. All of it is made from the files of the checks.",
        "",
    ]
    for topic, name in topics():
        lines += [f"## [{name}]({topic}.md)", ""]
        lines += [f"- [{text(check.title)}]({topic}.md#{check.id})" for check in _of_topic(topic)]
        lines.append("")
    return "\n".join(lines)


def page(topic: str) -> str:
    """The page of one topic."""
    return "\n".join(
        [f"# {_heading(topic_name(topic))}", "", *(line for one in _of_topic(topic) for line in _check(one))]
    )


def _check(check: Check) -> Iterator[str]:
    cases = _cases(check)
    yield f"## {text(check.title)} {{#{check.id}}}"
    yield ""
    yield f"{code(check.id)} looks at {PER[check.subject]}."
    yield ""
    yield text(_first(cases, check).verdict.why or check.help.why.text)
    yield ""
    yield "### What each light means"
    yield ""
    yield from (f"- {_light(light)} {text(said)}" for light, said in _sayings(check, cases))
    yield ""
    if check.questions:
        yield "### What we ask you"
        yield ""
        yield bullets(text(one.question) for one in check.questions.values())
    yield "### How to fix it"
    yield ""
    yield from _fixes(check, cases)
    yield from _others(check)
    yield from _for_it(check)


def _sayings(check: Check, cases: Mapping[str, Case]) -> Iterator[tuple[Light, str]]:
    """What each rule says in the first of its examples; then what is said where nothing fits."""
    for rule in check.rules:
        yield rule.light, cases[rule.code].verdict.title if rule.code in cases else rule.say.one.text
    yield "unknown", check.unknown.one.text
    if check.not_needed:
        yield "not_needed", check.not_needed


def _fixes(check: Check, cases: Mapping[str, Case]) -> Iterator[str]:
    """Each way to fix it once, with who does it; rules that share a way stand together."""
    told: list[str] = []
    for rule in check.rules:
        if rule.light == "green" or rule.code not in cases:
            continue
        way = "\n".join(_way(rule, cases[rule.code].world))
        if way not in told:
            told.append(way)
            yield way
    if check.unknown_steps:
        yield "**To find out, where we could not check**\n"
        yield numbered(map(text, check.unknown_steps))


def _way(rule: Rule, world: World) -> Iterator[str]:
    help_ = rule.help
    price = prices()[help_.cost.price] if help_.cost.price else None
    effort = Effort(
        words.WHO[help_.who],
        words.time_needed(help_.time.minutes, help_.time.per, waiting=help_.time.waiting),
        words.cost(help_.cost.band, price),
    )
    yield f"**{text(help_.action)}.** {text(effort.line)}\n"
    for system, name in SYSTEMS.items():
        if system in help_.fix:
            yield from _steps(rule, system, name, world)


def _steps(rule: Rule, system: FixFor, name: str, world: World) -> Iterator[str]:
    """The steps on one system; where menus differ between its releases, those of each."""
    releases: tuple[Release, ...] = get_args(Release) if system == "windows" else ()
    by_release = {
        release: [step.fill(msgspec.structs.replace(world, release=release)) for step in rule.help.fix[system]]
        for release in releases
    }
    if len({tuple(steps) for steps in by_release.values()}) > 1:
        for release, steps in by_release.items():
            yield f"{RELEASES[release]}:\n"
            yield numbered(map(text, steps))
        return
    steps = next(iter(by_release.values()), [step.fill(world) for step in rule.help.fix[system]])
    if name:
        yield f"{name}:\n"
    yield numbered(map(text, steps))


def _others(check: Check) -> Iterator[str]:
    refs = check.refs
    lines = [
        f"DSPT item {ref.item} ({text(dspt_table()[ref.item].topic)}): {STRENGTHS[ref.strength]}." for ref in refs.dspt
    ]
    asked = cyber_essentials_questions()
    lines += [f"Cyber Essentials question {item}: {text(asked.get(item, ''))}." for item in refs.cyber_essentials]
    if lines:
        yield "### Who else asks for this"
        yield ""
        yield bullets(lines)


def _for_it(check: Check) -> Iterator[str]:
    """How it decides, folded away: conditions, limits and facts."""
    yield f'??? note "Details for your IT person: {check.id}"'
    yield ""
    rules = [(LIGHTS[rule.light].name, code(rule.code), code(rule.when.text)) for rule in check.rules]
    made = "The first line that holds gives the light.\n\n" + table(("Light", "Code", "When"), rules)
    if check.applies_when:
        made += f"\nIt applies when {code(check.applies_when.text)}.\n"
    if check.limits:
        limits = [(code(name), text(_shown(one.default)), text(one.means)) for name, one in check.limits.items()]
        made += "\n" + table(("Limit", "Is", "Means"), limits)
    facts = [f"[{code(name)}](../facts.md#{name})" for name in sorted(check.names) if not name.startswith("answer.")]
    if facts:
        made += f"\nIt reads {', '.join(facts)}.\n"
    yield from (f"    {line}" if line else "" for line in made.splitlines())
    yield ""


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) or "none" if isinstance(value, tuple) else str(value)


def _light(light: Light) -> str:
    return f'<span class="light {light}">{LIGHTS[light].name}</span>'


def _heading(name: str) -> str:
    return name[0].upper() + name[1:]


def _first(cases: Mapping[str, Case], check: Check) -> Case:
    return next(cases[rule.code] for rule in check.rules if rule.code in cases)


def _cases(check: Check) -> Mapping[str, Case]:
    """The first example of each rule, judged."""
    found: dict[str, Case] = {}
    for example in check.examples:
        world = world_of(check, {**check.examples[0].given, **example.given})
        verdict = judge(check, world)
        if verdict.rule:
            found.setdefault(verdict.rule.code, Case(verdict, world))
    return found


def _of_topic(topic: str) -> list[Check]:
    return [check for name, check in _checks().items() if topic_of(name) == topic]


@cache
def _checks() -> Mapping[str, Check]:
    return dict(sorted(load_checks(shipped("checks")).items()))
