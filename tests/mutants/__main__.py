"""Mutation testing: `python -m tests.mutants carecheck/judge/conditions.py` tells which faults no test notices.

Without modules: all of judging and of the domain parsers. `--most` draws so many mutants of each module, `--seconds` stops
after so long, `MODULE#NUMBER` tries one mutant again. It needs Linux and `pip install -e '.[test,measure]'`. What the
survivors are stands in tests/mutants/README.md.
"""

import argparse
import importlib
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.mutants.concerned import all_modules, concerned
from tests.mutants.making import Mutant, mutants_of
from tests.mutants.trying import try_group

BAR: Final = 90  # of a hundred mutants, so many must be noticed at least

# Read before anything is forked, so that not every mutant has to; nothing of carecheck.
READ_BEFORE: Final = (
    *("dns.resolver", "hypothesis.strategies", "idna", "jinja2", "jsonschema", "msgspec", "openpyxl", "psutil"),
    *("rich.console", "typer", "yaml"),
)


def main(arguments: Iterable[str]) -> int:
    """Print what survives, and how many of each module are noticed; 1 when that is less than the bar."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "modules", nargs="*", help="files, or MODULE#NUMBER; without any, all that must keep to the bar"
    )
    parser.add_argument("--most", type=int, default=sys.maxsize, help="mutants of each module, drawn by chance")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="after so long, no new mutant is tried")
    parser.add_argument("--seed", type=int, default=1, help="the same number draws the same mutants")
    wanted = parser.parse_args(list(arguments))
    for name in READ_BEFORE:
        importlib.import_module(name)
    end = time.monotonic() + wanted.seconds
    tried: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    for tests, mutants in _drawn(wanted.modules, wanted.most, random.Random(wanted.seed)):
        for mutant, outcome in try_group(mutants, tests):
            tried[mutant.path] += 1
            noticed[mutant.path] += outcome in ("killed", "too long")
            if outcome not in ("killed", "too long"):
                print(f"{outcome:9} {mutant}", flush=True)  # noqa: T201 - its output is for whoever typed it
            if time.monotonic() > end:
                break
    return _told(tried, noticed)


def _drawn(names: Sequence[str], most: int, chance: random.Random) -> Iterator[tuple[Sequence[str], list[Mutant]]]:
    """For each group of tests the mutants to try, in an order of chance."""
    modules = list(dict.fromkeys(Path(name.partition("#")[0]) for name in names)) or all_modules()
    single = {name for name in names if "#" in name}
    groups: dict[tuple[str, ...], list[Mutant]] = {}
    for path in modules:
        every = [one for one in mutants_of(path) if not single or f"{one.path}#{one.number}" in single]
        groups.setdefault(concerned(path), []).extend(chance.sample(every, min(most, len(every))))
    for tests, mutants in groups.items():
        chance.shuffle(mutants)
        yield tests, mutants


def _told(tried: Counter[str], noticed: Counter[str]) -> int:
    for path, number in sorted(tried.items()):
        print(f"{path:48} {noticed[path]:5} of {number:5}  {100 * noticed[path] / number:5.1f} %")  # noqa: T201 - its output is for whoever typed it
    share = 100 * noticed.total() / tried.total() if tried else 0
    print(f"{'all':48} {noticed.total():5} of {tried.total():5}  {share:5.1f} %; the bar is {BAR} %")  # noqa: T201 - its output is for whoever typed it
    return 0 if share >= BAR else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
