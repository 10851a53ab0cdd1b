"""Before anybody is asked about the home's address, the person is told; each time, and nobody else is."""

from pathlib import Path

import pytest

from carecheck.cli.looking import look_now
from carecheck.facts.exposed import Exposed
from carecheck.facts.model import Unknown
from carecheck.look.collected import Seen
from carecheck.look.exposed_services import told_before
from carecheck.plan import make_plan


def look(folder: Path, asked_for: str, *, offline: bool) -> Seen:
    profile = folder / "rose.yaml"
    profile.write_text(f"builds_on: care-home\nlimits: {{network.exposed: {{asked_for: {asked_for}}}}}\n", "utf-8")
    collected = look_now(
        make_plan(profile, only=["network.exposed"]),
        lambda: b"key",
        offline=offline,
        name_server="127.0.0.1:1",  # nobody is there, so nobody is asked either
        selectors=None,
        deadline_seconds=5,
        hide_computer_names=True,
        serial_number=False,
        quiet=True,
    )
    return next(seen for seen in collected.subjects if seen.kind == "computer")


def test_whoever_asks_for_it_is_told_what_is_sent_to_whom(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = look(tmp_path, "yes", offline=False)

    told = capsys.readouterr().err
    assert told.split() == told_before().split()
    assert max(map(len, told.splitlines())) < 80
    assert "exposed" in seen.groups


def test_offline_nothing_is_said_and_nobody_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    group = look(tmp_path, "yes", offline=True).groups["exposed"]

    assert capsys.readouterr().err == ""
    assert isinstance(group, Exposed)
    assert group.listed == Unknown("offline")


def test_where_nobody_asked_for_it_nothing_is_said_and_no_probe_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = look(tmp_path, "no", offline=False)

    assert capsys.readouterr().err == ""
    assert "exposed" not in seen.groups
