"""Lint tells all that is wrong with a check, each thing once, and nothing of what is right."""

from pathlib import Path
from typing import Final

import pytest

from tests.judge.test_lint import GOOD, lines, told

HOME: Final = """\
id: made.up
version: 1
title: A made-up check of the home
subject: home
why: It matters.
harm: loss
ask:
  locked: {question: Is it locked?, kind: yes_no}
rules:
  - {light: red, code: open, when: not answer.locked, say: {one: It is open.}}
  - {light: green, code: fine, when: answer.locked, say: {one: It is fine.}}
unknown: {one: We could not check it.}
action: Do it
fix: {any: [Lock it.]}
who: you
time: {minutes: 5}
cost: {band: free}
for_it: "locked"
examples:
  - {light: green, given: {answer.locked: yes}}
  - {light: red, given: {answer.locked: no}}
  - {light: unknown, given: {answer.locked: unknown}}
"""
OF_SUPPLIER: Final = (
    HOME.replace("subject: home", "subject: supplier\nletter: {ask: Is it so?, why: We ask.}")
    .replace("{one: It is open.}", "{one: It is open., many: '{n} are open.'}")
    .replace("{one: We could not check it.}", "{one: We could not check it., many: We could not check them.}")
)


@pytest.mark.parametrize("text", [HOME, OF_SUPPLIER])
def test_several_homes_need_no_words_and_suppliers_may_have_a_letter(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == ""


REFS: Final = "refs: {dspt: [{item: 8.3.1, strength: STRENGTH}], cyber_essentials: [A6.4]}\nfor_it:"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[Open Settings.]", "[Open it., Choose it., Check it.]"),
        ("{any: [Open Settings.]}", "{windows: [Open A.], macos: [Open B.], linux: [Open C.]}"),
        ("cost: {band: free}", "cost: {band: about, price: new_computer}"),
        *(("for_it:", REFS.replace("STRENGTH", strength)) for strength in ("partial", "support", "none")),
        ("{one: It is fine.}}", "{one: It is fine.}, why: '{ago(restart.waiting_since)}'}"),
        ("light: amber", "light: red"),
        ("unknown: {one", "notes: [{code: late, when: limits.days > 9, say: It waits.}]\nunknown: {one"),
    ],
)
def test_what_is_right_is_no_mistake(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD

    assert told(tmp_path, GOOD.replace(old, new)) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{one: It is fine.}", "{one: 'Within {limits.days} days.'}"),
        ("unknown: {one", "notes: [{code: late, when: limits.days > 9, say: It waits.}]\nunknown: {one"),
    ],
)
def test_a_limit_may_be_used_by_a_sentence_or_a_note_alone(tmp_path: Path, old: str, new: str) -> None:
    assert told(tmp_path, GOOD.replace("> limits.days", "> 7").replace(old, new)) == ""


NOTHING_FITS: Final = [
    ":21: this example should be red, but it is unknown (None)",
    ":10: no example shows the rule 'open'",
    ": no rule fits when all of this is known: answer.locked: False",
]
STEPS: Final = "needs 1 to 3 steps under fix for"
GREEN: Final = "{light: green, code: fine, when: answer.locked, say: {one: It is fine.}}"
WORSE: Final = """{light: amber, code: odd, when: answer.locked, say: {one: It is odd.}}
  - {light: red, code: worse, when: answer.locked, say: {one: It is worse.}}"""
UNSURE: Final = "names restart.waiting_since, which may be unknown when 'waits' holds"


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        (HOME, "[Lock it.]", "[]", [f":10: the rule 'open' {STEPS} 'any'", f":11: the rule 'fine' {STEPS} 'any'"]),
        (HOME, "{any:", "{macos:", [f":10: the rule 'open' {STEPS} 'any'", f":11: the rule 'fine' {STEPS} 'any'"]),
        (
            GOOD,
            "[Open Settings.]",
            "[Open A., Open B., Open C., Open D.]",
            [
                f":{line}: the rule '{code}' {STEPS} '{system}'"
                for line, code in ((10, "long"), (11, "waits"), (12, "fine"))
                for system in ("windows", "macos", "linux")
            ],
        ),
        (
            HOME,
            GREEN,
            WORSE,
            [
                ":12: the rule 'worse' is worse than 'odd' and must stand before it",
                ":12: the last rule must be green, so that the check can say OK",
                ":21: this example should be green, but it is amber (odd)",
                ":12: no example shows the rule 'worse'",
            ],
        ),
        (
            HOME,
            "why: It",
            "applies_when: answer.locked or not answer.locked\nnot_needed: It has no need.\nwhy: It",
            [": no example shows the light 'not_needed'"],
        ),
        (
            HOME,
            "why: It",
            "limits: {few: {default: 1, means: Few}, days: {default: 2, means: Days}}\nwhy: It",
            [f": no condition and no sentence uses the limit '{name}'" for name in ("few", "days")],
        ),
        (
            GOOD,
            'many: "{n} wait."}}\n  - {light: green',
            'many: "{ago(restart.waiting_since)}"}}\n  - {light: green',
            [f":11: '{{ago(restart.waiting_since)}}' {UNSURE}"],
        ),
        (
            GOOD,
            "[Open Settings.]",
            '["Open it {ago(restart.waiting_since)}."]',
            [f":11: 'Open it {{ago(restart.waiting_since)}}.' {UNSURE}"],
        ),
        (
            GOOD,
            "{one: It is fine.}",
            "{one: \"{menu('windows_update')}\"}",
            [":12: '{menu('windows_update')}' names a menu of Windows; it belongs under fix for windows"],
        ),
        (
            GOOD,
            "say: {one: It waits.,",
            "cost: {band: about}, say: {one: It waits.,",
            [": a cost 'about' needs the name of a price, and no other has one"],
        ),
        (HOME, "when: not answer.locked", "when: answer.locked and not answer.locked", NOTHING_FITS),
    ],
)
def test_every_mistake_is_told_once_and_nothing_else(
    tmp_path: Path, text: str, old: str, new: str, expected: list[str]
) -> None:
    assert old in text

    assert lines(told(tmp_path, text.replace(old, new, 1))) == [f"up.yaml{one}" for one in expected]


def test_a_limit_may_be_used_by_the_condition_under_which_the_check_applies(tmp_path: Path) -> None:
    limit = "limits: {strict: {default: yes, means: Strict}}\napplies_when: limits.strict\nnot_needed: It has no need."
    shown = "unknown}}\n  - {light: not_needed, given: {limits.strict: no}}"

    text = HOME.replace("why: It", f"{limit}\nwhy: It").replace("unknown}}", shown)

    assert told(tmp_path, text) == ""
