"""Whatever keys are pressed in whatever order: nothing that was kept is lost, and the file can always be read."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from carecheck.asking.to_ask import About
from carecheck.judge.answers import Written, load_answers, read_answers
from carecheck.judge.answers_writing import answers_text, with_answer
from carecheck.judge.profileform import AnswerFile
from carecheck.yamlfile import parse_yaml
from tests.asking.made_home import PC, ROLE, TODAY, Sitting, made_questions

COMPUTERS = (PC, About("computer", "all"), About("computer", "yes"))
TYPED = st.one_of(
    st.sampled_from(
        [
            "1",
            "2",
            "3",
            "4",
            "yes",
            "n",
            "b",
            "s",
            "?",
            "q",
            "14/3/2026",
            "today",
            "tomorrow",
            "95",
            "950",
            "never",
            "1/1/2030",
            "",
            "Deputy",
        ]
    ),
    st.text(max_size=12),
)
SITTINGS = st.lists(st.lists(TYPED, max_size=14), min_size=1, max_size=4)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30)


@settings(max_examples=120, deadline=None)
@given(SITTINGS, st.booleans())
def test_no_keys_lose_an_answer_or_spoil_the_file(sittings: list[list[str]], again: bool) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "answers.yaml"
        answered: set[tuple[str, str]] = set()
        for number, typed in enumerate(sittings):
            day = TODAY + timedelta(days=number)
            person = Sitting(file, today=day, computers=COMPUTERS, more={"again": again})
            talk = person.types(f"Role {'ab'[number % 2]}", *typed)

            answered |= talk.answered
            loaded = load_answers(file, made_questions())
            assert {(subject, name) for subject, given in loaded.given.items() for name in given} == answered
            for subject, name in talk.answered:
                assert loaded.given[subject][name].on == day
        assert [path.name for path in Path(folder).iterdir()] == (["answers.yaml"] if answered else [])


@settings(max_examples=60, deadline=None)
@given(st.lists(TYPED, max_size=12), TEXTS)
def test_answers_of_others_stay_as_they_were(typed: list[str], other: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "answers.yaml"
        kept = AnswerFile(True, "Deputy", date(2026, 5, 1))
        file.write_text(answers_text({other: {"kept_long": [kept]}}), encoding="utf-8")

        Sitting(file, computers=(PC,)).types(ROLE, *typed)

        subjects = read_answers(parse_yaml(file.read_text("utf-8"), "answers.yaml"), made_questions())
        assert subjects[other]["kept_long"][0] == kept or other == "home"


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "trained": st.sampled_from(["all", "some", "does_not_apply", "unknown", "unknown(too_old)"]),
        "tested": st.booleans(),
        "tested_on": st.dates(max_value=date(2020, 1, 1)) | st.just("never"),
        "helpers": st.integers(0, 500) | st.decimals(0, 500, places=4).map(float),
    },
)
WRITTEN = st.dictionaries(TEXTS, ANSWERS, max_size=4)


@given(WRITTEN, TEXTS.filter(str.strip), st.dates(min_value=date(2020, 1, 1)))
def test_a_written_file_is_read_back_as_it_was(answers: dict[str, dict[str, object]], by: str, on: date) -> None:
    written = {
        subject: {name: [AnswerFile(value, by, on)] for name, value in given.items()}
        for subject, given in answers.items()
        if given
    }

    assert read_answers(parse_yaml(answers_text(written), "answers.yaml"), made_questions()) == written


@given(
    st.lists(
        st.tuples(st.sampled_from(["Manager", "manager", "Deputy"]), st.booleans(), st.dates()), min_size=1, max_size=6
    )
)
def test_the_newest_answer_stays_and_others_of_its_day_stay_beside_it(given: list[tuple[str, bool, date]]) -> None:
    written: Written = {}
    for by, value, on in sorted(given, key=lambda one: one[2]):
        written = with_answer(written, "home", "tested", AnswerFile(value, by, on))

    last = max(on for _, _, on in given)
    (entries,) = written["home"].values()
    roles = [one.by.casefold() for one in entries]
    assert {one.on for one in entries} == {last}
    assert sorted(roles) == sorted({by.casefold() for by, _, on in given if on == last})
