"""The page and the tables about a survey: shares with the numbers behind them, and no name of a domain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from carecheck.lights import LIGHTS, Light
from carecheck.show.cells import csv_text
from carecheck.show.survey_view import Part, Share, Summary
from carecheck.show.templating import template
from carecheck.words import clean, count, long_date, number

# For readers who look at the domains of others, in the order in which a page shows them.
TITLES: Final[Mapping[str, str]] = {
    "email.dmarc": "Others can refuse fake email (DMARC)",
    "email.spf": "A list says who can send email (SPF)",
    "email.mx": "Email can arrive (MX)",
    "email.dkim": "Email carries a mark that others can check (DKIM)",
    "email.address": "The home has an email address of its own",
    "domain.dnssec": "No one can fake the settings of the domain (DNSSEC)",
    "domain.caa": "Only chosen companies can make certificates (CAA)",
    "domain.exists": "The domain name exists",
}
FIRST: Final = ("email.dmarc", "email.spf", "email.mx", "email.dkim")
KINDS: Final[Mapping[Light, str]] = {"red": "now", "amber": "soon", "green": "ok", "unknown": "unknown"}

FOOT: Final = (
    "We asked name servers only. We opened no website and sent no email.",
    "A domain may have a key for DKIM that we cannot guess. It is then Not checked.",
    "Look again on another day before you say that a record is missing.",
    "This shows many domains on 1 day. It cannot prove that any of them is safe.",
)


@dataclass(frozen=True, slots=True)
class Made:
    """How a survey was made: its name, its days, and whom it asked."""

    name: str
    first_day: date
    last_day: date
    asked: str


def survey_page(summary: Summary, made: Made) -> str:
    """One HTML file, without scripts, that asks the network for nothing."""
    page: str = template("survey.html").render(
        title=f"{clean(made.name, 80)}: email domains",
        about=list(_about(summary, made)),
        sentences=[share_sentence(TITLES[check], summary.shares[check]) for check in _in_order(summary)][:4],
        lines=[_line(TITLES[check], summary.shares[check]) for check in _in_order(summary)],
        tables=list(_tables(summary)),
        details=[
            {"title": TITLES[check], "rows": [_code(check, *one) for one in summary.codes[check]]}
            for check in _in_order(summary)
        ],
        foot=FOOT,
    )
    return page


def summary_csv(summary: Summary) -> str:
    """The numbers of the page for programs: one row for each part and check."""
    lights: tuple[Light, ...] = ("red", "amber", "green", "unknown", "not_needed")
    whole = Part("all", summary.domains, summary.shares)
    parts = [("all", whole), *(("group", part) for part in summary.groups)]
    parts += [("company", part) for part in summary.companies]
    rows: list[Sequence[str | int]] = [
        ("part", "name", "domains", "check_id", "title", "checked", *(LIGHTS[light].name for light in lights))
    ]
    rows += [
        (kind, part.name, part.domains, check, TITLES[check], share.checked, *(share[light] for light in lights))
        for kind, part in parts
        for check, share in part.shares.items()
    ]
    return csv_text(rows)


def share_sentence(title: str, share: Share) -> str:
    """How many of those that we could check are OK, and how many we could not check."""
    checked = f"{title}: OK for {number(share['green'])} of {count(share.checked, 'domain')} that we could check."
    return f"{checked} We could not check {number(share['unknown'])}." if share["unknown"] else checked


def _about(summary: Summary, made: Made) -> Iterator[str]:
    days = long_date(made.first_day)
    if made.last_day != made.first_day:
        days = f"{days} to {long_date(made.last_day)}"
    yield f"We looked at {count(summary.domains, 'domain')} on {days}. We asked {clean(made.asked, 80)}."
    if summary.not_there:
        many = "does not exist, and is" if summary.not_there == 1 else "do not exist, and are"
        yield f"{count(summary.not_there, 'more name')} {many} not counted here."


def _in_order(summary: Summary) -> list[str]:
    return [check for check in TITLES if check in summary.shares and check != "domain.exists"]


def _line(title: str, share: Share) -> dict[str, Any]:
    total = sum(share[light] for light in KINDS) or 1
    shown: list[tuple[Light, int]] = [(light, share[light]) for light in KINDS if share[light]]
    return {
        "title": title,
        "checked": number(share.checked),
        "now": number(share["red"]),
        "soon": number(share["amber"]),
        "ok": number(share["green"]),
        "unknown": number(share["unknown"]),
        "not_needed": number(share["not_needed"]),
        "spoken": ", ".join(f"{LIGHTS[light].name} {number(amount)}" for light, amount in shown) or "nothing",
        "parts": [{"kind": KINDS[light], "percent": round(100 * amount / total, 2)} for light, amount in shown],
    }


def _tables(summary: Summary) -> Iterator[dict[str, Any]]:
    for title, parts, hidden in (
        ("By group", summary.groups, summary.hidden_groups),
        ("By email company", summary.companies, summary.hidden_companies),
    ):
        if parts or hidden:
            yield {
                "title": title,
                "note": _note(hidden),
                "headings": [
                    title.removeprefix("By ").capitalize(),
                    "Domains",
                    *(TITLES[one] for one in _shown(parts)),
                ],
                "rows": [{"name": clean(part.name, 60), "cells": list(_cells(part, _shown(parts)))} for part in parts],
            }


def _note(hidden: int) -> str:
    if not hidden:
        return "Every part with 10 domains or more is shown."
    parts = f"{count(hidden, 'part')} with few domains {'is' if hidden == 1 else 'are'}"
    return f"{parts} not shown, so that no one can guess whose they are."


def _shown(parts: Iterable[Part]) -> list[str]:
    return [check for check in FIRST if any(check in part.shares for part in parts)]


def _cells(part: Part, checks: Iterable[str]) -> Iterator[str]:
    yield number(part.domains)
    for check in checks:
        share = part.shares.get(check, Share({}))
        yield f"{number(share['green'])} of {number(share.checked)} ({number(share['unknown'])})"


def _code(check: str, light: Light, because: str, amount: int) -> dict[str, str]:
    return {"code": f"{check}/{because}" if because else check, "light": LIGHTS[light].name, "number": number(amount)}
