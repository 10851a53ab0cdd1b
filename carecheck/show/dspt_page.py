"""The evidence for the DSPT as a page, and as a few lines for a window."""

from collections.abc import Iterator
from typing import Final

from carecheck.homes.dspt import DsptFile, Part, says
from carecheck.show.badge import Badge
from carecheck.show.paper import Paper
from carecheck.show.templating import template
from carecheck.words import count, long_date

TITLE: Final = "Evidence for the DSPT"


def render_dspt(file: DsptFile) -> str:
    """One HTML file with a part for each home and an entry for each item."""
    html: str = template("dspt.html").render(
        title=f"{TITLE}: {_whose(file)}, {long_date(file.made_on)}",
        heading=TITLE,
        whose=_whose(file),
        file=file,
        says=says,
        badge_of=Badge.of,
        day=long_date,
    )
    return html


def dspt_lines(file: DsptFile, columns: int, encoding: str) -> str:
    """The short answer for a window: how much is open, and which questions."""
    paper = Paper(columns, colour=False, encoding=encoding)
    paper.say(f"{TITLE}: {_whose(file)}", bold=True)
    paper.say(file.numbering.note)
    for part in file.parts:
        paper.blank()
        if len(file.parts) > 1:
            paper.say(part.name)
        paper.say(says.headline(part.answered, part.open))
        for line in _lines(part):
            paper.say(line, first="  ", rest="    ")
        for problem in part.problems:
            paper.say(problem)
    paper.blank()
    for line in (*file.problems, *file.keep):
        paper.say(line)
    return paper.text()


def _lines(part: Part) -> Iterator[str]:
    for item in part.items:
        seen = f", {count(len(item.paste_seen), 'thing')} seen" if item.paste_seen else ""
        yield f"{item.number} {item.topic}: {says.STATES[item.state].lower()}{seen}"


def _whose(file: DsptFile) -> str:
    return file.parts[0].name if len(file.parts) == 1 else count(len(file.parts), "home")
