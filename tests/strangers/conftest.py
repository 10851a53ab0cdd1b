"""A person at a computer, a place that no command may touch, and a home's profile."""

import os
from pathlib import Path

import pytest

from tests.cli.running import Person

SECRET = "secret: 4711\n"


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody with a fresh home folder."""
    home = tmp_path / "home"
    home.mkdir()
    return Person(home)


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A folder of somebody else, with a file that nobody may read or change."""
    folder = tmp_path / "away"
    folder.mkdir()
    (folder / "secret.yaml").write_text(SECRET)
    return folder


@pytest.fixture
def profile(person: Person) -> Path:
    """A profile that looks at domains only, so that a scan is quick."""
    file = person.home / "rose.yaml"
    file.write_text(
        "builds_on: domain-only\nsite: {id: rose-cottage, name: Rose Cottage}\ndomains: [rosecottage.example]\n"
    )
    return file


def scan(profile: Path) -> tuple[str | Path, ...]:
    """What is typed for a quick scan."""
    return ("scan", "--profile", profile, "--offline", "--one-line")


def untouched(away: Path) -> bool:
    """Whether the folder of somebody else is as it was."""
    return [(path.name, path.read_text()) for path in away.iterdir()] == [("secret.yaml", SECRET)]


def pipe(path: Path) -> Path:
    """A pipe into which nobody ever writes: whoever opens it without care waits for ever."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    return path
