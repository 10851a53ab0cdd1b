"""What has changed between two visits as text for a window."""

from carecheck.homes.changes import Changes
from carecheck.show.paper import Paper
from carecheck.show.sentences import whose
from carecheck.show.since import NOTHING, since
from carecheck.show.terminal import TerminalOptions
from carecheck.words import long_date


def render_changes(changes: Changes, options: TerminalOptions) -> str:
    """Every change in full; every line ends with a line feed, none with a space."""
    paper = Paper(options.columns, colour=options.colour and not options.plain, encoding=options.encoding)
    told = since(changes)
    paper.say("carecheck: what has changed", bold=True)
    paper.say(whose(changes.now))
    paper.say(f"{long_date(changes.before.run.started_at.date())} and {long_date(changes.now.run.started_at.date())}")
    for problem in (*changes.before.altered, *changes.now.altered):
        paper.say(problem)
    paper.blank()
    if not told.groups:
        paper.say(NOTHING)
    for group in told.groups:
        paper.say(group.heading, bold=True)
        for thing in group.things:
            paper.say(thing, first="  - ")
        paper.blank()
    return paper.text()
