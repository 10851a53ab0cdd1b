"""What `carecheck setup` does: holds the conversation or reads a file of answers, and saves the profile."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from carecheck.cli.output import put, say, typed
from carecheck.cli.talking import hold
from carecheck.errors import CannotRun, Stopped
from carecheck.results import home_profiles, make_folder, make_folder_in, profile_of, results_path
from carecheck.savefile import save_under_this_name
from carecheck.setup import says
from carecheck.setup.draft import Told, profile_text, read_told
from carecheck.setup.interview import Interview, LeftError
from carecheck.show.paper import Paper
from carecheck.show.streams import window_columns
from carecheck.yamlfile import read_yaml


def set_up(answers: Path | None, output: Path | None, results: Path | None) -> None:
    """Make a profile and say where it is and what to type next. Raises CarecheckError; nothing is then saved."""
    folder, today = results_path(results), datetime.now().astimezone().date()
    place_of = _free_place(output.absolute() if output else None, folder)

    def text_of(told: Told) -> str:
        return profile_text(told, today)

    told = read_told(read_yaml(answers)) if answers else _ask(place_of, text_of)
    text, place = text_of(told), place_of(told.home)
    if output is None:
        make_folder(folder)
        make_folder_in(folder, place.parent.name)
    saved = save_under_this_name(place, text.encode())
    if answers:
        put(text)
        say(f"{says.SAVED}\n    {saved}")
    else:
        _say_what_is_next(told, saved, folder, results)


def _free_place(output: Path | None, folder: Path) -> Callable[[str], Path]:
    """Where the profile of a home goes; raises CannotRun where nothing new can be saved there."""
    if output and not output.parent.is_dir():
        raise CannotRun(f"There is no folder {output.parent}. Make it first, or choose another.")
    if output and output.exists():
        raise CannotRun(f"There is a file {output} already. Choose another name after --output.")

    def place_of(home: str) -> Path:
        place = output or profile_of(folder, home)
        if place.exists():
            raise CannotRun(says.is_there_already(home, str(place)))
        return place

    return place_of


def _ask(place_of: Callable[[str], Path], text_of: Callable[[Told], str]) -> Told:
    """What a person tells. Raises Stopped when they leave, whichever way."""
    try:
        told = hold(Interview(place_of, text_of, window_columns(), sys.stdout.encoding).lines())
    except LeftError:
        raise Stopped(says.NOT_SAVED) from None
    except KeyboardInterrupt:
        put("\n")
        raise Stopped(says.NOT_SAVED) from None
    if told is None:
        put("\n")
        raise Stopped(f"{says.NOT_SAVED} {says.SCRIPTS}")
    return told


def _say_what_is_next(told: Told, saved: Path, folder: Path, results: Path | None) -> None:
    paper = Paper(window_columns(), colour=False, encoding=sys.stdout.encoding)
    paper.say(says.SAVED)
    paper.exactly(str(saved))
    if told.looks_after_computers == "nobody":
        paper.say(says.NO_ONE)
    paper.say(says.NEXT)
    named = "" if home_profiles(folder) == [saved] else f' --profile "{saved}"'
    if results:
        named += f" --results {typed(results)}"
    paper.exactly(f"carecheck scan{named}")
    paper.say(says.THEN)
    paper.exactly(f"carecheck ask{named}")
    put(paper.text())
