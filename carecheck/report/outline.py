"""A report file of which only the lights are wanted, read in a fifth of the time of a whole one.

A file that is still as carecheck saved it was checked by every rule then, so here only what lights rest on is looked at
again. Any other file is read as a whole, by the rules for strangers' files.
"""

from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

import msgspec

from carecheck.lights import Light, Reason
from carecheck.report.cleaning import MOST_LETTERS
from carecheck.report.digest import is_as_saved
from carecheck.report.files import bytes_of, check_amount, parse_report
from carecheck.report.model import (
    Group,
    LimitValue,
    Report,
    Run,
    SchemaVersion,
    Site,
    Subject,
    Tool,
    altered_files,
    rests_on_made_up,
)
from carecheck.report.rules import SEEN_LIGHTS
from carecheck.words import POSSIBLE_YEARS, Who, clean


class OutlineRule(msgspec.Struct, frozen=True, gc=False):
    """The rule that held, and by what it was judged."""

    code: str
    version: int
    limits: dict[str, LimitValue]


class OutlineVerdict(msgspec.Struct, frozen=True, gc=False):
    """The words that are the same in every home."""

    name: str
    action: str = ""


class OutlineGap(msgspec.Struct, frozen=True, gc=False):
    """Why something is Not checked."""

    reason: Reason


class OutlineAccepted(msgspec.Struct, frozen=True, gc=False):
    """Until when a risk is accepted."""

    until: date


class Something(msgspec.Struct, frozen=True, gc=False):
    """A part that is there, and of which no more is wanted."""


class OutlineEvidence(msgspec.Struct, frozen=True, gc=False):
    """Of which kind a piece of evidence is."""

    kind: str


class OutlineResult(msgspec.Struct, frozen=True, gc=False):
    """What one check says about one subject, without the sentences that hold facts."""

    check_id: str
    subject_id: str
    light: Light
    rule: OutlineRule | None
    facts: list[Something]
    verdict: OutlineVerdict
    who: Who | None = None
    first_seen: date | None = None
    accepted: OutlineAccepted | None = None
    unknown: OutlineGap | None = None


class Outline(msgspec.Struct, frozen=True, gc=False):
    """What is counted over many reports; field by field as it stands in the file."""

    kind: Literal["carecheck.report"]
    schema_version: SchemaVersion
    report_id: str
    tool: Tool
    run: Run
    group: Group | None
    site: Site | None
    subjects: tuple[Subject, ...]
    results: tuple[OutlineResult, ...]
    evidence: tuple[OutlineEvidence, ...]
    problems: tuple[str, ...]

    @property
    def made_up(self) -> bool:
        """Whether anything in the report rests on what was made up."""
        return rests_on_made_up(one.kind for one in self.evidence)

    @property
    def altered(self) -> tuple[str, ...]:
        """A sentence for each file that was changed after it was saved."""
        return altered_files(self.problems)


MOST_REMEMBERED: Final = 20_000
_OUTLINE: Final = msgspec.json.Decoder(Outline)


def read_outline(path: Path) -> Outline:
    """The outline of a report file. Raises CannotRun where a report cannot be read, in the same words."""
    return parse_outline(bytes_of(path), str(path))


def parse_outline(raw: bytes, file: str) -> Outline:
    """The outline in the bytes of a file; `file` is its name for messages. Raises CannotRun."""
    return _as_saved(raw, file) or outline_of(parse_report(raw, file))


def outline_of(report: Report) -> Outline:
    """The outline of a report that was read as a whole."""
    return msgspec.convert(report, Outline, from_attributes=True)


def _as_saved(raw: bytes, file: str) -> Outline | None:
    """The outline of a file that is as carecheck saved it; None for any other, and where anything in it is odd."""
    check_amount(raw, file)
    if not is_as_saved(raw):
        return None
    try:
        outline = _OUTLINE.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return outline if _is_sound(outline) and all(map(_is_clean, _texts(outline))) else None


def _is_sound(outline: Outline) -> bool:
    """Whether no light in it stands without what it needs, and nothing stands in it twice."""
    subjects = {one.id for one in outline.subjects}
    pairs = [(one.check_id, one.subject_id) for one in outline.results]
    return (
        len(subjects) == len(outline.subjects)
        and all(subject in subjects for _, subject in pairs)
        and all(one < other for one, other in pairwise(pairs))
        and all(map(_is_sound_result, outline.results))
        and outline.run.started_at.year in POSSIBLE_YEARS
    )


def _is_sound_result(result: OutlineResult) -> bool:
    if result.light in SEEN_LIGHTS:
        return bool(result.facts) and result.rule is not None and result.unknown is None
    return (result.light == "unknown") == (result.unknown is not None)


def _texts(outline: Outline) -> set[str]:
    """Every text in it; most stand in it many times."""
    texts = {outline.report_id, outline.tool.version}
    texts |= {outline.group.id} if outline.group else set()
    texts |= {outline.site.id, outline.site.name} if outline.site else set()
    texts.update(outline.problems)
    texts |= {text for one in outline.subjects for text in (one.id, one.label)}
    texts |= {one.check_id for one in outline.results} | {one.rule.code for one in outline.results if one.rule}
    return texts | {text for one in outline.results for text in (one.verdict.name, one.verdict.action)}


@lru_cache(maxsize=MOST_REMEMBERED)
def _is_clean(text: str) -> bool:
    return clean(text, MOST_LETTERS) == text
