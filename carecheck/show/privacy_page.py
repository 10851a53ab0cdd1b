"""What is read and who is asked, as text for a window."""

from dataclasses import dataclass

from carecheck.show.paper import Paper

SAFE = (
    "It changes nothing, and writes only its own result files.",
    "One command adds something to this computer, and only when you type it: carecheck schedule --install.",
    "It sends no report, no file and no name of a person to anyone.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked over the network: who, the hosts or names, and what they get to know."""

    who: str
    hosts: tuple[str, ...]
    sends: str


@dataclass(frozen=True, slots=True)
class Privacy:
    """What a profile makes carecheck read, and whom it makes it ask."""

    profile: str
    reads: tuple[str, ...]
    asks: tuple[Asked, ...]


def render_privacy(privacy: Privacy, columns: int, encoding: str) -> str:
    """The answer first: what never happens; then what is read, and who is asked."""
    paper = Paper(columns, colour=False, encoding=encoding)
    paper.say(f"What carecheck reads and who it asks, with the profile '{privacy.profile}'.")
    for line in SAFE:
        paper.say(line)
    paper.blank()
    paper.say("On this computer it reads:" if privacy.reads else "On this computer it reads nothing.")
    for line in privacy.reads:
        paper.say(line, first="- ", rest="  ")
    paper.blank()
    paper.say(
        "Over the network it asks (with --offline it asks no one):"
        if privacy.asks
        else "Over the network it asks no one."
    )
    for one in privacy.asks:
        hosts = f": {', '.join(one.hosts)}" if one.hosts else ""
        paper.say(f"{one.who}{hosts}", first="- ", rest="  ")
        paper.say(f"They get: {one.sends}.", first="  ")
    return paper.text()
