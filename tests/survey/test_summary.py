"""What rows come to: shares with the numbers behind them, and nothing by which one home could be told."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from carecheck.lights import Light
from carecheck.show.survey_page import Made, summary_csv, survey_page
from carecheck.survey.rows import Row
from carecheck.survey.summary import FEWEST_IN_GROUP, summary_of

DAY = date(2026, 11, 25)
LIGHTS: list[Light] = ["red", "amber", "green", "unknown", "not_needed"]


def rows(number: int, light: Light = "green", group: str = "", company: str | None = None) -> list[Row]:
    checks: dict[str, tuple[Light, str]] = {"domain.exists": ("green", "exists"), "email.spf": (light, "why")}
    return [Row(f"{group}{light}{one}.example", "x", DAY, checks, company, group) for one in range(number)]


def test_what_could_not_be_checked_is_never_part_of_what_was() -> None:
    share = summary_of([*rows(3), *rows(2, "red"), *rows(4, "unknown"), *rows(1, "not_needed")]).shares["email.spf"]

    assert (share.checked, share["green"], share["unknown"]) == (5, 3, 4)


def test_a_name_that_does_not_exist_counts_as_that_and_nowhere_else() -> None:
    gone = Row(
        "gone.example", "x", DAY, {"domain.exists": ("red", "no_such_name"), "email.spf": ("unknown", "no_such_name")}
    )

    summary = summary_of([*rows(3), gone])

    assert (summary.domains, summary.not_there, summary.shares["email.spf"]["unknown"]) == (3, 1, 0)


def test_groups_under_ten_are_hidden() -> None:
    summary = summary_of([*rows(10, group="North"), *rows(5, group="South"), *rows(5, group="East")])

    assert [part.name for part in summary.groups] == ["North"]
    assert summary.hidden_groups == 2


def test_what_is_hidden_cannot_be_had_by_taking_the_rest_from_the_whole() -> None:
    summary = summary_of([*rows(30, group="North"), *rows(12, group="West"), *rows(3, group="South")])

    assert [part.name for part in summary.groups] == ["North"]
    assert summary.hidden_groups == 2


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 30), max_size=8))
def test_no_hidden_part_is_small(sizes: dict[str, int]) -> None:
    summary = summary_of([row for group, size in sizes.items() for row in rows(size, group=group)])

    shown = sum(part.domains for part in summary.groups)
    hidden = sum(sizes.values()) - shown
    assert all(part.domains >= FEWEST_IN_GROUP for part in summary.groups)
    assert hidden == 0 or hidden >= FEWEST_IN_GROUP or not summary.groups


HOSTILE = "=cmd|'/c calc'!A1 <script>alert(1)</script>\u202e\x1b[31m"


def test_names_from_outside_are_no_markup_and_no_formula() -> None:
    summary = summary_of([*rows(12, group=HOSTILE, company='"><img src=x>'), *rows(12, group="North", company="b")])
    made = Made("</title><script>", DAY, DAY, "<b>")

    page, table = survey_page(summary, made), summary_csv(summary)

    assert "<script" not in page
    assert "<img" not in page
    assert '"=cmd' not in table
    assert "'=cmd" in table
    assert "\x1b" not in page + table


def test_a_page_names_no_domain() -> None:
    made = Made("homes", DAY, DAY, "192.0.2.53")
    found = [*rows(12, "red", group="North", company="Microsoft 365"), *rows(1, "amber", group="South")]

    page = survey_page(summary_of(found), made)

    assert [row.domain for row in found if row.domain in page] == []
    assert "Microsoft 365" in page
    assert "South" not in page


def test_a_share_stands_beside_the_numbers_behind_it() -> None:
    made = Made("homes", DAY, DAY, "192.0.2.53")

    page = survey_page(summary_of([*rows(3), *rows(2, "red"), *rows(4, "unknown")]), made)

    assert "OK for 3 of 5 domains that we could check. We could not check 4." in page
