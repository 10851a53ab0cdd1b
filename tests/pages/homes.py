"""Made-up homes for pages: few findings and many, several computers, the longest names, and nothing that was checked."""

from collections.abc import Iterator
from typing import Final

from carecheck import report
from carecheck.report import Report, Result, Subject
from tests.show.sample_report import OAKFIELD_HOUSE, OFFICE_PC, asks, home, not_checked, result

LONGEST: Final = "W" * 80  # what a profile and a computer may call themselves at most


def computers(amount: int, name: str = "NURSE-{n}") -> tuple[Subject, ...]:
    """Some computers."""
    return tuple(Subject(f"d-{n:010}", "computer", name.format(n=n), "laptop", "windows") for n in range(1, amount + 1))


def findings(amount: int, seen_on: tuple[Subject, ...]) -> Iterator[Result]:
    """As many things to fix as wanted, a third of them to fix now, each on every computer."""
    for n in range(amount):
        for subject in seen_on:
            yield result(
                f"topic.check{n}",
                "red" if n % 3 == 0 else "amber",
                f"This is thing {n} on this computer, and it is not as it is meant to be.",
                subject,
                title_many=f"This is thing {n} on {{n}} computers, and it is not as it is meant to be.",
                action=f"Ask your IT person about all of thing {n}",
                do=("Open Settings, then Accounts. Choose the login.", "Ask your IT person.", "Write it down."),
                for_it=f"thing={n}; " * 8,
                **asks("it", 120, "about", "£500 for a new computer", per="computer"),
            )


def with_findings(amount: int, pcs: tuple[Subject, ...] = (OFFICE_PC,), name: str = "Oakfield House") -> Report:
    """A home with that many things to fix."""
    seen = [*findings(amount, pcs), *(result("firewall.on", "green", "The firewall is on.", pc) for pc in pcs)]
    return home(*seen, subjects=pcs, site=report.Site("oakfield-house", name))


UNSEEN: Final = home(*(not_checked(f"topic.check{n}", f"We could not check thing {n}.", "not_seen") for n in range(40)))

HOMES: Final[dict[str, Report]] = {
    "sample": OAKFIELD_HOUSE,
    "one finding": with_findings(1),
    "six findings": with_findings(6, computers(8)),
    "sixty findings": with_findings(60, computers(3)),
    "longest names": with_findings(60, computers(8, "M" * 78 + "{n}"), LONGEST),
    "long words": with_findings(
        6, computers(2), "The Old Rectory Nursing and Residential Care Home for Older People of the Valley"
    ),
    "nothing checked": UNSEEN,
    "all fine": home(result("firewall.on", "green", "The firewall is on.")),
    "nothing planned": home(subjects=(OFFICE_PC,)),
}
