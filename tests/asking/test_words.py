"""Everything that is said around the questions passes the readability gate."""

from datetime import date

from carecheck.asking.sheet import name_of
from carecheck.asking.to_ask import About
from carecheck.show import asking as says
from tests.words.gate import problems_with_sentence


def test_the_words_around_questions_pass_the_gate() -> None:
    fixed = [text for name, text in vars(says).items() if name.isupper() and isinstance(text, str)]
    day = date(2026, 11, 25)
    made = [
        *says.opening("Rose Cottage", 41, 3),
        *says.opening("this home", 1, 1),
        *says.opening("this home", 0, 0),
        says.stray("PC"),
        says.progress(3, 41, "your staff"),
        says.before("Yes.", "Registered manager", day),
        says.kept("Yes.", ["No."]),
        says.not_kept("There is no space left."),
        says.numbers_to_type(4),
        says.renewal(12),
        says.ending(12, 29),
        says.ending(1, 0),
        says.next_day(day),
        says.taken_in(3, 2),
        says.replaced("home", "Is it so?", ("Yes.", "No."), "Registered manager", day),
        *says.AGAIN.values(),
        *says.STATES.values(),
        *(name_of(About("computer", name)) for name in ("all", "PC")),
    ]

    problems = {problem for text in [*fixed, *made] for problem in problems_with_sentence(text)}
    assert sorted(problems) == []
