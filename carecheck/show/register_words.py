"""What is said of a register: in its own workbook, and on the screen when it has been made or filled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from carecheck.homes.dspt import says
from carecheck.homes.dspt.items import REGISTER_ITEM
from carecheck.homes.register import Register, SheetName
from carecheck.homes.register.merging import Merged, Told
from carecheck.show.paper import Paper
from carecheck.tables import dspt_table
from carecheck.words import count, long_date, places

MOST_ROWS: Final = 12  # of one list that are told one by one
ADD_BY_HAND: Final = "Add tablets, phones, printers, memory sticks and the internet box by hand. We cannot see them."
FILL_IN: Final = "Write down where each thing is and who looks after it. Write down if it holds data about people."
ROLES: Final = "Write job titles, such as Registered manager. Write no names of people."
LOOK_OVER: Final = "Look over this list at least once in 12 months. Write down who did it (a job title), and the day."
SERIALS: Final = "This list holds serial numbers. For a copy to share: --hide-serial-numbers"
NOTHING_OF_THEIRS: Final = "Your own file was not changed. Nothing that you wrote was changed in the new one."
NAMED: Final[Mapping[SheetName, str]] = {"hardware": "row", "software": "program"}


def about_register(register: Register) -> Iterator[str]:
    """What to know of a register, for those who open it later."""
    day = long_date(register.newest.run.started_at.date())
    yield f"Register of hardware and software of {register.home or 'this home'}. carecheck last looked on {day}."
    yield from (FILL_IN, ROLES, ADD_BY_HAND, LOOK_OVER, dspt_line())
    yield "It holds only programs that carecheck knows by name, and the suppliers in your profile. It is no full list."
    yield "'Not checked' and 'Not known' do not mean that anything is wrong. They mean that we do not know."
    yield "A later check can fill your copy: carecheck register FILE... --into YOUR-REGISTER.xlsx"
    yield "It fills empty cells only, and says beside a row what it saw in another way."
    yield "This lists weak points. Keep it with your private papers, and put it in no public place."


def dspt_line() -> str:
    """Which question of the DSPT asks for a register."""
    item = dspt_table()[REGISTER_ITEM]
    return f"This {says.STRENGTHS[item.strength]} {says.number(item)}"


def made_lines(register: Register, columns: int, encoding: str, problems: Iterable[str]) -> str:
    """What is told of a new register."""
    paper = Paper(columns, colour=False, encoding=encoding)
    paper.say(f"Register of hardware and software: {register.home or 'this home'}")
    paper.say(f"We wrote down {count(len(register.computers), 'computer')} and {_programs(len(register.software))}.")
    paper.blank()
    for line in (ADD_BY_HAND, FILL_IN, LOOK_OVER, dspt_line(), *_serials(register), *problems):
        paper.say(line)
    return paper.text()


def merged_lines(merged: Merged, register: Register, columns: int, encoding: str, problems: Iterable[str]) -> str:
    """What is told of a register of the home's own, after what was seen has been put in."""
    paper = Paper(columns, colour=False, encoding=encoding)
    paper.say(f"Your register: {register.home or 'this home'}")
    paper.say(NOTHING_OF_THEIRS if merged.content else "Your register holds all that we saw. There is nothing to add.")
    for name, told in merged.told.items():
        _say(paper, name, told)
    paper.blank()
    if "software" not in merged.told and register.software:
        paper.say("Your register has no list of programs. To get one, run this again without --into.")
    for line in (dspt_line(), *_serials(register), *problems):
        paper.say(line)
    return paper.text()


def _say(paper: Paper, name: SheetName, told: Told) -> None:
    one = NAMED[name]
    _rows(paper, told.differs, "is not as you wrote it", "are not as you wrote them", one, "Look at what we saw:")
    _rows(paper, told.filled, "had empty cells", "had empty cells", one, "We filled:")
    if told.new:
        paper.blank()
        new = count(len(told.new), "computer" if name == "hardware" else one)
        paper.say(f"{new} not in your list. We added: {places(told.new)}.")
    if told.not_seen and name == "hardware":
        paper.blank()
        stay = "It stays as it is." if len(told.not_seen) == 1 else "They stay as they are."
        paper.say(f"We have no report of {len(told.not_seen)} of your rows: {places(told.not_seen)}. {stay}")
    if told.no_column and name == "hardware":
        paper.say(f"Your list has no column for: {places(told.no_column)}. Add a heading if you want it filled.")
    _looked_over(paper, told.looked_over_long_ago, one, ("was", "were"), "last looked over more than 12 months ago")
    _looked_over(paper, told.never_looked_over, one, ("has", "have"), "no day on which somebody last looked it over")


def _looked_over(paper: Paper, rows: Sequence[str], one: str, verbs: tuple[str, str], what: str) -> None:
    if rows:
        paper.blank()
        paper.say(f"{count(len(rows), one)} {verbs[len(rows) > 1]} {what}: {places(rows)}.")


def _rows(paper: Paper, rows: Mapping[str, Sequence[str]], alone: str, many: str, one: str, then: str) -> None:
    if not rows:
        return
    paper.blank()
    paper.say(f"{count(len(rows), one)} {alone if len(rows) == 1 else many}. {then}")
    for label, parts in list(rows.items())[:MOST_ROWS]:
        paper.say(f"{label}: {'; '.join(parts)}", first="  ", rest="    ")
    if len(rows) > MOST_ROWS:
        paper.say(f"and {len(rows) - MOST_ROWS} more", first="  ")


def _programs(amount: int) -> str:
    return "1 program or service" if amount == 1 else f"{amount} programs and services"


def _serials(register: Register) -> Iterator[str]:
    if any("serial" in row.cells for row in register.computers):
        yield SERIALS
