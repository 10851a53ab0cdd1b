"""The report over which every renderer is tested: Oakfield House, a made-up home, on 22 November 2026.

It holds each light, an accepted risk, two things that only an administrator's run can tell, and a note.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from carecheck import report
from carecheck.lights import REASONS, Light, Reason
from carecheck.words import CostBand, Who

OFFICE_PC: Final = report.Subject("d-4oenbfg7f4", "computer", "OFFICE-PC", "desktop", "windows")
DOMAIN: Final = report.Subject("oakfieldcare.example", "domain", "oakfieldcare.example")

STARTED: Final = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY: Final = date(2026, 11, 22)
REPORT_ID: Final = "7b0f6a1e-2c58-4a53-9d53-0d6f4f1c9a10"


def result(check_id: str, light: Light, title: str, subject: report.Subject = OFFICE_PC, **more: Any) -> report.Result:
    """One result with what its light needs; `more` are fields of the result or, for those it has, of its verdict."""
    to_fix = light in ("red", "amber")
    words: dict[str, Any] = {"name": f"The name of {check_id}", "title": title}
    if to_fix:
        words |= {"why": "Something could go wrong.", "do": ("Ask your IT person.",), "action": "Ask about it"}
    words |= {name: more.pop(name) for name in tuple(more) if name in report.Verdict.__struct_fields__}
    given: dict[str, Any] = {
        "rule": None if light in ("unknown", "not_needed") else report.Rule("found", 1, f"{check_id} == 'found'", {}),
        "facts": () if light in ("unknown", "not_needed") else (fact(f"{check_id}_state"),),
        "harm": "spread",
        "first_seen": TODAY if to_fix else None,
    }
    if to_fix:
        given |= asks("you", 5)
    return report.Result(
        check_id=check_id,
        subject_id=subject.id,
        key=report.key_of(check_id, subject.id),
        light=light,
        verdict=report.Verdict(**words),
        **(given | more),
    )


def asks(who: Who, minutes: int, band: CostBand = "free", about: str | None = None, **time: Any) -> dict[str, Any]:
    """Who does it, how long it takes and what it costs."""
    return {"who": who, "time": report.Time(minutes, **time), "cost": report.Cost(band, about)}


def not_checked(check_id: str, title: str, reason: Reason, **more: Any) -> report.Result:
    """A result that is Not checked, with the step that its reason has."""
    because = REASONS[reason]
    given: dict[str, Any] = {"do": (because.step,), "unknown": report.Gap(reason, "detail for IT")}
    return result(check_id, "unknown", title, **(asks(because.who, 5) | given | more))


def fact(name: str, value: report.FactValue = "found", evidence: str | None = "e-0001") -> report.SeenFact:
    """A fact that was seen during the run."""
    return report.SeenFact(name, value, "windows", STARTED + timedelta(seconds=4), evidence)


def home(*results: report.Result, subjects: tuple[report.Subject, ...] = (), **more: Any) -> report.Report:
    """A report that holds these results; the subjects are those of the results unless they are given."""
    known = {subject.id: subject for subject in (OFFICE_PC, DOMAIN, *subjects)}
    seen = subjects or tuple(known[subject_id] for subject_id in sorted({one.subject_id for one in results}))
    given: dict[str, Any] = {
        "report_id": REPORT_ID,
        "tool": report.Tool("carecheck", "1.0.0"),
        "profile": report.Profile("care-home", "2026.11", "0" * 64),
        "words": report.Words("2026.11"),
        "data": {"support_dates": "2026-11-01", "dspt": "v8 (2025-26)"},
        "run": report.Run(STARTED, STARTED + timedelta(seconds=9), elevated=False),
        "group": report.Group("example-group"),
        "site": report.Site("oakfield-house", "Oakfield House"),
        "evidence": (report.Evidence("e-0001", "registry", "HKLM\\SOFTWARE\\Example", "a" * 64, ("user",)),),
        "problems": (),
    }
    return report.Report(
        subjects=seen,
        results=report.ordered(results),
        summary=report.summary_of(results, planned=len(results)),
        **(given | more),
    )


BACKUP: Final = result(
    "backup.recent",
    "red",
    "Your last backup was 41 days ago, on 12 October 2026.",
    name="You could get your files back",
    title_many="{n} computers have no backup from the last 30 days.",
    why="If this computer broke today, you would lose the work since then.",
    do=("Run a backup today.", "Ask your IT person why the daily backup stopped."),
    action="Run a backup today",
    for_it="newest=2026-10-12; rule: backup.newest_age_days > limits.red_days",
    harm="loss",
    rule=report.Rule("very_old", 2, "backup.newest_age_days > limits.red_days", {"amber_days": 7, "red_days": 30}),
    facts=(fact("backup.newest", "2026-10-12"), fact("backup.methods", ("File History",))),
    refs=(report.Ref("dspt", "7.3.1", "v8", "partial"), report.Ref("ncsc", "small-business-guide/backing-up")),
    **asks("you", 15, per="computer"),
)

TO_FIX_NOW: Final = (
    BACKUP,
    result(
        "logins.shared",
        "red",
        "Staff share one login on this computer.",
        title_many="Staff share a login on {n} computers.",
        why="You cannot tell who opened or changed a record. People who leave still know the password.",
        do=("Give each person their own login.", "Then change the shared password."),
        action="Give each person a login",
        harm="break-in",
        **asks("it", 10, per="person"),
    ),
    result(
        "system.supported",
        "red",
        "This computer uses Windows 10, which no longer gets free security updates.",
        title_many="{n} computers use Windows 10, which no longer gets free security updates.",
        why="Microsoft stopped them on 14 October 2025. Criminals can use new faults that no one will fix.",
        do=(
            "Ask your IT person if this computer can run Windows 11.",
            "If it cannot, plan to replace it. Ask about paid updates until then.",
        ),
        action="Plan to replace Windows 10",
        harm="break-in",
        **asks("it", 120, "about", "£500 for a new computer", per="computer"),
    ),
)

TO_FIX_SOON: Final = (
    result("screen.locks", "amber", "This screen locks only after 30 minutes.", harm="break-in"),
    result("antivirus.updated", "amber", "Your antivirus has not updated for 5 days.", harm="break-in"),
    result(
        "email.spf",
        "amber",
        "Your email settings let other people send email as you.",
        DOMAIN,
        harm="break-in",
        **asks("supplier", 30, "often_free"),
    ),
)

NOT_CHECKED: Final = (
    not_checked(
        "disk.recovery_key",
        "We could not check if you have the recovery key of this disk.",
        "no_answer",
        do=("Answer this question: Where is the recovery key?", "Write the answer down."),
        harm="loss",
    ),
    not_checked("antivirus.holes", "We could not check if the antivirus leaves files out.", "needs_admin"),
    not_checked("firewall.openings", "We could not check if the firewall lets programs in.", "needs_admin"),
)

OK: Final = (
    result("firewall.on", "green", "The firewall is on."),
    result("antivirus.on", "green", "The antivirus is on."),
    result("logins.password", "green", "You need a password to open this computer."),
    result("remote.desktop", "green", "Remote Desktop is off."),
    result(
        "email.dmarc",
        "green",
        "Your settings tell others to block fake email from your address.",
        DOMAIN,
        notes=("Your list of senders is nearly full.",),
    ),
    result("software.browser", "green", "The web browser is up to date."),
)

ACCEPTED: Final = result(
    "remote.tools",
    "red",
    "Two programs let other people take control of this computer.",
    harm="break-in",
    accepted=report.Accepted("Our IT company needs it on Mondays", "Registered manager", date(2027, 1, 31)),
)

NOT_NEEDED: Final = result("network.wifi", "not_needed", "This computer does not use Wi-Fi.")

OAKFIELD_HOUSE: Final = home(
    *TO_FIX_NOW,
    *TO_FIX_SOON,
    *NOT_CHECKED,
    *OK,
    ACCEPTED,
    NOT_NEEDED,
    profile=report.Profile("care-home", "2026.11", "0" * 64, ("usb.storage",)),
)
