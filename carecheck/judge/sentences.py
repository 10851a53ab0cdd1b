"""Sentences of check files, with facts, limits and answers filled in.

"Your last backup was {ago(backup.newest)}."     {name}, {ago(day)}, {date(day)}, {count(number, 'login')},
{names(names)}; {n} stays for the number of computers, {menu('windows_update')} is a way through the menus and
{figure('shared_devices')} a dated figure of the sector in a sentence of its own
"""

import ast
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

import msgspec

from carecheck import words
from carecheck.errors import did_you_mean
from carecheck.facts.catalogue import Kind
from carecheck.judge.terms import KIND_WORDS, ConditionError, Operand, Scope, Term, parse_expression, term_of
from carecheck.judge.worlds import Undecided, World
from carecheck.systems import NEWEST_WINDOWS
from carecheck.tables import figures, menus

NUMBER_OF_SUBJECTS: Final = "{n}"
NOT_KNOWN: Final = "not known"

_HOLE: Final = re.compile(r"\{([^{}]*)\}")
_MENU: Final = re.compile(r"menu\('(\w+)'\)")
_FIGURE: Final = re.compile(r"\{figure\('(\w+)'\)\}")


class Sentence(msgspec.Struct, frozen=True):
    """A text with holes; `names` are the facts and answers that fill them, `counts` whether it holds `{n}`."""

    text: str
    pieces: tuple[str | Callable[[World], str], ...]
    names: frozenset[str]
    counts: bool

    def fill(self, world: World) -> str:
        """The sentence about this world; what is missing reads "not known"."""
        return "".join(piece if isinstance(piece, str) else piece(world) for piece in self.pieces)


def parse_sentence(text: str, scope: Scope) -> Sentence:
    """Read a sentence and check the names and kinds in its holes. Raises ConditionError."""
    if "{" not in text and "}" not in text:
        return Sentence(text, (text,), frozenset(), counts=False)
    text = _FIGURE.sub(lambda hole: _figure(hole[1]), text)
    pieces: list[str | Callable[[World], str]] = []
    names: set[str] = set()
    position = 0
    for hole in _HOLE.finditer(text):
        pieces.append(text[position : hole.start()])
        position = hole.end()
        if hole.group() == NUMBER_OF_SUBJECTS:
            pieces.append(NUMBER_OF_SUBJECTS)
            continue
        menu = _MENU.fullmatch(hole[1])
        if menu:
            pieces.append(_menu(menu[1]))
            continue
        show, term = _hole(hole[1], scope)
        pieces.append(_filler(show, term))
        names |= term.names
    pieces.append(text[position:])
    if any("{" in piece or "}" in piece for piece in pieces if isinstance(piece, str) and piece != NUMBER_OF_SUBJECTS):
        raise ConditionError(f"a curly bracket in '{text}' has no partner")
    return Sentence(text, tuple(pieces), frozenset(names), NUMBER_OF_SUBJECTS in pieces)


Show = Callable[[Any, date], str]

_AS_IT_IS: Final[Mapping[Kind, Show]] = {
    "number": lambda value, _: words.number(value),
    "text": lambda value, _: str(value),
    "yes/no": lambda value, _: "yes" if value else "no",
    "date": lambda value, _: words.long_date(value),
    "names": lambda value, _: words.listing(value),
}
_FUNCTIONS: Final[Mapping[str, tuple[Kind, Show]]] = {
    "ago": ("date", lambda value, today: words.ago(value, today)),
    "date": ("date", lambda value, _: words.long_date(value)),
    "names": ("names", lambda value, _: words.listing(value)),
}


def _hole(text: str, scope: Scope) -> tuple[Show, Term]:
    node = parse_expression(text)
    match node:
        case ast.Call(func=ast.Name(id="count"), args=[counted, ast.Constant(value=str() as noun)], keywords=[]):
            return _kind_is("count", term_of(counted, scope), "number", lambda value, _: words.count(value, noun))
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in _FUNCTIONS:
            kind, show = _FUNCTIONS[name]
            return _kind_is(name, term_of(argument, scope), kind, show)
        case ast.Call(func=ast.Name(id=name)) if name not in ("number_of", "matching", "without"):
            guess = did_you_mean(name, [*_FUNCTIONS, "count"])
            raise ConditionError(f"sentences have no function '{name}' of that form{guess}")
        case _:
            term = term_of(node, scope)
            return _AS_IT_IS[term.kind], term


def _menu(name: str) -> Callable[[World], str]:
    ways = menus().get(name)
    if ways is None:
        raise ConditionError(f"data/menus.yaml has no menu '{name}'{did_you_mean(name, menus())}")
    return lambda world: ways[world.release or NEWEST_WINDOWS]


def _figure(name: str) -> str:
    if name not in figures():
        raise ConditionError(f"data/sector-figures.yaml has no figure '{name}'{did_you_mean(name, figures())}")
    return figures()[name].text


def _kind_is(name: str, term: Term, kind: Kind, show: Show) -> tuple[Show, Term]:
    if term.kind != kind:
        raise ConditionError(f"'{name}' takes {KIND_WORDS[kind]}, but '{term.text}' is {KIND_WORDS[term.kind]}")
    return show, term


def _filler(show: Show, term: Term) -> Callable[[World], str]:
    def fill(world: World) -> str:
        value: Operand = term.read(world)
        if value is None:
            return "none"
        return NOT_KNOWN if isinstance(value, Undecided) else show(value, world.today)

    return fill
