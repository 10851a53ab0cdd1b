"""What a program printed, cut short anywhere, never reassures: probes notice, or tell less."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pytest

from carecheck.look.machine import Question, Ran, RunProgram
from carecheck.look.probes import Place, probes_for
from tests.campaign.counting import ONE_BAD_ANSWER, Tried
from tests.fuzz.of_computers import OtherAnswer, all_asked, machines_for
from tests.machine.reassurance import look, reassured

PLACES: Final[tuple[Place, ...]] = ("linux", "macos")  # on Windows, no program is run
MOST_LINES: Final = 60

# Lists of which nobody says how long they are, with the end of each of their parts: cut there, they look whole.
NO_OTHER_SIGN: Final = {"/usr/sbin/sharing": b"}\n"}


def cuts(out: bytes) -> Iterator[bytes]:
    """The output up to each end of a line, and up to a little before it."""
    ends = [place + 1 for place, letter in enumerate(out[:-1]) if letter == ord("\n")][:MOST_LINES]
    places = {0, *ends, *(end - 3 for end in ends), len(out) - 3, len(out) - 1}
    return (out[:place] for place in sorted(places) if place >= 0)


def looks_whole(question: Question, out: bytes) -> bool:
    end = NO_OTHER_SIGN.get(question.argv[0]) if isinstance(question, RunProgram) else None
    return end is not None and out.endswith(end)


@pytest.mark.parametrize(
    ("place", "group"), [(place, group) for place in PLACES for group in sorted(probes_for(place))]
)
def test_an_output_that_is_cut_short_never_reassures(place: Place, group: str, tried: Tried) -> None:
    probe = probes_for(place)[group]
    for machine, question in all_asked(probe, machines_for(place, group)):
        answer, true = machine.ask(question), look(probe, machine)
        if not isinstance(answer, Ran) or not answer.out:
            continue
        for out in cuts(answer.out):
            tried(ONE_BAD_ANSWER[machine.about.system])
            told = look(probe, OtherAnswer(machine, question, replace(answer, out=out)))

            assert not reassured(true, told) or looks_whole(question, out), (question, out[-80:])
