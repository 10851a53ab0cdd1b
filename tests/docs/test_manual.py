"""The manual page is that of the program as it is, and man can show it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Needs
from tests.docs.pages import ROOT

PAGE = ROOT / "man" / "carecheck.1"


def test_the_manual_page_is_that_of_the_commands_of_today(tmp_path: Path) -> None:
    new = tmp_path / "carecheck.1"
    subprocess.run([sys.executable, ".ci/docs/manual.py", new], cwd=ROOT, check=True, capture_output=True)

    assert PAGE.read_text("utf-8") == new.read_text("utf-8"), "Write it anew: python .ci/docs/manual.py"


@pytest.fixture(name="shown")
def shown_by_groff(needs: Needs) -> subprocess.CompletedProcess[str]:
    """What groff makes of it, with all that it warns of."""
    command = [needs("groff"), "-Tutf8", "-P-c", "-P-bou", "-man", "-ww", str(PAGE)]
    return subprocess.run(command, capture_output=True, text=True, check=True)


def test_groff_shows_it_without_a_warning(shown: subprocess.CompletedProcess[str]) -> None:
    assert shown.stderr == ""


def test_options_can_be_copied_from_it(shown: subprocess.CompletedProcess[str]) -> None:
    assert "--hide-computer-names" in shown.stdout
    assert "EXIT STATUS" in shown.stdout
