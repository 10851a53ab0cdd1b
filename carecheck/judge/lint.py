"""Verifying a check beyond its form: its words, its rules and its examples fit together."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Final

from carecheck.errors import Mistake, did_you_mean
from carecheck.judge.checks import Check, FixFor, Rule
from carecheck.judge.samples import sample_worlds, world_of
from carecheck.judge.sentences import Sentence
from carecheck.judge.verdict import NO_RULE_FITS, decide
from carecheck.lights import urgency
from carecheck.tables import cyber_essentials_questions, dspt_items, prices

MOST_STEPS: Final = 3
_STRENGTHS: Final = ("none", "support", "partial")


def lint(check: Check) -> list[Mistake]:
    """Every mistake in a check that was read without one."""
    return [Mistake(check.file, line, text) for look in _LOOKS for line, text in look(check)]


Found = Iterator[tuple[int, str]]


def _rules_go_from_worst_to_best(check: Check) -> Found:
    for before, after in pairwise(check.rules):
        if urgency(after.light) < urgency(before.light):
            yield after.line, f"the rule '{after.code}' is worse than '{before.code}' and must stand before it"
    if check.rules[-1].light != "green":
        yield check.rules[-1].line, "the last rule must be green, so that the check can say OK"


def _codes_are_unique(check: Check) -> Found:
    seen: set[str] = set()
    for code in [*(rule.code for rule in check.rules), *(note.code for note in check.notes)]:
        if code in seen:
            yield 0, f"the code '{code}' is used twice; it must name one rule for ever"
        seen.add(code)


def _many_is_there(check: Check) -> Found:
    if check.subject == "home":
        return
    for rule in check.rules:
        if rule.light != "green" and rule.say.many is None:
            yield rule.line, f"the rule '{rule.code}' needs 'many', the sentence for several {check.subject}s"
    if check.unknown.many is None:
        yield 0, f"'unknown' needs 'many', the sentence for several {check.subject}s"


def _sentences_name_only_what_is_certain(check: Check) -> Found:
    for rule in check.rules:
        for sentence in _sentences(rule):
            for name in sorted(sentence.names - rule.when.certain_if_yes):
                yield rule.line, f"'{sentence.text}' names {name}, which may be unknown when '{rule.code}' holds"
    for note in check.notes:
        for name in sorted(note.say.names - note.when.certain_if_yes):
            yield 0, f"'{note.say.text}' names {name}, which may be unknown when '{note.code}' holds"


def _sentences(rule: Rule) -> Iterator[Sentence]:
    yield rule.say.one
    if rule.say.many:
        yield rule.say.many
    if rule.light != "green":
        yield rule.help.why
        for steps in rule.help.fix.values():
            yield from steps


def _steps_are_there(check: Check) -> Found:
    systems: tuple[FixFor, ...] = ("windows", "macos", "linux") if check.subject == "computer" else ("any",)
    for rule in check.rules:
        fix = rule.help.fix
        for system in systems:
            steps = fix.get(system, fix.get("any", ()))
            if not 1 <= len(steps) <= MOST_STEPS:
                yield rule.line, f"the rule '{rule.code}' needs 1 to {MOST_STEPS} steps under fix for '{system}'"


def _menus_of_windows_stand_in_its_steps(check: Check) -> Found:
    for rule in check.rules:
        elsewhere = [rule.say.one, rule.help.why]
        elsewhere += [step for system, steps in rule.help.fix.items() if system != "windows" for step in steps]
        for sentence in elsewhere:
            if "{menu(" in sentence.text:
                yield rule.line, f"'{sentence.text}' names a menu of Windows; it belongs under fix for windows"


def _limits_are_used(check: Check) -> Found:
    texts = [rule.when.text for rule in check.rules] + [note.when.text for note in check.notes]
    texts += [check.applies_when.text] if check.applies_when else []
    texts += [sentence.text for rule in check.rules for sentence in _sentences(rule)]
    for name in check.limits:
        if not any(f"limits.{name}" in text for text in texts):
            yield 0, f"no condition and no sentence uses the limit '{name}'"


def _examples_come_true(check: Check) -> Found:
    for example in check.examples:
        # each later example changes the first
        outcome = decide(check, world_of(check, {**check.examples[0].given, **example.given}))
        code = outcome.rule.code if outcome.rule else None
        if outcome.light != example.light:
            yield example.line, f"this example should be {example.light}, but it is {outcome.light} ({code})"
        elif example.code and example.code != code:
            yield example.line, f"this example should be '{example.code}', but it is '{code}'"


def _every_rule_has_its_example(check: Check) -> Found:
    first = check.examples[0].given
    shown = [decide(check, world_of(check, {**first, **example.given})) for example in check.examples]
    codes = {outcome.rule.code for outcome in shown if outcome.rule}
    for rule in check.rules:
        if rule.code not in codes:
            yield rule.line, f"no example shows the rule '{rule.code}'"
    lights = {outcome.light for outcome in shown}
    for light in ("unknown", *(["not_needed"] if check.applies_when else [])):
        if light not in lights:
            yield 0, f"no example shows the light '{light}'"


def _some_rule_always_fits(check: Check) -> Found:
    for given in sample_worlds(check):
        if NO_RULE_FITS in decide(check, world_of(check, given)).gaps:
            shown = ", ".join(f"{name}: {value}" for name, value in given.items())
            yield 0, f"no rule fits when all of this is known: {shown}"
            return


def _letters_go_to_suppliers(check: Check) -> Found:
    if check.subject != "supplier" and any(rule.help.letter for rule in check.rules):
        yield 0, "only a check of suppliers has a 'letter', which is for the supplier"


def _dspt_is_not_claimed_too_strongly(check: Check) -> Found:
    items = dspt_items()
    for ref in check.refs.dspt:
        if ref.item not in items:
            yield 0, f"the DSPT table has no item '{ref.item}'{did_you_mean(ref.item, items)}"
        elif _STRENGTHS.index(ref.strength) > _STRENGTHS.index(items[ref.item]):
            yield 0, f"for DSPT item {ref.item} a scan can claim '{items[ref.item]}' at most"


def _questions_of_cyber_essentials_are_known(check: Check) -> Found:
    known = cyber_essentials_questions()
    for number in check.refs.cyber_essentials:
        if number not in known:
            yield 0, f"Cyber Essentials has no question '{number}'{did_you_mean(number, known)}"


def _prices_are_known(check: Check) -> Found:
    for cost in {rule.help.cost for rule in check.rules} | {check.help.cost}:
        if (cost.band == "about") != (cost.price is not None):
            yield 0, "a cost 'about' needs the name of a price, and no other has one"
        elif cost.price and cost.price not in prices():
            yield 0, f"there is no price '{cost.price}'{did_you_mean(cost.price, prices())}"


_LOOKS: Final[Iterable[Callable[[Check], Found]]] = (
    _rules_go_from_worst_to_best,
    _codes_are_unique,
    _many_is_there,
    _sentences_name_only_what_is_certain,
    _steps_are_there,
    _menus_of_windows_stand_in_its_steps,
    _limits_are_used,
    _letters_go_to_suppliers,
    _examples_come_true,
    _every_rule_has_its_example,
    _some_rule_always_fits,
    _dspt_is_not_claimed_too_strongly,
    _questions_of_cyber_essentials_are_known,
    _prices_are_known,
)
