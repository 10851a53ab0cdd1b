"""What only people can answer, in a report: one group with one next step, and never out of a total."""

from typing import Any, Final

import pytest
from msgspec.structs import replace

from carecheck.report import Gap, Report, Result, SeenFact, Subject
from carecheck.show.terminal import TerminalOptions, render_terminal
from carecheck.show.topics import TOPICS
from carecheck.show.view import view_of
from tests.show.sample_report import OFFICE_PC, STARTED, fact, home, not_checked, result
from tests.words.gate import problems_with_sentence

HOME: Final = Subject("home", "home", "Oakfield House")
GREEN: Final = result("antivirus.on", "green", "The antivirus is on.")
UNSEEN: Final = not_checked("disk.encrypted", "We could not check if the disk is encrypted.", "not_seen")
WITH_A_LOOK: Final = not_checked(
    "logins.password",
    "We could not check if this computer asks for a password.",
    "no_answer",
    unknown=Gap("no_answer", questions=("password_needed",)),
    facts=(fact("logins.automatic_sign_in", False),),
)


def unanswered(check_id: str, gap: Gap | None = None, **more: Any) -> Result:
    given = {"subject": HOME, "unknown": gap or Gap("no_answer", questions=("asked",))} | more
    return not_checked(check_id, f"We could not check {check_id}.", "no_answer", **given)


def report_of(*results: Result) -> Report:
    return home(*results, subjects=(OFFICE_PC, HOME))


def test_forty_open_questions_are_told_as_one_group_by_topic() -> None:
    things = [unanswered(f"{topic}.t{n}") for topic in ("policy", "people") for n in range(20)]

    text = render_terminal(report_of(GREEN, UNSEEN, *things), TerminalOptions(60))

    assert "0 are OK" not in text
    assert "1 is OK. We could not check 1. 40 more wait for your\nanswer.\nWe could check 1 of 42 things.\n" in text
    assert text.partition("[?] Not checked: 40 more things")[2].partition("\n---")[0] == (
        " for you to answer\n\n"
        "    Only you can answer these. We cannot see them from the\n"
        "    computer. No one has answered them yet. They are about\n"
        "    your staff (20) and rules and records (20).\n\n"
        "    To answer questions, type:\n"
        "        carecheck ask --profile FILE\n"
    )
    assert len(text.splitlines()) < 45


def test_everything_lists_each_of_them() -> None:
    things = [unanswered(f"people.t{n}") for n in range(20)]

    text = render_terminal(report_of(GREEN, *things), TerminalOptions(everything=True))

    assert text.count("We could not check people.t") == 20


def test_what_a_look_and_an_answer_decide_together_keeps_its_own_line() -> None:
    view = view_of(report_of(GREEN, WITH_A_LOOK, unanswered("people.phishing")))

    assert [one.results[0].check_id for one in view.with_light("unknown")] == ["logins.password"]
    assert [one.results[0].check_id for one in view.for_people] == ["people.phishing"]
    assert [one.number for one in view.findings] == [1, 2]


def test_a_question_of_a_computer_alone_still_says_how_to_answer() -> None:
    text = render_terminal(replace(report_of(GREEN, WITH_A_LOOK), site=None))

    assert "for you to answer" not in text
    assert "    To answer questions, type:\n        carecheck ask\n" in text


def test_a_report_without_open_questions_asks_for_none() -> None:
    assert view_of(report_of(GREEN, UNSEEN)).questions is None


@pytest.mark.parametrize(
    ("gap", "facts", "grouped"),
    [
        (Gap("no_answer", questions=("asked",)), (), True),
        (Gap("too_old", questions=("asked",)), (), True),
        (Gap("no_answer", also=("too_old",), questions=("asked", "other")), (), True),
        (
            Gap("no_answer", questions=("asked",)),
            (SeenFact("answer.other", True, "answer", STARTED, by="Deputy"),),
            True,
        ),
        (Gap("no_answer", questions=("asked",)), (fact("backup.methods"),), False),
        (Gap("no_answer", also=("not_seen",), questions=("asked",)), (), False),
        (Gap("no_answer"), (), False),
        (Gap("too_old"), (), False),
    ],
)
def test_only_what_answers_alone_decide_is_grouped(gap: Gap, facts: tuple[SeenFact, ...], grouped: bool) -> None:
    view = view_of(report_of(unanswered("backup.tested", gap, facts=facts)))

    assert [thing.for_people for thing in view.findings] == [grouped]
    assert len(view.with_light("unknown")) + len(view.for_people) == 1


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        (["no_answer"], "No one has answered them yet."),
        (["too_old"], "The answers are too old."),
        (["no_answer", "too_old"], "No one has answered them yet, or the answers are too old."),
    ],
)
def test_the_group_says_why_it_is_open(reasons: list[Any], told: str) -> None:
    things = [unanswered(f"people.{reason}", Gap(reason, questions=("asked",))) for reason in reasons]

    questions = view_of(report_of(*things)).questions

    assert questions is not None
    assert told in questions.sentence


def test_with_nothing_else_to_do_the_next_step_is_to_answer() -> None:
    view = view_of(report_of(GREEN, unanswered("people.phishing")))

    assert view.next_step == "Answer the questions by 22 December 2026."
    assert view.headline[1] == "1 is OK. 1 waits for your answer."


def test_a_topic_of_somebody_elses_checks_goes_by_its_own_name() -> None:
    questions = view_of(report_of(unanswered("night_shift.lamps"), unanswered("people.phishing"))).questions

    assert questions is not None
    assert questions.topics == (("your staff", 1), ("night shift", 1))


def test_the_words_of_the_group_pass_the_gate() -> None:
    things = [unanswered(f"{topic}.t", Gap("too_old", questions=("asked",))) for topic in TOPICS]
    view = view_of(report_of(*things, unanswered("people.phishing")))

    assert view.questions is not None
    sentence, _, about = view.questions.sentence.rpartition(" They are")
    texts = [sentence, view.questions.how, view.next_step, *view.headline, *TOPICS.values()]
    assert [problem for text in texts for problem in problems_with_sentence(text)] == []
    assert about.startswith(" about ")
