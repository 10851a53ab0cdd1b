"""Parts of pages that are made from what the program itself says, so that no page tells it twice."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, get_args

from writing import bullets, code, table, text

from carecheck.judge.checkfiles import load_checks
from carecheck.judge.profiles import shipped_meanings
from carecheck.judge.questions import load_plain_questions, who_reaches
from carecheck.lights import REASONS
from carecheck.plan import Plan, make_plan
from carecheck.privacy import privacy_of
from carecheck.shipped import shipped
from carecheck.show.topics import topic_of
from carecheck.systems import SystemName
from carecheck.tables import dspt_table, meanings, tables
from carecheck.words import WHO, long_date

ROOT: Final = Path(__file__).parents[2]
SAMPLE_DOMAIN: Final = "example.org"  # of a registry that tells, unlike those for examples alone


def _reasons(_: str) -> str:
    rows = ((text(one.sentence), text(one.step), WHO[one.who]) for one in REASONS.values())
    return table(("We could not check, because", "What to do", "Who"), rows)


def _words(_: str) -> str:
    return "\n\n".join(f"**{text(word)}**  \n{text(meaning)}" for word, meaning in meanings().items())


def _profiles(_: str) -> str:
    return table(("Profile", "Is for"), ((code(name), text(means)) for name, means in shipped_meanings().items()))


def _tables(_: str) -> str:
    rows = ((code(one.name), text(one.used_for), long_date(one.as_at), text(one.when_old)) for one in tables().values())
    return table(("List", "Holds", "From", "When it is old"), rows)


def _dspt(_: str) -> str:
    """Every item that care providers are asked, and the checks and questions that are about it."""
    checks = load_checks(shipped("checks"))
    items = {number: one for number, one in dspt_table().items() if one.mandatory}
    reached = who_reaches({number: one.topic for number, one in items.items()}, checks, load_plain_questions(checks))
    claims = {
        "partial": "Can be part of your evidence",
        "support": "May help you answer",
        "none": "Only you can answer",
    }
    rows = (
        (number, text(one.topic), claims[one.strength], ", ".join(_reached(name, checks) for name in reached[number]))
        for number, one in items.items()
    )
    return table(("Item", "About", "What carecheck can do", "Checks and questions"), rows)


def _reached(name: str, checks: Mapping[str, object]) -> str:
    return f"[{code(name)}](made/checks/{topic_of(name)}.md#{name})" if name in checks else code(name)


def _privacy(system: str) -> str:
    """What is read on a computer of that system, or who is asked, with a profile that names one domain and website."""
    plan = make_plan(None, [SAMPLE_DOMAIN], websites=[f"www.{SAMPLE_DOMAIN}"])
    if system in get_args(SystemName):
        (name,) = (one for one in get_args(SystemName) if one == system)
        return bullets(text(line) for line in privacy_of(plan, name).reads)
    return table(("Who", "Where", "What they get"), _asked(plan))


def _asked(plan: Plan) -> Iterator[tuple[str, str, str]]:
    for one in privacy_of(plan, "windows").asks:
        yield text(one.who), ", ".join(map(code, one.hosts)), text(one.sends)


def _picture(name: str) -> str:
    """A drawing inside the page itself, so that it has the page's own colours, also in the dark."""
    return f"<figure>{(ROOT / 'docs' / 'assets' / f'{name}.svg').read_text('utf-8')}</figure>"


PARTS: Final[Mapping[str, Callable[[str], str]]] = {
    "reasons": _reasons,
    "words": _words,
    "profiles": _profiles,
    "tables": _tables,
    "dspt": _dspt,
    "privacy": _privacy,
    "picture": _picture,
}
