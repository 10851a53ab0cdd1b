"""How long `carecheck overview` takes over many homes, and how much memory: 500 homes with 4 computers each.

    .venv/bin/python -m tests.benchmarks.many_homes [HOMES] [COMPUTERS] [VISITS]     (from the project's folder)

The homes are made of the made-up home of `carecheck demo`: every check of the real ones, on computers of their own, some of
them with other lights. They lie as volunteers keep them: homes/HOME/DATE/COMPUTER.json.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from typing import Final

from msgspec.structs import replace

from carecheck.demo import demo
from carecheck.report import Evidence, Report, Result, Site, Subject, key_of, ordered, report_bytes, summary_of

RUNS: Final = 3
BAR_SECONDS, BAR_MB = 20, 400
NAMES: Final = ("Oakfield House", "The Willows", "St Anne's", "Beech Court", "Meadow View", "Ashdown", "Rowan Lodge")
BETWEEN_VISITS: Final = timedelta(days=180)


def reports(homes: int, computers: int, visits: int = 1, seed: int = 1) -> Iterator[tuple[str, Report]]:
    """Each report with the place of its file, one after the other, the same at every run."""
    chance, made_up = Random(seed), demo().report
    for home in range(homes):
        name = f"{NAMES[home % len(NAMES)]} {home + 1}"
        site = Site(f"home-{home + 1}", name)
        for visit in range(visits):
            for number in range(1, computers + 1):
                one = _report(made_up, site, number, visit, chance)
                yield f"homes/{site.id}/{one.run.started_at.date()}/pc-{number}.json", one


def _report(made_up: Report, site: Site, number: int, visit: int, chance: Random) -> Report:
    """What a scan of one computer saves: the computer, and what belongs to the whole home."""
    computers = [one for one in made_up.subjects if one.kind == "computer"]
    model = chance.choice(computers)
    others = [one for one in made_up.subjects if one.kind != "computer"]
    pc = replace(model, id=f"d-{site.id}-{number}", label=f"PC-{number}")
    subjects = {model.id: pc, **{one.id: _of(site, one) for one in others}}
    results = ordered(
        _changed(replace(one, subject_id=(new := subjects[one.subject_id].id), key=key_of(one.check_id, new)), chance)
        for one in made_up.results
        if one.subject_id in subjects
    )
    started = made_up.run.started_at - visit * BETWEEN_VISITS + timedelta(hours=number)
    return replace(
        made_up,
        report_id=f"{chance.getrandbits(32):08x}-0000-4000-8000-{chance.getrandbits(48):012x}",
        run=replace(made_up.run, started_at=started, finished_at=started + timedelta(seconds=9)),
        site=site,
        subjects=tuple(subjects.values()),
        results=results,
        evidence=tuple(_evidence(made_up, results)),
        summary=summary_of(results, planned=len(results)),
        problems=(),
    )


def _of(site: Site, subject: Subject) -> Subject:
    if subject.kind in ("domain", "website"):
        return replace(subject, id=f"{subject.kind}.{site.id}.example", label=f"{site.id}.example")
    return subject


def _changed(result: Result, chance: Random) -> Result:
    """The result with another light now and then, so that no two homes are alike."""
    if result.light != "green" or chance.random() > 0.15:
        return result
    name = result.verdict.name
    verdict = replace(
        result.verdict,
        title=f"We saw that this does not hold: {name}.",
        title_many=f"{{n}} computers do not have this: {name}.",
        why="If this computer broke today, you would lose the work since then.",
        do=("Open Settings, then Accounts. Choose the login.", "Ask your IT person to look at it."),
        action=f"Ask about this: {name}",
    )
    light = chance.choice(("red", "amber", "amber"))
    day = result.facts[0].collected_at.date()
    return replace(result, light=light, verdict=verdict, who="it", first_seen=day)


def _evidence(made_up: Report, results: tuple[Result, ...]) -> Iterator[Evidence]:
    named = {fact.evidence for result in results for fact in result.facts}
    return (replace(one, kind="registry") for one in made_up.evidence if one.id in named)


def write(folder: Path, homes: int, computers: int, visits: int = 1) -> Mapping[str, int]:
    """Save them; how many files and bytes."""
    files = size = 0
    for place, report in reports(homes, computers, visits):
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        size += file.write_bytes(report_bytes(report))
        files += 1
    return {"files": files, "bytes": size}


def run(folder: Path, out: Path) -> str:
    """Run the command as a person does; how long it took, and how much memory and room."""
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "carecheck", "overview", str(folder), "--results", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    wall, after = time.perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    (page,) = out.rglob("all-homes.html")
    memory = after.ru_maxrss // 1024
    return (
        f"wall {wall:.1f} s (bar {BAR_SECONDS}), CPU {cpu:.1f} s, {memory} MB (bar {BAR_MB}), "
        f"page {page.stat().st_size / 1e6:.1f} MB\n"
    )


def main() -> None:
    """Make the homes once, and run the command on them some times."""
    homes, computers, visits = (int(text) for text in (*sys.argv[1:], *("500", "4", "1")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made = write(folder, homes, computers, visits)
        sys.stdout.write(f"{homes} homes: {made['files']:,} reports, {made['bytes'] / 1e6:.0f} MB\n")
        for number in range(RUNS):
            sys.stdout.write(run(folder, folder / f"out-{number}"))


if __name__ == "__main__":
    main()
