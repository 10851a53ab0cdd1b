"""`carecheck explain`: a check, a fact, or a list of them, in words."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final

import typer

from carecheck.cli import options

_PAGES: Final = ("checks", "dspt", "facts", "plugins", "profiles", "privacy")


def explain(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A check, a fact, or one of the words: checks, dspt, facts, plugins, profiles, privacy. For programs "
            "that help with writing: check-schema, profile-schema, group-schema, report-schema, dspt-schema.",
        ),
    ],
    checks: options.Packs = None,
    profile: options.ProfileFile = None,
    domain: options.DomainNames = None,
) -> None:
    """Tell in words what a check or a fact is, or what is read and who is asked."""
    from carecheck.cli.output import put
    from carecheck.errors import UsageError, did_you_mean
    from carecheck.facts.catalogue import catalogue
    from carecheck.facts.plugins import plugins, turned_off
    from carecheck.judge.checkfiles import load_checks
    from carecheck.judge.profiles import shipped_meanings
    from carecheck.judge.questions import load_plain_questions
    from carecheck.shipped import shipped
    from carecheck.show import explanation, schemas

    known = load_checks(shipped("checks"), *(checks or ()))
    facts = catalogue()
    match name:
        case "checks":
            put(explanation.of_checks(known))
        case "dspt":
            put(explanation.of_dspt(known, load_plain_questions(known)))
        case "facts":
            put(explanation.of_facts(facts, known))
        case "plugins":
            put(explanation.of_plugins(plugins(), turned_off=turned_off()))
        case "privacy":
            put(_privacy(profile, domain or ()))
        case "profiles":
            put(explanation.of_profiles(shipped_meanings()))
        case _ if name in schemas.SCHEMAS:
            put(schemas.schema_text(name))
        case _ if name in known:
            put(explanation.of_check(known[name]))
        case _ if name in facts:
            put(explanation.of_fact(facts[name], known))
        case _:
            guess = did_you_mean(name, [*known, *facts, *schemas.SCHEMAS, *_PAGES])
            raise UsageError(f"there is no check or fact '{name}'{guess}. To see all checks: carecheck explain checks")


def _privacy(profile: Path | None, domains: Iterable[str]) -> str:
    """What is read here and who is asked, for a profile and the domains that were typed."""
    import sys

    from carecheck.plan import make_plan
    from carecheck.privacy import privacy_of
    from carecheck.show.privacy_page import render_privacy
    from carecheck.show.streams import window_columns
    from carecheck.systems import this_system

    privacy = privacy_of(make_plan(profile, domains), this_system())
    return render_privacy(privacy, window_columns(), sys.stdout.encoding)
