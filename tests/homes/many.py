"""Some made-up homes, each with computers and lights of its own, the same at every run."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from random import Random
from typing import Final

from carecheck.homes.joined import oldest_first
from carecheck.homes.overview import Home, Overview
from carecheck.homes.visited import Visited, visited_home
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check
from carecheck.lights import Light
from carecheck.report import Report, Result, Site, Subject
from carecheck.shipped import shipped
from carecheck.show.overview_page import Steps, render_overview
from carecheck.show.view import view_of
from tests.homes.visits import seen, visit
from tests.show.sample_report import asks

NAMES: Final = ("Oakfield House", "The Willows", "St Anne's", "Beech Court", "Meadow View", "Ashdown", "Rowan Lodge")
CHECKS: Final = (
    *("system.supported", "system.updated", "antivirus.on", "firewall.on", "disk.encrypted", "screen.locks"),
    *("logins.shared", "logins.everyday", "remote.desktop", "backup.recent", "software.office", "software.browser"),
)
OF_DOMAIN: Final = ("email.spf", "email.dmarc", "website.https")
LIGHTS: Final[tuple[Light, ...]] = ("green", "green", "green", "green", "amber", "red", "unknown", "not_needed")


def many_homes(amount: int, seed: int = 1) -> list[Report]:
    """One report for each computer, with the domain in the first."""
    chance = Random(seed)
    reports: list[Report] = []
    for n in range(amount):
        site = Site(f"home-{n}", f"{NAMES[n % len(NAMES)]}{f' {n}' if n >= len(NAMES) else ''}")
        domain = Subject(f"home{n}.example", "domain", f"home{n}.example")
        for number in range(1, chance.randint(2, 6)):
            pc = Subject(f"d-{n:04}{number:04}", "computer", f"PC-{number}", "desktop", "windows")
            results = [_one(check, pc, chance) for check in CHECKS]
            subjects: tuple[Subject, ...] = (pc,)
            if number == 1:
                results += [_one(check, domain, chance) for check in OF_DOMAIN]
                subjects = (pc, domain)
            reports.append(visit(results, subjects=subjects, site=site))
    return reports


def visited(reports: Iterable[Report]) -> list[Visited]:
    """The homes of these reports, as if each were a file in a folder."""
    by_home: dict[str, list[Report]] = {}
    for one in reports:
        by_home.setdefault(one.site.id if one.site else "", []).append(one)
    homes = (visited_home(oldest_first(found)[::-1]) for found in by_home.values())
    return [home for home in homes if home]


def overview_of(reports: Iterable[Report]) -> Overview:
    """The overview over the homes of these reports."""
    return Overview.of(map(Home.of, visited(reports)))


def steps_of(reports: Iterable[Report]) -> dict[str, Steps]:
    """The next steps of the homes of these reports."""
    return {Home.of(one).id: Steps.of(view_of(one.report)) for one in visited(reports)}


def page_over(reports: Sequence[Report], links: Mapping[str, str] | None = None) -> str:
    """The page over the homes of these reports."""
    return "".join(render_overview(overview_of(reports), steps_of(reports), links or {}))


def _one(check_id: str, subject: Subject, chance: Random) -> Result:
    check, light = _checks()[check_id], chance.choice(LIGHTS)
    more = asks(check.help.who, 10) | {"action": check.help.action} if light in ("red", "amber") else {}
    return seen(light, check_id, subject, name=check.title, **more)


@cache
def _checks() -> Mapping[str, Check]:
    return load_checks(shipped("checks"))
