"""Check files: the form of the YAML, and how it becomes a `Check`.

All files of a folder are read together, since a question that one check asks may be read by another.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from carecheck.errors import Mistake, MistakesInFile
from carecheck.facts.catalogue import FactsFor, Kind
from carecheck.judge.checkform import CheckFile, ExampleFile, FixFile, NoteFile, RuleFile, SayFile, TriedCheckFile
from carecheck.judge.checks import (
    Check,
    Cost,
    DsptRef,
    Example,
    FixFor,
    Help,
    Letter,
    Limit,
    Note,
    Question,
    Refs,
    Rule,
    Say,
    Steps,
    Time,
)
from carecheck.judge.conditions import Condition, parse_condition
from carecheck.judge.given import limit_value, read_given
from carecheck.judge.new_check import refuse_blanks
from carecheck.judge.packfiles import files_of_pack, our_files, pack_name
from carecheck.judge.questions import mistakes_in_question, read_question
from carecheck.judge.sentences import Sentence, parse_sentence
from carecheck.judge.terms import ConditionError, Scope
from carecheck.shipped import shipped
from carecheck.structured import structured
from carecheck.yamlfile import Document, Place, as_it_is, read_yaml

_Answers = Mapping[str, tuple[Kind, tuple[str, ...]]]


def load_checks(*folders: Path, topics: frozenset[str] | None = None, with_examples: bool = True) -> dict[str, Check]:
    """Every check of these folders by its id, or those of some topics. Raises MistakesInFile with all mistakes.

    A topic is the first part of an id, and is read as a whole: its checks read each other's questions. Without their
    examples checks judge the same: those are their tests, and try nothing by themselves.
    """
    read: list[tuple[Document, CheckFile]] = []
    mistakes: list[Mistake] = []
    packs: dict[str, str] = {}  # by file
    for path, name, pack in _check_paths(folders, topics):
        try:
            whole = with_examples or pack
            document = read_yaml(path, wanted=as_it_is if whole else without_examples)
            packs[document.file] = pack
            if whole:
                refuse_blanks(document)
            file = structured(document, CheckFile if whole else TriedCheckFile)
            read.append((document, file))
            mistakes += _misplaced(document, file, name)
        except MistakesInFile as error:
            mistakes += error.mistakes
    questions, twice = _questions(read, packs)
    mistakes += twice
    answers: _Answers = {name: (asked.kind, tuple(asked.choices)) for name, asked in questions.items()}
    checks: dict[str, Check] = {}
    for document, file in read:
        reader = _Reader(document, file, questions, answers, with_examples, packs[document.file])
        check = reader.check()
        mistakes += reader.mistakes
        if check and check.id in checks:
            where = f"is already in {checks[check.id].file}" if checks[check.id].pack else _COMES_WITH_US
            mistakes.append(document.mistake(("id",), f"'{check.id}' {where}"))
        elif check:
            checks[check.id] = check
    if mistakes:
        raise MistakesInFile(mistakes)
    return checks


def without_examples(text: str) -> str:
    """A check file up to its examples, which take a third of the time of reading; all of it if more follows them."""
    found = _LAST_ARE_EXAMPLES.search(text)
    return text[: found.start()] if found else text


def _check_paths(folders: Iterable[Path], topics: frozenset[str] | None) -> Iterator[tuple[Path, str, str]]:
    """Each check file with the id that its place gives it, and the pack that it comes from; a pack is read whole."""
    for folder in folders:
        ours = folder.resolve() == shipped("checks").resolve()
        pack = "" if ours else pack_name(folder)
        yield from ((path, name, pack) for path, name in (our_files(folder, topics) if ours else files_of_pack(folder)))


def _misplaced(document: Document, file: CheckFile, name: str) -> list[Mistake]:
    if file.id == name:
        return []
    return [document.mistake(("id",), f"the place of this file says '{name}', but its id says '{file.id}'")]


def _questions(
    read: Iterable[tuple[Document, CheckFile]], packs: Mapping[str, str]
) -> tuple[dict[str, Question], list[Mistake]]:
    questions: dict[str, Question] = {}
    asked_in: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for document, file in read:
        for name, asked in file.ask.items():
            if name in questions:
                who = "another check" if packs[asked_in[name]] else "carecheck"
                mistakes.append(document.mistake(("ask", name), f"{who} asks '{name}' already; give it another id"))
            mistakes += mistakes_in_question(document, ("ask", name), asked)
            questions[name] = read_question(asked)
            asked_in[name] = document.file
    return questions, mistakes


Parsed = TypeVar("Parsed")
_COMES_WITH_US: Final = "comes with carecheck; a pack adds checks and changes none, so choose another id"
# No line after them begins at the left, but for comments and the entries of the list.
_LAST_ARE_EXAMPLES: Final = re.compile(r"^examples:(?!.*^(?!- )[^\s#])", re.MULTILINE | re.DOTALL)
_NOTHING: Final = Scope({}, {}, {})


class _Reader(msgspec.Struct):
    """Turns one file into a check; goes on after a mistake, so that all are told at once."""

    document: Document
    file: CheckFile
    questions: Mapping[str, Question]
    answers: _Answers
    with_examples: bool
    pack: str
    mistakes: list[Mistake] = msgspec.field(default_factory=list[Mistake])

    def check(self) -> Check | None:
        """The check, or None when a mistake was found."""
        file = self.file
        limits = {name: Limit(limit_value(limit.default), limit.means) for name, limit in file.limits.items()}
        scope = Scope(
            FactsFor(file.subject),
            {name: limit.kind for name, limit in limits.items()},
            self.answers,
        )
        applies_when = self._condition(file.applies_when, ("applies_when",), scope) if file.applies_when else None
        if (file.applies_when is None) != (file.not_needed is None):
            self._tell((), "'applies_when' and 'not_needed' go together: one is a condition, one the sentence")
        general = self._help(file, (), None, scope)
        rules = [self._rule(rule, ("rules", index), general, scope) for index, rule in enumerate(file.rules)]
        notes = [self._note(note, ("notes", index), scope) for index, note in enumerate(file.notes)]
        unknown = self._say(SayFile(file.unknown.one, file.unknown.many), ("unknown",), _NOTHING)
        for_it = self._sentence(file.for_it, ("for_it",), scope)
        written = file.examples if self.with_examples else []
        examples = [self._example(example, index, scope) for index, example in enumerate(written)]
        if self.mistakes or not (general and unknown and for_it):
            return None
        whole_rules = tuple(rule for rule in rules if rule)
        whole_notes = tuple(note for note in notes if note)
        names = _names(applies_when, whole_rules, whole_notes, for_it)
        return Check(
            id=file.id,
            version=file.version,
            title=file.title,
            subject=file.subject,
            applies_when=applies_when,
            not_needed=file.not_needed,
            harm=file.harm,
            limits=limits,
            rules=whole_rules,
            notes=whole_notes,
            unknown=unknown,
            unknown_steps=tuple(file.unknown.do),
            telling_steps=tuple(file.unknown.tell),
            help=general,
            refs=Refs(
                tuple(DsptRef(ref.item, ref.strength) for ref in file.refs.dspt),
                tuple(file.refs.cyber_essentials),
                tuple(file.refs.ncsc),
            ),
            for_it=for_it,
            questions={name: self.questions[name] for name in file.ask},
            reads={name: self.questions[name] for name in sorted(_answers(names))},
            examples=tuple(example for example in examples if example),
            file=self.document.file,
            names=names,
            pack=self.pack,
        )

    def _rule(self, rule: RuleFile, place: Place, general: Help | None, scope: Scope) -> Rule | None:
        when = self._condition(rule.when, (*place, "when"), scope)
        say = self._say(rule.say, (*place, "say"), scope)
        own = self._help(rule, place, general, scope)
        if not (when and say and own):
            return None
        return Rule(rule.light, rule.code, when, say, own, self.document.line(place))

    def _note(self, note: NoteFile, place: Place, scope: Scope) -> Note | None:
        when = self._condition(note.when, (*place, "when"), scope)
        say = self._sentence(note.say, (*place, "say"), scope)
        return Note(note.code, when, say) if when and say else None

    def _help(self, source: CheckFile | RuleFile, place: Place, general: Help | None, scope: Scope) -> Help | None:
        own = (source.why, source.action, source.fix, source.who, source.time, source.cost, source.letter)
        if not any(own):
            return general
        why = self._sentence(source.why, (*place, "why"), scope) if source.why else None
        fix = self._steps(source.fix, (*place, "fix"), scope) if source.fix else None
        time = Time(source.time.minutes, source.time.per, source.time.waiting) if source.time else None
        cost = Cost(source.cost.band, source.cost.price) if source.cost else None
        letter = Letter(source.letter.ask, source.letter.why) if source.letter else None
        if general:
            return Help(
                why or general.why,
                source.action or general.action,
                fix or general.fix,
                source.who or general.who,
                time or general.time,
                cost or general.cost,
                letter or general.letter,
            )
        if not (why and source.action and fix and source.who and time and cost):
            return None
        return Help(why, source.action, fix, source.who, time, cost, letter)

    def _steps(self, fix: FixFile, place: Place, scope: Scope) -> Steps:
        given: dict[FixFor, list[str] | None] = {
            "windows": fix.windows,
            "macos": fix.macos,
            "linux": fix.linux,
            "any": fix.any,
        }
        steps: dict[FixFor, tuple[Sentence, ...]] = {}
        for system, texts in given.items():
            if texts is not None:
                read = [self._sentence(text, (*place, system, index), scope) for index, text in enumerate(texts)]
                steps[system] = tuple(sentence for sentence in read if sentence)
        return steps

    def _say(self, say: SayFile, place: Place, scope: Scope) -> Say | None:
        one = self._sentence(say.one, (*place, "one"), scope)
        many = self._sentence(say.many, (*place, "many"), scope) if say.many else None
        return Say(one, many) if one else None

    def _example(self, example: ExampleFile, index: int, scope: Scope) -> Example | None:
        place = ("examples", index)
        try:
            given = {name: read_given(name, value, scope) for name, value in example.given.items()}
        except ConditionError as error:
            self._tell(place, str(error))
            return None
        return Example(example.light, example.code, given, self.document.line(place))

    def _condition(self, text: str, place: Place, scope: Scope) -> Condition | None:
        return self._parsed(parse_condition, text, place, scope)

    def _sentence(self, text: str, place: Place, scope: Scope) -> Sentence | None:
        return self._parsed(parse_sentence, text, place, scope)

    def _parsed(self, parse: Callable[[str, Scope], Parsed], text: str, place: Place, scope: Scope) -> Parsed | None:
        try:
            return parse(text, scope)
        except ConditionError as error:
            self._tell(place, str(error))
            return None

    def _tell(self, place: Place, text: str) -> None:
        self.mistakes.append(self.document.mistake(place, text))


def _answers(names: Iterable[str]) -> Iterator[str]:
    return (name.removeprefix("answer.") for name in names if name.startswith("answer."))


def _names(
    applies_when: Condition | None, rules: Iterable[Rule], notes: Iterable[Note], for_it: Sentence
) -> frozenset[str]:
    """Every fact and answer that a check reads."""
    read = [for_it.names]
    read += [applies_when.names] if applies_when else []
    for rule in rules:
        read += [rule.when.names, rule.say.one.names, rule.help.why.names]
        read += [rule.say.many.names] if rule.say.many else []
        read += [step.names for steps in rule.help.fix.values() for step in steps]
    for note in notes:
        read += [note.when.names, note.say.names]
    return frozenset(name for names in read for name in names)
