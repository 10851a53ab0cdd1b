"""The evidence for the DSPT as a workbook: a sheet of items for each home, and all that they rest on."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Final

from carecheck.homes.dspt import DsptFile, Part, says
from carecheck.lights import LIGHTS
from carecheck.savefile import safe_name
from carecheck.show.workbook import Column, Sheet, Value, workbook

MOST_LETTERS_OF_SHEET: Final = 31
_ITEMS: Final = (
    *(Column("Item", 10), Column("About", 26), Column("State", 12), Column("Who must answer", 26)),
    *(Column("What this is good for", 30), Column("What we saw", 60), Column("What people answered", 50)),
    *(Column("What is missing", 60), Column("What was looked at", 40), Column("Look over by", 18)),
    *(Column("Answered by (job title)", 22), Column("On", 14), Column("Your answer", 30), Column("Certificates", 30)),
    *(Column("Number", 40),),
)
_SEEN: Final = (
    *(Column("Home", 22), Column("Item", 10), Column("What", 22), Column("Light", 13), Column("What we saw", 60)),
    *(Column("Strength", 12), Column("Checked", 18), Column("File", 28), Column("Check", 30), Column("Reason", 40)),
)
_TOLD: Final = (
    *(Column("Home", 22), Column("Item", 10), Column("Question", 60), Column("Answer", 30), Column("About", 22)),
    *(Column("By", 22), Column("On", 18), Column("Look over by", 18), Column("State", 12)),
)


def dspt_workbook(file: DsptFile) -> bytes:
    """The workbook: what to know first, the items of each home, what was seen, and what people answered."""
    first = [[line] for line in (file.numbering.note, *file.keep, *_problems(file))]
    sheets = [Sheet("Read this first", [Column("Read this first", 100)], first)]
    sheets += [Sheet(name, _ITEMS, list(_items(part))) for name, part in _sheet_names(file)]
    sheets.append(Sheet("What we saw", _SEEN, [row for part in file.parts for row in _seen(part)]))
    sheets.append(Sheet("What people answered", _TOLD, [row for part in file.parts for row in _told(part)]))
    return workbook("Evidence for the DSPT", datetime.combine(file.made_on, time(), UTC), sheets)


def _problems(file: DsptFile) -> Iterator[str]:
    yield from file.problems
    yield from (f"{part.name}: {problem}" for part in file.parts for problem in part.problems)


def _sheet_names(file: DsptFile) -> Iterator[tuple[str, Part]]:
    """A name for the sheet of each home: short, without signs that a workbook refuses, and unlike the others."""
    if len(file.parts) == 1:
        yield "All questions", file.parts[0]
        return
    for number, part in enumerate(file.parts, start=1):
        first = f"{number} "
        name = safe_name(part.name, "Home").replace("[", "(").replace("]", ")")
        # A workbook counts letters as UTF-16 does, and refuses apostrophes at the ends.
        fits = name.encode("utf-16-le")[: 2 * (MOST_LETTERS_OF_SHEET - len(first))].decode("utf-16-le", errors="ignore")
        yield (first + fits).rstrip("' "), part


def _items(part: Part) -> Iterator[list[Value]]:
    for item in part.items:
        yield [
            item.number,
            item.topic,
            says.STATES[item.state],
            item.says_mandatory,
            item.says_strength,
            "\n".join(item.paste_seen),
            "\n".join(item.paste_told),
            "\n".join(item.missing),
            "\n".join(item.covers),
            item.review_by,
            None,
            None,
            None,
            item.certificates or None,
            item.says_number,
        ]


def _seen(part: Part) -> Iterator[list[Value]]:
    for item in part.items:
        for one in item.findings:
            code = f"{one.check_id}/{one.code}" if one.code else one.check_id
            light, day = LIGHTS[one.light].name, one.checked_at.date()
            about: list[Value] = [part.name, item.number, one.subject, light, one.says]
            yield [*about, one.strength, day, one.file, code, one.reason or None]


def _told(part: Part) -> Iterator[list[Value]]:
    for item in part.items:
        for one in item.statements:
            said: list[Value] = [part.name, item.number, one.asked, one.answer, one.about]
            yield [*said, one.by, one.on, one.review_by, says.ANSWER_STATES[one.state]]
