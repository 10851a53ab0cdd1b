"""Lint: a check whose words, rules and examples do not fit together is told with file and line."""

from pathlib import Path

import pytest

from carecheck.errors import MistakesInFile
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.lint import lint

GOOD = """\
id: made.up
version: 1
title: A made-up check
subject: computer
why: It matters.
harm: loss
limits:
  days: {default: 7, means: Days that a restart may wait}
rules:
  - {light: red, code: long, when: restart.waiting_days > limits.days, say: {one: "It waits since {ago(restart.waiting_since)}.", many: "{n} wait."}}
  - {light: amber, code: waits, when: restart.waiting, say: {one: It waits., many: "{n} wait."}}
  - {light: green, code: fine, when: not restart.waiting, say: {one: It is fine.}}
unknown: {one: We could not check it., many: We could not check them.}
action: Do it
fix: {any: [Open Settings.]}
who: you
time: {minutes: 5}
cost: {band: free}
for_it: "waiting={restart.waiting}"
examples:
  - {light: red, given: {restart.waiting: yes, restart.waiting_since: 2026-11-01}}
  - {light: amber, given: {restart.waiting_since: 2026-11-20}}
  - {light: green, given: {restart.waiting: no, restart.waiting_since: absent}}
  - {light: unknown, given: {restart.waiting: unknown, restart.waiting_since: unknown(timed_out)}}
"""


def told(tmp_path: Path, text: str) -> str:
    file = tmp_path / "made" / "up.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    try:
        checks = load_checks(tmp_path)
    except MistakesInFile as error:
        return str(error)
    return "\n".join(str(mistake) for mistake in lint(checks["made.up"]))


def lines(told: str) -> list[str]:
    """What was told, each with the name of the file and without its folder."""
    return [line[line.index("up.yaml:") :] for line in told.splitlines()]


def test_a_sound_check_has_no_mistakes(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD) == ""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "restart.waiting_days > ",
            "restart.waiting_day > ",
            "up.yaml:10: there is no fact 'restart.waiting_day'; did you mean 'restart.waiting_days'?",
        ),
        ("limits.days", "limits.day", "up.yaml:10: this check has no limit 'day'; did you mean 'days'?"),
        ("> limits.days", "> 7", "up.yaml: no condition and no sentence uses the limit 'days'"),
        ("code: waits", "code: long", "up.yaml: the code 'long' is used twice; it must name one rule for ever"),
        (
            'say: {one: It waits., many: "{n} wait."}',
            "say: {one: It waits.}",
            "up.yaml:11: the rule 'waits' needs 'many', the sentence for several computers",
        ),
        (
            "many: We could not check them.",
            "many: null",
            "up.yaml: 'unknown' needs 'many', the sentence for several computers",
        ),
        (
            "one: It waits.,",
            "one: 'It waits since {ago(restart.waiting_since)}.',",
            "up.yaml:11: 'It waits since {ago(restart.waiting_since)}.' names restart.waiting_since, which may be unknown when 'waits' holds",
        ),
        (
            "why: It matters.",
            "why: '{restart.waiting_since}'",
            "up.yaml:11: '{restart.waiting_since}' names restart.waiting_since, which may be unknown when 'waits' holds",
        ),
        (
            "light: amber, given",
            "light: green, given",
            "up.yaml:22: this example should be green, but it is amber (waits)",
        ),
        (
            "light: amber, given",
            "code: long, light: amber, given",
            "up.yaml:22: this example should be 'long', but it is 'waits'",
        ),
        (
            "not restart.waiting,",
            "restart.waiting and not restart.waiting,",
            "up.yaml: no rule fits when all of this is known: restart.waiting: False, restart.waiting_since: 2026-11-23",
        ),
        (
            "light: green, code: fine, when: not restart.waiting, say: {one: It is fine.}",
            "light: amber, code: fine, when: not restart.waiting, say: {one: It is fine., many: '{n} are fine.'}",
            "up.yaml:12: the last rule must be green, so that the check can say OK",
        ),
        (
            "unknown: {one",
            "notes: [{code: since, when: restart.waiting, say: '{ago(restart.waiting_since)}'}]\nunknown: {one",
            "up.yaml: '{ago(restart.waiting_since)}' names restart.waiting_since, which may be unknown when 'since' holds",
        ),
        (
            "unknown: {one",
            "notes: [{code: long, when: restart.waiting, say: It waits.}]\nunknown: {one",
            "up.yaml: the code 'long' is used twice; it must name one rule for ever",
        ),
        (
            "why: It matters.",
            "why: \"Open {menu('windows_update')}.\"",
            "up.yaml:10: 'Open {menu('windows_update')}.' names a menu of Windows; it belongs under fix for windows",
        ),
        (
            "{light: unknown, given: {restart.waiting: unknown",
            "{light: amber, given: {restart.waiting: yes",
            "up.yaml: no example shows the light 'unknown'",
        ),
        (
            "cost: {band: free}",
            "cost: {band: free}\nletter: {ask: Is it so?, why: We need to know.}",
            "up.yaml: only a check of suppliers has a 'letter', which is for the supplier",
        ),
        (
            "cost: {band: free}",
            "cost: {band: free, price: new_computer}",
            "up.yaml: a cost 'about' needs the name of a price, and no other has one",
        ),
        (
            "restart.waiting_since: 2026-11-20",
            "restart.waiting_since: 2026-13-20",
            "up.yaml:22: 'restart.waiting_since' is a date, but '2026-13-20' is a text",
        ),
        ("restart.waiting: yes", "restart.waiting: absent", "up.yaml:21: 'restart.waiting' is never absent"),
        (
            "restart.waiting: yes",
            "restart.waiting: [1]",
            "up.yaml:21: 'restart.waiting' must be a number, a text, yes or no, a date or a list of texts",
        ),
        (
            "restart.waiting: yes",
            "restart.waitin: yes",
            "up.yaml:21: there is no fact 'restart.waitin'; did you mean 'restart.waiting'?",
        ),
        (
            "restart.waiting: yes",
            "limits.days: unknown",
            "up.yaml:21: 'limits.days' is a number, but 'unknown' is a text",
        ),
        (
            "restart.waiting: yes",
            "limits.day: 7",
            "up.yaml:21: there is no fact 'limits.day'; did you mean 'limits.days'?",
        ),
        (
            "[Open Settings.]",
            "[\"Open {menu('windows_update')}.\"]",
            "up.yaml:10: 'Open {menu('windows_update')}.' names a menu of Windows; it belongs under fix for windows",
        ),
        ("title: A made-up check", "title: ''", "up.yaml:3: this must have at least 1 characters or entries"),
        ("fix: {any:", "fix: {windows:", "up.yaml:10: the rule 'long' needs 1 to 3 steps under fix for 'macos'"),
        (
            "for_it:",
            "refs: {dspt: [{item: 8.3.99, strength: support}]}\nfor_it:",
            "up.yaml: the DSPT table has no item '8.3.99'; did you mean '8.3.8'?",
        ),
        (
            "for_it:",
            "refs: {cyber_essentials: [A9.9]}\nfor_it:",
            "up.yaml: Cyber Essentials has no question 'A9.9'; did you mean 'A7.9'?",
        ),
        (
            "for_it:",
            "refs: {dspt: [{item: 1.1.2, strength: partial}]}\nfor_it:",
            "up.yaml: for DSPT item 1.1.2 a scan can claim 'none' at most",
        ),
        (
            "cost: {band: free}",
            "cost: {band: about}",
            "up.yaml: a cost 'about' needs the name of a price, and no other has one",
        ),
        (
            "cost: {band: free}",
            "cost: {band: about, price: new_compter}",
            "up.yaml: there is no price 'new_compter'; did you mean 'new_computer'?",
        ),
        ("id: made.up", "id: made.upp", "up.yaml:1: the place of this file says 'made.up', but its id says 'made.upp'"),
        ("light: red, code", "ligth: red, code", "up.yaml:10: there is no key 'ligth' here; did you mean 'light'?"),
        ("light: red, code", "light: rot, code", "up.yaml:10: 'rot' is not one of the words that may stand here"),
        (
            "title: A made-up check",
            "title: 5",
            "up.yaml:3: a text must stand here, but this is a whole number; put it in quotes",
        ),
        ("who: you\n", "", "up.yaml:1: the key 'who' is missing here"),
        (
            "restart.waiting: yes",
            "restart.waiting_days: 3",
            "up.yaml:21: 'restart.waiting_days' is worked out from other facts; give those instead",
        ),
        (
            "restart.waiting: yes",
            "restart.waiting: maybe",
            "up.yaml:21: 'restart.waiting' is a yes/no fact, but 'maybe' is a text",
        ),
        (
            "unknown(timed_out)",
            "unknown(timedout)",
            "up.yaml:24: 'timedout' is not one of the reasons; did you mean 'timed_out'?",
        ),
        (
            "why: It matters.",
            "applies_when: restart.waiting\nwhy: It matters.",
            "up.yaml:1: 'applies_when' and 'not_needed' go together: one is a condition, one the sentence",
        ),
    ],
)
def test_a_mistake_is_told_where_it_is(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD

    assert expected in lines(told(tmp_path, GOOD.replace(old, new, 1)))


def test_rules_must_go_from_worst_to_best(tmp_path: Path) -> None:
    lines = GOOD.splitlines(keepends=True)
    lines[9], lines[10] = lines[10], lines[9]

    assert "the rule 'long' is worse than 'waits' and must stand before it" in told(tmp_path, "".join(lines))


def test_a_rule_without_an_example_is_told(tmp_path: Path) -> None:
    without = "".join(line for line in GOOD.splitlines(keepends=True) if "light: amber, given" not in line)

    assert "up.yaml:11: no example shows the rule 'waits'" in told(tmp_path, without)


def test_all_mistakes_of_conditions_and_sentences_are_told_at_once(tmp_path: Path) -> None:
    broken = GOOD.replace("limits.days", "limits.day").replace("not restart.waiting,", "not restart.waitin,")

    assert len(told(tmp_path, broken.replace("{restart.waiting}", "{restart.wait}")).splitlines()) == 3


def test_one_id_in_two_packs_is_told(tmp_path: Path) -> None:
    for pack in ("one", "two"):
        (tmp_path / pack / "made").mkdir(parents=True)
        (tmp_path / pack / "made" / "up.yaml").write_text(GOOD)

    with pytest.raises(MistakesInFile, match=r"'made.up' is already in"):
        load_checks(tmp_path / "one", tmp_path / "two")


def test_a_menu_of_windows_may_stand_in_the_steps_for_windows(tmp_path: Path) -> None:
    fix = "{any: [Open Settings.], windows: [\"Open {menu('windows_update')}.\"]}"

    assert told(tmp_path, GOOD.replace("{any: [Open Settings.]}", fix)) == ""
