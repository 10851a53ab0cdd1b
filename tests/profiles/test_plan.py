"""What a scan sets out to do when the command line names checks."""

from pathlib import Path

import pytest

from carecheck.errors import UsageError
from carecheck.plan import make_plan


def test_a_check_that_the_shipped_profile_leaves_out_comes_with_a_profile_that_wants_all(tmp_path: Path) -> None:
    (tmp_path / "rose.yaml").write_text("builds_on: care-home\nchecks: all\n", encoding="utf-8")

    assert "network.dns_filter" not in make_plan().checks
    assert list(make_plan(tmp_path / "rose.yaml", only=["network.dns_filter"]).checks) == ["network.dns_filter"]


@pytest.mark.parametrize(
    ("profile", "only", "skip"),
    [
        (None, "network.dns_filter", []),
        (None, "system.clock", ["system.clock"]),
        (Path("domain-only"), "backup.recent", []),
    ],
)
def test_nothing_left_to_check_is_told(profile: Path | None, only: str, skip: list[str]) -> None:
    with pytest.raises(UsageError, match="nothing is left to check"):
        make_plan(profile, only=[only], skip=skip)
