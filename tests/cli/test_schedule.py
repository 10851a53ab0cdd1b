"""`carecheck schedule`, as people type it. No systemd runs where tests do, so a stand-in writes down what it is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from carecheck.schedule import says
from carecheck.schedule.says import when
from carecheck.systems import SystemName
from tests.cli.running import Person, Ran
from tests.words.gate import problems_with_sentence

Types = Callable[..., Ran]
FAKE = '#!/bin/sh\necho "$@" >> "{log}"\ncase "$*" in *"{fails}"*) echo "Failed to connect to bus"; exit 1;; esac\n'
ENABLED = ["--user daemon-reload", "--user enable --now carecheck.timer"]
DISABLED = ["--user disable --now carecheck.timer", "--user daemon-reload"]


class Desk:
    """A person whose systemctl is a stand-in."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.units = person.home / ".config" / "systemd" / "user"
        self.log = person.home / "told"
        self.systemctl_fails_at("nothing")

    def systemctl_fails_at(self, word: str) -> None:
        program = self.person.home / "bin" / "systemctl"
        program.parent.mkdir(exist_ok=True)
        program.write_text(FAKE.format(log=self.log, fails=word))
        program.chmod(0o755)

    def types(self, *arguments: str | Path) -> Ran:
        return self.person.types("schedule", *arguments, PATH=f"{self.person.home / 'bin'}:/usr/bin:/bin")

    @property
    def told(self) -> list[str]:
        """What systemctl was told, in order."""
        return self.log.read_text().splitlines() if self.log.exists() else []

    @property
    def written(self) -> list[str]:
        return sorted(path.name for path in self.units.glob("*"))


@pytest.fixture
def desk(person: Person) -> Desk:
    """Somebody at a Linux computer."""
    return Desk(person)


def test_it_is_only_shown_unless_told_otherwise(desk: Desk) -> None:
    before = sorted(desk.person.home.rglob("*"))

    ran = desk.types()

    assert (ran.code, desk.told, sorted(desk.person.home.rglob("*"))) == (0, [], before)
    assert "OnCalendar=Wed *-*-15..21 12:30:00" in ran.out
    assert ran.err.startswith(says.ONLY_SHOWN)


def test_it_says_what_it_writes_and_runs_and_does_just_that(desk: Desk) -> None:
    ran = desk.types("--install")

    assert (ran.code, desk.told) == (0, ENABLED)
    assert desk.written == ["carecheck.service", "carecheck.timer"]
    assert f"write {desk.units / 'carecheck.service'}" in ran.err
    assert (
        ran.err.index(says.ADDING) < ran.err.index("run   systemctl --user daemon-reload") < ran.err.index(says.QUIET)
    )


def test_what_was_shown_is_what_is_written(desk: Desk) -> None:
    shown = desk.types("--every", "week", "--domain", "rose.example").out

    desk.types("--install", "--every", "week", "--domain", "rose.example")

    assert [name for name in desk.written if (desk.units / name).read_text() not in shown] == []


def test_a_second_time_it_replaces_its_own(desk: Desk) -> None:
    desk.types("--install")

    ran = desk.types("--install", "--every", "week")

    assert (ran.code, says.REPLACES in ran.err) == (0, True)
    assert "OnCalendar=Wed *-*-* 12:30:00" in (desk.units / "carecheck.timer").read_text()


def test_it_takes_away_only_what_it_added(desk: Desk) -> None:
    desk.types("--install")
    (desk.units / "theirs.timer").write_text("[Timer]\n")
    desk.log.unlink()

    ran = desk.types("--remove")

    assert (ran.code, desk.told, desk.written) == (0, DISABLED, ["theirs.timer"])
    assert ran.err.endswith(f"{says.TAKEN_AWAY}\n")


def test_where_nothing_is_there_it_says_so(desk: Desk) -> None:
    ran = desk.types("--remove")

    assert (ran.code, ran.err, desk.told) == (0, f"{says.NOT_THERE}\n", [])


@pytest.mark.parametrize("option", ["--install", "--remove"])
@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_somebody_else_made_is_left_alone(desk: Desk, option: str, kind: str) -> None:
    desk.units.mkdir(parents=True)
    theirs = desk.units / "carecheck.timer"
    theirs.write_text("[Timer]\n") if kind == "file" else theirs.symlink_to("/dev/null")

    ran = desk.types(option)

    assert (ran.code, says.ANOTHERS in ran.err, desk.told, desk.written) == (4, True, [], ["carecheck.timer"])


def test_where_systemd_does_not_run_nothing_is_left_behind(desk: Desk) -> None:
    desk.systemctl_fails_at("enable")

    ran = desk.types("--install")

    assert (ran.code, desk.written) == (4, [])
    assert "The computer said: Failed to connect to bus" in ran.err


def test_where_a_new_one_does_not_work_the_old_one_is_put_back(desk: Desk) -> None:
    desk.types("--install")
    before = (desk.units / "carecheck.timer").read_bytes()
    desk.systemctl_fails_at("enable")

    ran = desk.types("--install", "--every", "week")

    assert (ran.code, (desk.units / "carecheck.timer").read_bytes()) == (4, before)


def test_paths_are_whole_since_it_starts_elsewhere(desk: Desk) -> None:
    (desk.person.home / "rose.yaml").write_text("site: {id: rose, name: Rose}\n")

    ran = desk.types("--profile", "rose.yaml", "--results", "kept here")

    home = desk.person.home
    assert f'"--profile" "{home / "rose.yaml"}" "--results" "{home / "kept here"}"' in ran.out


def test_a_profile_that_comes_with_carecheck_is_named(desk: Desk) -> None:
    assert '"--profile" "quick"' in desk.types("--profile", "quick").out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--profile", "none.yaml"), 4, "none.yaml"),
        (("--only", "backup.recnt"), 2, "did you mean 'backup.recent'?"),
        (("--domain", "not a domain"), 2, "not a domain"),
        (("--install", "--remove"), 2, "choose one of --install and --remove"),
    ],
)
def test_a_mistake_is_told_now_and_not_in_a_month(desk: Desk, arguments: tuple[str, ...], code: int, told: str) -> None:
    ran = desk.types(*arguments, *(["--install"] if "--remove" not in arguments else []))

    assert (ran.code, told in ran.err, desk.told, desk.written) == (code, True, [], [])


def test_what_would_be_run_is_a_scan_that_keeps_its_report(desk: Desk) -> None:
    out = desk.types("--offline", "--only", "system.supported").out
    (line,) = [line for line in out.splitlines() if line.startswith("ExecStart=")]
    command = [part.strip('"') for part in line.split('" "')][3:]

    ran = desk.person.types(*command[command.index("carecheck") + 1 :])

    assert (ran.code, len(desk.person.kept())) == (0, 1)
    assert ran.out.startswith("carecheck: ")


SAID = [
    *(says.ONLY_SHOWN, says.TO_ADD, says.ADDING, says.TAKING_AWAY, says.TAKEN_AWAY, says.NOT_THERE, says.ANOTHERS),
    *(says.REPLACES, says.QUIET, says.STAYS, says.TO_STOP, says.MAC_ASKS),
]
SYSTEMS: list[SystemName] = ["windows", "macos", "linux"]


@pytest.mark.parametrize("system", SYSTEMS)
def test_its_sentences_pass_the_gate(system: SystemName) -> None:
    said = [*SAID, *when("month", system), *when("week", system)]

    assert [problem for text in said for problem in problems_with_sentence(text)] == []
