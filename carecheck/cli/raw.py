"""`carecheck look --raw`: the answers of this computer themselves, in a new file."""

from pathlib import Path
from typing import Final

from carecheck.cli.output import say

FILE_NAME: Final = "what-this-computer-told.yaml"


def look_raw(
    output: Path | None, results: Path | None, *, show_names: bool, deadline_seconds: float, quiet: bool
) -> None:
    """Ask this computer everything, and save what it says; nothing goes over the network."""
    from carecheck import __version__
    from carecheck.look.computer import PROBE_SECONDS
    from carecheck.look.raw import look_raw as look
    from carecheck.look.recording_writing import recording_text
    from carecheck.look.this_computer import this_computer
    from carecheck.results import open_results
    from carecheck.savefile import save_new
    from carecheck.show.progress import waiting
    from carecheck.show.raw_words import saved, top_of_file

    folder = None if output else open_results(results)  # before looking: else what was seen could not be kept
    with waiting(quiet=quiet):
        machine = this_computer()
        raw = look(machine, __version__, show_names=show_names, seconds=min(PROBE_SECONDS, deadline_seconds))
        day = machine.about.today
        top = top_of_file(day, raw.hidden, raw.left_out, raw.changed)
        text = recording_text(raw.recording, raw.sections, raw.said, top)
    path = folder.folder_for(None, day) / FILE_NAME if folder else Path(output or FILE_NAME).absolute()
    say(saved(save_new(path, text.encode()), raw.hidden, raw.left_out))
