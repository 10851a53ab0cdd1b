"""The start of a check file: what a newcomer fills in says so, and no check is used before that is done."""

import re
from collections.abc import Iterator
from typing import Final

from carecheck.errors import MistakesInFile, UsageError
from carecheck.savefile import safe_name
from carecheck.shipped import shipped
from carecheck.words import clean
from carecheck.yamlfile import Document, Place, Plain

FILL_IN: Final = "FILL IN: "
MOST_LETTERS: Final = 60
_PATTERN: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")

TEMPLATE: Final = """\
# A check asks facts and says what they mean for a home. Put your own words in the place of each FILL IN.
# Until none is left, 'carecheck lint' names each with its line, and no scan uses this file.
# The page "Write a check" explains every field. Text stands in quotes here, for : and {} mean something in YAML.

id: ID  # the folder and the name of this file; never change it once a report has it
version: 1  # add 1 when you change a rule or a limit
title: "FILL IN: what is so when all is well, in 8 words at most"
subject: computer  # or domain, website, supplier, home: there is one result for each of them
why: "FILL IN: what could happen in the home, in 1 or 2 sentences"
harm: "FILL IN: loss, break-in or spread"

# From worst to best; the first rule that holds gives the light. 'carecheck explain facts' lists all facts.
# What we could not see makes no light green: it is then Not checked, and needs no rule.
# Between these two there may be others, with "light: amber".
rules:
  - light: red
    code: needs_fixing  # a name of your own for this rule; reports hold it, so never change it
    when: "FILL IN: a condition, such as absent(updates.list_fetched) or updates.list_age_days > 30"
    say:
      one: "FILL IN: what we saw on one computer, in 15 words at most"
      many: "FILL IN: the same for several; {n} stands for how many"
  - light: green
    code: is_well
    when: "FILL IN: the condition for OK, such as updates.list_age_days <= 30"
    say: {one: "FILL IN: what we saw when it is OK"}

unknown:
  one: "FILL IN: We could not check if ..."
  many: "FILL IN: the same for {n} computers"

# 1 to 3 steps for each system, or only 'any' for all of them.
action: "FILL IN: what to do, in 8 words at most"
fix:
  windows: ["FILL IN: steps that begin with Open, Ask, Choose or Check"]
  macos: ["FILL IN: the same on a Mac"]
  linux: ["FILL IN: the same on Linux"]
who: "FILL IN: you, it or supplier"
time: {minutes: "FILL IN: how many minutes it takes", per: computer}  # or once, or person
cost: {band: free}  # or often_free, or ask
for_it: "FILL IN: one line for IT people, in any words; {updates.list_fetched} puts a fact into it"

# Examples are tests. Each gives facts and the light that must come of them; each later one changes the first.
# Today is 22 November 2026 in them.
examples:
  - {light: green, code: is_well, given: "FILL IN: facts, such as {updates.list_fetched: 2026-11-20}"}
  - {light: red, code: needs_fixing, given: "FILL IN: facts for Fix now, such as {updates.list_fetched: 2026-10-12}"}
  - {light: unknown, given: "FILL IN: what we may not see, such as {updates.list_fetched: unknown}"}
"""


def new_check(name: str) -> str:
    """The file of a new check of that id. Raises UsageError for one that cannot be used."""
    shown = clean(name, 2 * MOST_LETTERS)
    if not _PATTERN.fullmatch(name) or len(name) > MOST_LETTERS:
        raise UsageError(
            f"'{shown}' cannot be the id of a check. It is a topic and a name in small letters: topic.name"
        )
    topic, _, rest = name.partition(".")
    for part in (topic, rest):
        if safe_name(part) != part:
            raise UsageError(f"Windows takes no file of the name '{part}'. Choose another id than '{name}'.")
    if (shipped("checks") / topic / f"{rest}.yaml").exists():
        raise UsageError(f"'{name}' comes with carecheck. Choose another id. To read it: carecheck explain {name}")
    return TEMPLATE.replace("id: ID ", f"id: {name} ", 1)


def refuse_blanks(document: Document) -> None:
    """Raise MistakesInFile with all that is still to be filled in in a check file, each with its line."""
    blanks = [
        document.mistake(place, f"fill in: {text.removeprefix(FILL_IN)}")
        for place, text in _texts(document.content, ())
        if text.startswith(FILL_IN)
    ]
    if blanks:
        raise MistakesInFile(blanks)


def _texts(content: Plain, place: Place) -> Iterator[tuple[Place, str]]:
    match content:
        case str():
            yield place, content
        case dict():
            for key, part in content.items():
                yield from _texts(part, (*place, key))
        case list():
            for number, part in enumerate(content):
                yield from _texts(part, (*place, number))
        case _:
            pass
