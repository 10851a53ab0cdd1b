"""Values as examples and profiles give them."""

from datetime import date

import pytest

from carecheck.facts.model import Unknown
from carecheck.judge.given import kind_of, limit_value, read_given
from carecheck.judge.terms import ConditionError, Scope
from tests.judge.scopes import SCOPE

ASKED = Scope(SCOPE.facts, SCOPE.limits, {**SCOPE.answers, "tested": ("date", ("never",)), "left": ("date", ())})


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("restart.waiting", True, True),
        ("backup.newest", date(2026, 11, 1), date(2026, 11, 1)),
        ("backup.newest", "2026-11-01", date(2026, 11, 1)),
        ("backup.newest", "absent", None),
        ("backup.methods", ["restic", "borg"], ("restic", "borg")),
        ("backup.methods", [], ()),
        ("updates.automatic", "off", "off"),
        ("updates.automatic", "unknown", Unknown("not_seen")),
        ("updates.automatic", "unknown(timed_out)", Unknown("timed_out")),
        ("answer.way", "none", "none"),
        ("answer.way", "unknown", Unknown("no_answer")),
        ("answer.tested", "never", None),
        ("answer.tested", "2026-11-01", date(2026, 11, 1)),
        ("limits.days", 7, 7),
        ("limits.known", ["a"], ("a",)),
    ],
)
def test_a_value_is_read_as_its_kind(name: str, written: object, value: object) -> None:
    assert read_given(name, written, ASKED) == value


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("restart.waiting", "absent", "'restart.waiting' is never absent"),
        ("restart.waiting", 1, "'restart.waiting' is a yes/no fact, but '1' is a number"),
        ("backup.newest", "2026-11-31", "'backup.newest' is a date, but '2026-11-31' is a text"),
        ("backup.newest", "never", "'backup.newest' is a date, but 'never' is a text"),
        ("backup.methods", ["a", 1], "'backup.methods' must be a number, a text, yes or no, a date or a list of texts"),
        (
            "backup.methods",
            {"a": "b"},
            "'backup.methods' must be a number, a text, yes or no, a date or a list of texts",
        ),
        ("updates.automatic", "offf", "'updates.automatic' is never 'offf'; did you mean 'off'?"),
        ("updates.automatic", "unknown(late)", "'late' is not one of the reasons"),
        ("answer.way", "nothing", "'answer.way' is never 'nothing'"),
        ("answer.left", "never", "'answer.left' is a date, but 'never' is a text"),
        ("answer.wey", "none", "there is no fact 'answer.wey'; did you mean 'answer.way'?"),
        ("limits.days", "absent", "'limits.days' is never absent"),
        ("limits.days", "unknown", "'limits.days' is a number, but 'unknown' is a text"),
        ("backup.newest_age_days", 7, "'backup.newest_age_days' is worked out from other facts; give those instead"),
    ],
)
def test_what_cannot_be_its_value_is_told(name: str, written: object, told: str) -> None:
    with pytest.raises(ConditionError) as error:
        read_given(name, written, ASKED)

    assert str(error.value).startswith(told)


@pytest.mark.parametrize(("written", "value"), [(True, True), (7, 7), (2.5, 2.5), (["a", "b"], ("a", "b"))])
def test_a_limit_is_a_number_yes_or_no_or_names(written: float | list[str], value: object) -> None:
    assert limit_value(written) == value


def test_every_value_has_its_kind() -> None:
    values = (True, 7, 2.5, "x", date(2026, 1, 1), ("a",))

    assert [kind_of(value) for value in values] == ["yes/no", "number", "number", "text", "date", "names"]
