"""Made-up homes with reports and answers, and the evidence that they give."""

from datetime import date, datetime
from typing import Any, Final

from carecheck import report
from carecheck.homes.dspt import Asked, DsptFile, Home, Item, Part, evidence_of
from carecheck.judge.answers import Answers, answers_of
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.profileform import AnswerFile
from carecheck.lights import Light
from carecheck.report import Ref, Result, Site, Subject
from carecheck.shipped import shipped
from carecheck.tables import dspt_version
from tests.homes.visits import visit
from tests.show.sample_report import OAKFIELD_HOUSE, OFFICE_PC, not_checked, result

TODAY: Final = date(2026, 11, 25)
ASKED: Final = Asked.by(load_checks(shipped("checks")))
MANAGER: Final = "Registered manager"
KITCHEN: Final = Subject("d-kitchen0001", "computer", "KITCHEN", "desktop", "windows")


def about(item: str, light: Light = "green", title: str = "The antivirus is on.", **more: Any) -> Result:
    """What a check says about an item of the DSPT; `check`, `subject` and `strength` may be given."""
    check, subject = more.pop("check", "antivirus.on"), more.pop("subject", OFFICE_PC)
    refs = (Ref("dspt", item, more.pop("version", dspt_version()), more.pop("strength", "partial")),)
    if light == "unknown":
        return not_checked(check, title, more.pop("reason", "timed_out"), subject=subject, refs=refs, **more)
    return result(check, light, title, subject, refs=refs, **more)


def answered(question: str, value: report.FactValue, on: date = date(2026, 11, 20), by: str = MANAGER) -> Any:
    """A fact that somebody answered."""
    moment = datetime.combine(on, datetime.min.time()).astimezone()
    return report.SeenFact(f"answer.{question}", value, "answer", moment, None, by)


def told(question: str, answer: Any = True, on: date = date(2026, 11, 20), about: str = "home") -> Answers:
    """One answer, as it stands in answers.yaml."""
    return answers_of({about: {question: [AnswerFile(answer, MANAGER, on)]}}, ASKED.questions)


def part(*results: Result, answers: Answers | None = None, today: date = TODAY, **more: Any) -> Part:
    """The evidence of one home with these results."""
    made = visit(results, subjects=tuple({one.subject_id: _subject(one) for one in results}.values()), **more)
    return evidence_of([Home((made,), ("office-pc.json",), answers)], ASKED, today).parts[0]


def item(number: str, *results: Result, **more: Any) -> Item:
    """One item of that home."""
    return next(one for one in part(*results, **more).items if one.number == number)


def _subject(one: Result) -> Subject:
    return next(subject for subject in (OFFICE_PC, KITCHEN) if subject.id == one.subject_id)


def _of(number: int, hostile: str = "") -> Home:
    pc = Subject(f"d-{number:010}", "computer", f"PC-{number}{hostile}", "laptop", "windows")
    results = (
        about("6.2.1", subject=pc),
        about("7.3.1", "red", f"No backup.{hostile}", check="backup.present", subject=pc),
    )
    site = Site(f"home-{number}", f"Home number {number}{hostile}")
    return Home((visit(results, subjects=(pc,), site=site),), (f"pc-{number}.json",), told("staff_list"))


def of_homes(amount: int, hostile: str = "") -> DsptFile:
    """The evidence of several homes under one head office."""
    return evidence_of([_of(number, hostile) for number in range(1, amount + 1)], ASKED, TODAY)


OAKFIELD: Final = evidence_of([Home((OAKFIELD_HOUSE,), ("office-pc.json",), told("staff_list"))], ASKED, TODAY)
SEVERAL: Final = of_homes(3, "W" * 60)
