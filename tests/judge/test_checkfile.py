"""A check file: each of its fields comes into the check as it was written, and what may not stand there is told."""

from pathlib import Path
from typing import Final

import msgspec
import pytest

from carecheck.errors import CannotRun, MistakesInFile
from carecheck.facts.model import Unknown
from carecheck.judge import checkform
from carecheck.judge.checkfiles import load_checks, without_examples
from carecheck.judge.checks import Check, Cost, DsptRef, Letter, Limit, Question, Refs, Say, Time
from carecheck.judge.sentences import Sentence
from carecheck.shipped import shipped

LEAST: Final = """\
id: made.up
version: 1
title: T
subject: home
why: W
harm: loss
ask:
  locked: {question: Q, kind: yes_no}
rules:
  - {light: green, code: fine, when: answer.locked, say: {one: O}}
unknown: {one: U}
action: A
fix: {any: [F]}
who: you
time: {minutes: 1}
cost: {band: free}
for_it: I
examples:
  - {light: green, given: {answer.locked: yes}}
"""
WHOLE: Final = """\
id: made.up
version: 3
title: A title
subject: computer
applies_when: system.maker == 'Microsoft'
not_needed: It has no need.
why: "{restart.waiting} why"
harm: break-in
limits:
  days: {default: 7, means: Days}
  strict: {default: yes, means: Strict}
  trusted: {default: [A, B], means: Names}
ask:
  locked: {question: Is it?, help: Look., kind: yes_no, renew_months: 6}
  people: {question: How many?, kind: number, least: 2, most: 9.5}
  last: {question: When?, kind: date, past: yes, choices: [{id: never, words: Never.}]}
  way: {question: How?, kind: choice, choices: [{id: by_key, words: A key.}, {id: by_code, words: A code.}]}
rules:
  - light: red
    code: long
    when: restart.waiting_days > limits.days
    say:
      one: "{antivirus.on} one"
      many: "{n} many {system.name}"
    why: "{disks.all_protected} own why"
    action: Own action
    fix:
      windows:
        - W1
        - "{system.support_end_is_firm} W"
      macos: [M]
      linux: [L]
      any: [N]
    who: it
    time: {minutes: 20, per: person, waiting: yes}
    cost: {band: about, price: new_computer}
    letter: {ask: Ask?, why: Because}
  - {light: amber, code: waits, when: restart.waiting, say: {one: It waits.}, who: supplier}
  - {light: green, code: fine, when: not restart.waiting or answer.locked, say: {one: Fine.}}
notes:
  - code: since
    when: absent(restart.waiting_since)
    say: "{defender.in_charge} note"
unknown:
  one: U one
  many: U many
  do: [Do it, Do more]
  tell: [Tell us]
action: Do it
fix: {any: ["{restart.waiting} do", Again]}
who: you
time: {minutes: 5, per: computer}
cost: {band: often_free}
letter: {ask: General?, why: For all}
for_it: "{answer.way}"
refs:
  dspt: [{item: 8.3.1, strength: support}]
  cyber_essentials: [A6.4]
  ncsc: [Small charity guide]
examples:
  - light: red
    code: long
    given: {restart.waiting: yes, limits.days: 3}
  - {light: unknown, given: {restart.waiting: unknown}}
"""


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        file = tmp_path / "made" / f"{name}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def read(tmp_path: Path, text: str) -> Check:
    return load_checks(folder(tmp_path, up=text))["made.up"]


def told(tmp_path: Path, **files: str) -> list[str]:
    """What is wrong with these files, each with the name of its file and without its folder."""
    with pytest.raises(MistakesInFile) as error:
        load_checks(folder(tmp_path, **files))
    return [str(mistake).replace(str(tmp_path / "made"), "")[1:] for mistake in error.value.mistakes]


@pytest.fixture(name="whole")
def check_with_every_field(tmp_path: Path) -> Check:
    return read(tmp_path, WHOLE)


def texts(sentences: tuple[Sentence, ...]) -> list[str]:
    return [sentence.text for sentence in sentences]


def in_texts(say: Say) -> tuple[str, str | None]:
    return say.one.text, say.many.text if say.many else None


def test_what_is_plain_comes_as_it_was_written(whole: Check, tmp_path: Path) -> None:
    assert (whole.id, whole.version, whole.title, whole.subject) == ("made.up", 3, "A title", "computer")
    assert (whole.not_needed, whole.harm, whole.pack) == ("It has no need.", "break-in", tmp_path.name)
    assert whole.applies_when is not None
    assert whole.applies_when.text == "system.maker == 'Microsoft'"
    assert Path(whole.file) == tmp_path / "made" / "up.yaml"
    assert whole.for_it.text == "{answer.way}"
    assert (in_texts(whole.unknown), whole.unknown_steps, whole.telling_steps) == (
        ("U one", "U many"),
        ("Do it", "Do more"),
        ("Tell us",),
    )


def test_limits_are_numbers_yes_or_no_or_names(whole: Check) -> None:
    assert whole.limits == {
        "days": Limit(7, "Days"),
        "strict": Limit(True, "Strict"),
        "trusted": Limit(("A", "B"), "Names"),
    }
    assert [limit.kind for limit in whole.limits.values()] == ["number", "yes/no", "names"]
    assert whole.default_limits == {"days": 7, "strict": True, "trusted": ("A", "B")}


def test_questions_come_with_all_that_is_said_of_their_answers(whole: Check) -> None:
    assert whole.questions == {
        "locked": Question("Is it?", "Look.", "yes/no", {}, 6),
        "people": Question("How many?", "", "number", {}, 12, 2, 9.5),
        "last": Question("When?", "", "date", {"never": "Never."}, 12, past=True),
        "way": Question("How?", "", "text", {"by_key": "A key.", "by_code": "A code."}, 12),
    }
    assert list(whole.reads) == ["locked", "way"]


def test_a_rule_has_its_own_words_and_its_own_help(whole: Check) -> None:
    rule = whole.rules[0]

    assert (rule.light, rule.code, rule.when.text, rule.line) == (
        "red",
        "long",
        "restart.waiting_days > limits.days",
        19,
    )
    assert in_texts(rule.say) == ("{antivirus.on} one", "{n} many {system.name}")
    assert (rule.help.why.text, rule.help.action, rule.help.who) == (
        "{disks.all_protected} own why",
        "Own action",
        "it",
    )
    assert {system: texts(steps) for system, steps in rule.help.fix.items()} == {
        "windows": ["W1", "{system.support_end_is_firm} W"],
        "macos": ["M"],
        "linux": ["L"],
        "any": ["N"],
    }
    assert (rule.help.time, rule.help.cost) == (Time(20, "person", waiting=True), Cost("about", "new_computer"))
    assert rule.help.letter == Letter("Ask?", "Because")


def test_what_a_rule_does_not_say_of_its_help_is_that_of_the_check(whole: Check) -> None:
    general, one, none = whole.help, whole.rules[1].help, whole.rules[2].help

    assert (general.why.text, general.action, general.who) == ("{restart.waiting} why", "Do it", "you")
    assert (general.time, general.cost) == (Time(5, "computer"), Cost("often_free"))
    assert general.letter == Letter("General?", "For all")
    assert (one.who, none) == ("supplier", general)
    assert (one.why, one.action, one.fix) == (general.why, general.action, general.fix)
    assert (one.time, one.cost, one.letter) == (general.time, general.cost, general.letter)


def test_notes_references_and_examples_come_in_their_order(whole: Check) -> None:
    assert [(note.code, note.when.text, note.say.text) for note in whole.notes] == [
        ("since", "absent(restart.waiting_since)", "{defender.in_charge} note")
    ]
    assert whole.refs == Refs((DsptRef("8.3.1", "support"),), ("A6.4",), ("Small charity guide",))
    assert whole.refs.schemes == {"dspt", "cyber_essentials", "ncsc"}
    assert [(one.light, one.code, one.given, one.line) for one in whole.examples] == [
        ("red", "long", {"restart.waiting": True, "limits.days": 3}, 61),
        ("unknown", None, {"restart.waiting": Unknown("not_seen")}, 64),
    ]


def test_a_check_reads_every_fact_that_its_conditions_and_words_name(whole: Check) -> None:
    of_conditions = {"system.maker", "restart.waiting_days", "restart.waiting", "answer.locked"}
    of_words = {
        "antivirus.on",
        "system.name",
        "disks.all_protected",
        "system.support_end_is_firm",
        "defender.in_charge",
    }

    assert whole.decided_by == of_conditions
    assert whole.names == of_conditions | of_words | {"restart.waiting_since", "answer.way"}


def test_what_may_be_left_out_has_its_default(tmp_path: Path) -> None:
    least = read(tmp_path, LEAST)

    assert (least.applies_when, least.not_needed, least.limits, least.notes) == (None, None, {}, ())
    assert (least.unknown.many, least.unknown_steps, least.telling_steps) == (None, (), ())
    assert (least.help.time, least.help.cost, least.help.letter) == (
        Time(1, "once", waiting=False),
        Cost("free", None),
        None,
    )
    assert (least.refs, least.refs.schemes) == (Refs(), frozenset())
    assert least.questions == {"locked": Question("Q", "", "yes/no", {}, 12, None, None, past=False)}
    assert least.rules[0].help == least.help


BELOW_THEIR_LEAST: Final = (
    ("version: 1", "version: 0", "up.yaml:2: this must be at least 1"),
    ("minutes: 1", "minutes: 0", "up.yaml:15: this must be at least 1"),
    ("kind: yes_no", "kind: yes_no, renew_months: 0", "up.yaml:8: this must be at least 1"),
)


@pytest.mark.parametrize(("old", "new", "expected"), BELOW_THEIR_LEAST)
def test_a_number_has_a_least(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert told(tmp_path, up=LEAST.replace(old, new)) == [expected]
    assert read(tmp_path, LEAST.replace(old, new.replace("0", "1"))).version == 1


ENOUGH: Final = "up.yaml:{}: this must have at least 1 characters or entries"
WITHOUT: Final = (
    *((f"{key}: {value}", f"{key}: ''", line) for key, value, line in (("title", "T", 3), ("why", "W", 5))),
    *((f"{key}: {value}", f"{key}: ''", line) for key, value, line in (("action", "A", 12), ("for_it", "I", 17))),
    ("one: O", "one: ''", 10),
    ("one: U", "one: ''", 11),
    ("[F]", "['']", 13),
    ("question: Q", "question: ''", 8),
    ("rules:\n  - {light: green, code: fine, when: answer.locked, say: {one: O}}", "rules: []", 9),
    ("examples:\n  - {light: green, given: {answer.locked: yes}}", "examples: []", 18),
)


@pytest.mark.parametrize(("old", "new", "line"), WITHOUT)
def test_no_text_is_empty_and_there_is_a_rule_and_an_example(tmp_path: Path, old: str, new: str, line: int) -> None:
    assert old in LEAST

    assert told(tmp_path, up=LEAST.replace(old, new)) == [ENOUGH.format(line)]


def test_a_text_has_400_letters_at_most(tmp_path: Path) -> None:
    assert read(tmp_path, LEAST.replace("title: T", f"title: {'T' * 400}")).title == "T" * 400

    assert told(tmp_path, up=LEAST.replace("title: T", f"title: {'T' * 401}")) == [
        "up.yaml:3: this must have at most 400 characters or entries"
    ]


BAD_NAMES: Final = (
    *(
        ("id: made.up", f"id: {name}", 1)
        for name in ("made", "Made.up", "made.Up", "1made.up", "made.1up", "made.up.x")
    ),
    *(("id: made.up", f"id: {name}", 1) for name in ("made-a.up", "made.up-b", "' made.up'", "'made.up '", "madeXup")),
    *(("code: fine", f"code: {name}", 10) for name in ("Fine", "1fine", "fine-a", "fine.a", "' fine'", "'fine '")),
)


@pytest.mark.parametrize(("old", "new", "line"), BAD_NAMES)
def test_an_id_has_two_parts_and_a_code_one_of_small_letters_digits_and_lines(
    tmp_path: Path, old: str, new: str, line: int
) -> None:
    form = "this has a form that may not stand here; ids are small letters, digits, hyphens or underscores"

    assert told(tmp_path, up=LEAST.replace(old, new)) == [f"up.yaml:{line}: {form}"]


NOT_KNOWN: Final = (
    ("version: 1", "version: 1\ncolour: red", 3),
    ("{question: Q", "{colour: red, question: Q", 8),
    ("{light: green, code", "{colour: red, light: green, code", 10),
    ("{one: O}", "{one: O, colour: red}", 10),
    ("{one: U}", "{one: U, colour: red}", 11),
    ("{any: [F]}", "{any: [F], colour: red}", 13),
    ("{minutes: 1}", "{minutes: 1, colour: red}", 15),
    ("{band: free}", "{band: free, colour: red}", 16),
    ("{light: green, given", "{colour: red, light: green, given", 19),
    ("for_it: I", "for_it: I\nletter: {ask: A, why: W, colour: red}", 18),
    ("for_it: I", "for_it: I\nlimits: {x: {default: 1, means: M, colour: red}}", 18),
    ("for_it: I", "for_it: I\nnotes: [{code: x, when: answer.locked, say: S, colour: red}]", 18),
    ("for_it: I", "for_it: I\nrefs: {colour: red}", 18),
    ("for_it: I", "for_it: I\nrefs: {dspt: [{item: 8.3.1, strength: support, colour: red}]}", 18),
)


@pytest.mark.parametrize(("old", "new", "line"), NOT_KNOWN)
def test_a_key_that_we_do_not_know_is_refused_wherever_it_stands(tmp_path: Path, old: str, new: str, line: int) -> None:
    assert told(tmp_path, up=LEAST.replace(old, new)) == [f"up.yaml:{line}: there is no key 'colour' here"]


TOGETHER: Final = "'applies_when' and 'not_needed' go together: one is a condition, one the sentence"
BROKEN: Final = (
    ("applies_when: system.maker ==", "applies_when: system.makr ==", "up.yaml:5: there is no fact 'system.makr'"),
    ("{restart.waiting} why", "{restart.x} why", "up.yaml:7: there is no fact 'restart.x'"),
    ("{antivirus.on} one", "{system.x} one", "up.yaml:23: there is no fact 'system.x'"),
    ("{n} many {system.name}", "{system.x} many", "up.yaml:24: there is no fact 'system.x'"),
    ("{disks.all_protected} own why", "{system.x} own why", "up.yaml:25: there is no fact 'system.x'"),
    ("{system.support_end_is_firm} W", "{disk.x} W", "up.yaml:30: there is no fact 'disk.x'"),
    ("absent(restart.waiting_since)", "absent(restart.x)", "up.yaml:42: there is no fact 'restart.x'"),
    ("{defender.in_charge} note", "{system.x} note", "up.yaml:43: there is no fact 'system.x'"),
    ("one: U one", 'one: "{system.name}"', "up.yaml:45: there is no fact 'system.name'"),
    ("many: U many", 'many: "{system.name}"', "up.yaml:46: there is no fact 'system.name'"),
    ('"{restart.waiting} do"', '"{restart.x} do"', "up.yaml:50: there is no fact 'restart.x'"),
    ('"{answer.way}"', '"{answer.wya}"', "up.yaml:55: no check asks 'wya'; did you mean 'way'?"),
    ("not_needed: It has no need.\n", "", f"up.yaml:1: {TOGETHER}"),
    ("applies_when: system.maker == 'Microsoft'\n", "", f"up.yaml:1: {TOGETHER}"),
)


@pytest.mark.parametrize(("old", "new", "expected"), BROKEN)
def test_a_name_that_is_none_is_told_wherever_it_stands(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in WHOLE

    (wrong,) = told(tmp_path, up=WHOLE.replace(old, new))

    assert wrong.startswith(expected)


def test_the_mistakes_of_all_files_are_told_together_in_their_order(tmp_path: Path) -> None:
    wrong = told(
        tmp_path,
        a=LEAST.replace("made.up", "made.b").replace("locked", "a_locked"),
        b="id: [",
        c=LEAST.replace("made.up", "made.c").replace("title: T", "title: 5"),
        d=LEAST.replace("made.up", "made.d").replace("when: answer.locked", "when: answer.x"),
    )

    assert [mistake.partition(": ")[0] for mistake in wrong] == ["a.yaml:1", "b.yaml:2", "c.yaml:3", "d.yaml:10"]


def test_a_question_is_asked_by_one_check_and_read_by_others(tmp_path: Path) -> None:
    reads = LEAST.replace("made.up", "made.reads").replace("ask:\n  locked: {question: Q, kind: yes_no}\n", "")

    checks = load_checks(folder(tmp_path, up=LEAST, reads=reads))

    assert (checks["made.reads"].questions, checks["made.reads"].reads) == ({}, checks["made.up"].questions)


def test_two_checks_that_ask_the_same_question_are_told(tmp_path: Path) -> None:
    assert told(tmp_path, up=LEAST, zz=LEAST.replace("made.up", "made.zz")) == [
        "zz.yaml:8: another check asks 'locked' already; give it another id"
    ]


def test_a_mistake_in_a_question_is_told_at_its_line(tmp_path: Path) -> None:
    assert told(tmp_path, up=LEAST.replace("kind: yes_no", "kind: yes_no, least: 3")) == [
        "up.yaml:8: 'least' and 'most' stand beside 'kind: number', and only there"
    ]


def test_examples_of_a_pack_are_always_read_and_kept_when_wanted(tmp_path: Path) -> None:
    pack = folder(tmp_path, up=LEAST)

    assert len(load_checks(pack)["made.up"].examples) == 1
    assert load_checks(pack, with_examples=False)["made.up"].examples == ()
    with pytest.raises(MistakesInFile, match="there is no key 'lihgt' here"):
        load_checks(
            folder(tmp_path, up=LEAST.replace("{light: green, given", "{lihgt: green, given")), with_examples=False
        )


def test_without_their_examples_our_checks_are_the_same() -> None:
    with_them, without = (
        load_checks(shipped("checks"), topics=frozenset({"screen", "backup"}), with_examples=one)
        for one in (True, False)
    )

    assert {name.partition(".")[0] for name in with_them} == {"screen", "backup"}
    assert with_them.keys() == without.keys()
    assert all(check.examples == () for check in without.values())
    assert [check.rules[0].code for check in with_them.values()] == [check.rules[0].code for check in without.values()]


CUT: Final = (
    ("a: 1\nexamples:\n  - x\n", "a: 1\n"),
    ("a: 1\nexamples:\n- x\n# end\n", "a: 1\n"),
    ("a: 1\nexamples:\n  - x\nb: 2\n", "a: 1\nexamples:\n  - x\nb: 2\n"),
    ("a: 1\n  examples:\n  - x\n", "a: 1\n  examples:\n  - x\n"),
    ("a: 1\nEXAMPLES:\n", "a: 1\nEXAMPLES:\n"),
)


@pytest.mark.parametrize(("text", "left"), CUT)
def test_examples_are_cut_off_only_where_nothing_follows_them(text: str, left: str) -> None:
    assert without_examples(text) == left


def test_a_folder_without_checks_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="There are no checks in"):
        load_checks(tmp_path)


FORMS: Final = [
    form for form in vars(checkform).values() if isinstance(form, type) and issubclass(form, checkform.Strict)
]


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_for_a_field_that_is_left_out_could_be_written_there(form: type[checkform.Strict]) -> None:
    for field in msgspec.structs.fields(form):
        if field.default is not msgspec.NODEFAULT:
            assert msgspec.convert(field.default, field.type) == field.default
