"""What windows and files can take."""

import io
import os
import subprocess
import sys
from typing import Final

import pytest

from carecheck.show import streams
from carecheck.show.streams import ColorChoice, for_encoding, wants_colour


class Window(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environment", "is_window", "colour"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_the_first_word_about_colour_counts(
    choice: ColorChoice,
    environment: dict[str, str],
    is_window: bool,
    colour: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streams, "_understands_colour", lambda: True)  # Windows asks the real window
    stream = Window() if is_window else io.StringIO()

    assert wants_colour(choice, stream, environment) is colour


@pytest.mark.parametrize(
    ("text", "encoding", "fitted"),
    [
        ("St Anne\u2019s \u2013 £500", "utf-8", "St Anne\u2019s \u2013 £500"),
        ("St Anne\u2019s \u201cold\u201d wing", "cp437", 'St Anne\'s "old" wing'),
        ("2 \u2013 3\u2026", "cp850", "2 - 3..."),
        ("caf\u00e9", "cp850", "caf\u00e9"),
        ("caf\u00e9", "ascii", "cafe"),
        ("About £500 for 1.", "ascii", "About 500 pounds for 1."),
        ("£1,250.50.", "cp1252", "1,250.50 pounds."),
        ("\u4e66", "cp1252", "?"),
        ("plain", None, "plain"),
    ],
)
def test_a_letter_that_is_not_there_is_said_in_another_way(text: str, encoding: str | None, fitted: str) -> None:
    assert for_encoding(text, encoding) == fitted


PRINTS: Final = (
    "import sys; from carecheck.show.streams import prepare_streams; prepare_streams();"
    "print('St Anne\\u2019s \\u4e66'); print('\\u2713', file=sys.stderr)"
)


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "cp1252", "ascii", "utf-8"])
def test_no_letter_ends_the_program(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PRINTS],
        env=os.environ | {"PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stdout.decode(encoding).strip()[:7]) == (0, f"St Anne{'?'}"[:7])
