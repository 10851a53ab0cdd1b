"""Report files: written so that the same report gives the same bytes, and read as if a stranger had made them."""

import contextlib
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Final, Literal

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from carecheck.errors import CannotRun, OtherFile
from carecheck.readfile import read_file
from carecheck.report.cleaning import as_we_write_it, cleaned_content
from carecheck.report.digest import State, sealed, state_of
from carecheck.report.model import ALTERED, Evidence, Group, Report, Run, Site, Subject, rests_on_made_up
from carecheck.report.rules import MOST_RESULTS, broken_rules
from carecheck.savefile import save_new
from carecheck.words import clean

MOST_BYTES: Final = 20_000_000
MOST_PARTS: Final = 1_000_000  # each costs a hundred bytes of memory, however short it is in the file
DEEPEST: Final = 20
MOST_MISTAKES_TOLD: Final = 10
OTHER_KINDS: Final = ("carecheck.dspt",)  # what carecheck makes from reports and keeps beside them

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_HALF_A_LETTER: Final = re.compile("[\ud800-\udfff]")
_COPY_AGAIN: Final = "Copy the file again from the computer it came from, or make a new report with 'carecheck scan'."


def write_report(report: Report, path: Path) -> Path:
    """Save a report as a new file and return its path, which has a number added where the name was taken.

    Raises CannotRun when the file cannot be saved, ValueError when the report breaks a rule.
    """
    return save_new(path, report_bytes(report))


def report_bytes(report: Report) -> bytes:
    """The file of a report: sorted keys, 2 spaces, UTF-8, a line feed at the end; texts cleaned, and its digest.

    Raises ValueError with every rule that the report breaks: that is a fault in carecheck, not in a file.
    """
    content = cleaned_content(msgspec.to_builtins(report))
    checked = msgspec.convert(content, Report)
    if broken := broken_rules(checked):
        raise ValueError("\n".join(broken))
    return sealed(content)


class Head(msgspec.Struct, frozen=True):
    """The few words of a report that say what it is, of when, of which home, of what, and on what it rests."""

    kind: Literal["carecheck.report"]
    run: Run
    group: Group | None
    site: Site | None
    subjects: tuple[Subject, ...]
    evidence: tuple[Evidence, ...]

    @property
    def made_up(self) -> bool:
        """Whether anything in the report rests on what was made up."""
        return rests_on_made_up(one.kind for one in self.evidence)


def read_report(path: Path) -> Report:
    """Read and check a report file. Raises CannotRun, saying what is wrong and what to do."""
    return parse_report(bytes_of(path), str(path))


def read_head(path: Path) -> Head:
    """Read a report file, but check no more of it than is given back, where that is there. Raises CannotRun."""
    raw = bytes_of(path)
    if len(raw) <= MOST_BYTES:
        with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return msgspec.json.decode(_without_results(raw), type=Head)
    report = parse_report(raw, str(path))
    return Head(report.kind, report.run, report.group, report.site, report.subjects, report.evidence)


def _without_results(raw: bytes) -> bytes:
    """The same file without its results, which are most of it, where it looks like one of ours.

    Whatever a stranger wrote: if that is JSON, what stands around the cut means the same with it and without.
    """
    results, run = raw.find(b'\n  "results": ['), raw.rfind(b'\n  "run": {')
    return raw[:results] + raw[run:] if 0 < results < run else raw


def bytes_of(path: Path) -> bytes:
    """What a report file holds, and a little more than the most that we read of one. Raises CannotRun."""
    return read_file(path, MOST_BYTES)


def parse_report(raw: bytes, file: str) -> Report:
    """The report in the bytes of a file; `file` is its name for messages. Raises CannotRun.

    It tells in its problems when the file was changed after it was saved.
    """
    report, state = parse_with_state(raw, file)
    if state != "changed":
        return report
    return replace(report, problems=(f"{clean(PurePath(file).name, 80)} {ALTERED}", *report.problems))


def parse_with_state(raw: bytes, file: str) -> tuple[Report, State]:
    """The report in the bytes of a file, and whether these are still as they were saved. Raises CannotRun."""
    file = clean(file, 400)
    check_amount(raw, file)
    report = as_we_write_it(raw) or _looked_at_closely(raw, file)
    if broken := broken_rules(report):
        raise _broken(file, broken)
    return (report if report.digest is UNSET else replace(report, digest=UNSET)), state_of(raw, report)


def check_amount(raw: bytes, file: str) -> None:
    """Count before anything is made of it, so that no file can fill the memory. Raises CannotRun."""
    if len(raw) > MOST_BYTES:
        raise CannotRun(f"{file} is larger than {MOST_BYTES // 1_000_000} MB. A report is much smaller.")
    if len(raw) > MOST_PARTS and sum(map(raw.count, (b",", b"[", b"{"))) > MOST_PARTS:
        raise CannotRun(f"{file} has more than {MOST_PARTS:,} parts. A report has far fewer. {_COPY_AGAIN}")


def _looked_at_closely(raw: bytes, file: str) -> Report:
    """The report in bytes that others may have written, or an older carecheck. Raises CannotRun."""
    content = _parsed_json(raw, file)
    _check_kind(content, file)
    _check_sizes(content, file)
    try:
        return msgspec.convert(cleaned_content(content), Report)
    except msgspec.ValidationError as error:
        raise _broken(file, [_in_words(str(error), content)]) from None


class _NotOurJson(ValueError):
    """JSON that we refuse although others may take it."""


def _parsed_json(raw: bytes, file: str) -> Json:
    if not raw.strip():
        raise CannotRun(f"{file} is empty. {_COPY_AGAIN}")
    text = ""
    try:
        text = raw.decode("utf-8-sig")
        return _json_value(text)
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise _cut_off(file) from None
        raise CannotRun(f"{file} is not a text in UTF-8, so it is not a report. {_COPY_AGAIN}") from None
    except json.JSONDecodeError as error:
        if _is_cut_off(text, error):
            raise _cut_off(file) from None
        raise CannotRun(f"{file} is not a report: line {error.lineno} is not JSON. {_COPY_AGAIN}") from None
    except _NotOurJson as error:
        raise CannotRun(f"{file} is not a report that we can use: {error}. {_COPY_AGAIN}") from None
    except ValueError:  # Python reads no whole number of more than 4300 digits
        raise CannotRun(f"{file} is not a report that we can use: a number is too large. {_COPY_AGAIN}") from None
    except RecursionError:
        raise _too_deep(file) from None


def _is_cut_off(text: str, error: json.JSONDecodeError) -> bool:
    whole = text.strip()
    unclosed = whole.startswith("{") and not whole.endswith("}")
    return unclosed or error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")


def _cut_off(file: str) -> CannotRun:
    return CannotRun(f"{file} ends in the middle: it was cut off when it was saved or copied. {_COPY_AGAIN}")


def _too_deep(file: str) -> CannotRun:
    return CannotRun(f"{file} is not a report: it is nested more than {DEEPEST} deep. {_COPY_AGAIN}")


def _json_value(text: str) -> Json:
    value: Json = json.loads(
        text,
        object_pairs_hook=_object,
        parse_constant=_no_number,
        parse_float=_finite,
    )
    return value


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise _NotOurJson(f"'{clean(twice)}' stands twice in one place")
    if any(_HALF_A_LETTER.search(key) for key in found if not key.isascii()):
        raise _NotOurJson("a name in it is no text")
    return found


def _no_number(word: str) -> float:
    raise _NotOurJson(f"{word} is not a number")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise _NotOurJson("a number is too large")
    return value


def _check_kind(content: Json, file: str) -> None:
    if isinstance(content, dict) and content.get("kind") in OTHER_KINDS:
        raise OtherFile(f"{file} is made from reports, and is none. Choose a file that 'carecheck scan' has saved.")
    if not isinstance(content, dict) or content.get("kind") != "carecheck.report":
        raise CannotRun(f"{file} is not a report of carecheck. Choose a file that 'carecheck scan' has saved.")
    version = content.get("schema_version")
    if isinstance(version, str) and (major := re.match(r"(\d{1,9})\.\d", version)) and int(major[1]) > 1:
        raise CannotRun(f"{file} was made by a newer carecheck. Get the newest carecheck to open it.")
    if not isinstance(version, str) or not version.startswith("1."):
        raise CannotRun(f"{file} does not say in which form it is written (schema_version). {_COPY_AGAIN}")


def _check_sizes(content: Json, file: str) -> None:
    level, waiting = 0, [content]
    while waiting:
        level += 1
        if level > DEEPEST:
            raise _too_deep(file)
        waiting = [inner for value in waiting for inner in _inside(value)]
    results = content.get("results") if isinstance(content, dict) else None
    if isinstance(results, list) and len(results) > MOST_RESULTS:
        raise CannotRun(f"{file} has more than {MOST_RESULTS:,} results. Open fewer reports at once.")


def _inside(value: Json) -> Iterator[Json]:
    match value:
        case dict():
            yield from (inner for inner in value.values() if isinstance(inner, dict | list))
        case list():
            yield from (inner for inner in value if isinstance(inner, dict | list))
        case _:
            pass


def _broken(file: str, mistakes: list[str]) -> CannotRun:
    told = [clean(mistake, 300) for mistake in mistakes[:MOST_MISTAKES_TOLD]]
    if len(mistakes) > len(told):
        told.append(f"and {len(mistakes) - len(told):,} more")
    lines = "".join(f"\n  {mistake}" for mistake in told)
    return CannotRun(f"{file} is not a report that we can use:{lines}\n{_COPY_AGAIN}")


def _in_words(message: str, content: Json) -> str:
    """What msgspec says, with the result named."""
    what, _, where = message.partition(" - at `")
    place = where.removesuffix("`").removeprefix("$").lstrip(".")
    what = what.replace("Object contains unknown field", "there is an unknown field")
    what = what.replace("Object missing required field", "there is no field")
    index = re.match(r"results\[(\d+)\]", place)
    if index and isinstance(content, dict) and isinstance(results := content["results"], list):
        result = results[int(index[1])]
        if isinstance(result, Mapping):
            what = f"{result.get('check_id')} of {result.get('subject_id')}: {what}"
    return f"{what} (at {place})" if place else what
