"""Which tests concern a module: the first beginning that fits counts."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

FOLDERS: Final = ("carecheck/judge", "carecheck/look/domain", "carecheck/look/website")

_DOMAIN: Final = (
    *("bimi", "caa", "dane", "dnssec", "mta_sts", "mx", "name", "registration", "transport", "wanted"),
    *("dkim/test_facts.py", "dmarc/test_facts.py"),
)
TESTS: Final[Mapping[str, tuple[str, ...]]] = {
    "carecheck/judge/": (
        *("tests/judge", "tests/profiles", "tests/supplier/test_names.py", "tests/yaml", "tests/setup/test_draft.py"),
        *("tests/asking/test_reading.py", "tests/asking/test_to_ask.py", "tests/asking/test_handed_in.py"),
        *("tests/asking/test_talk.py", "tests/supplier/test_letters.py", "tests/words/test_shown_sentences.py"),
    ),
    "carecheck/look/domain/spf": ("tests/domain/spf", "tests/domain/wanted"),
    "carecheck/look/domain/dkim": ("tests/domain/dkim", "tests/domain/wanted"),
    "carecheck/look/domain/dmarc": ("tests/domain/dmarc", "tests/domain/wanted"),
    "carecheck/look/domain/": tuple(f"tests/domain/{folder}" for folder in _DOMAIN),
    "carecheck/look/website/": ("tests/website",),
}


def all_modules() -> list[Path]:
    """The modules that are tried when none is named."""
    return sorted(path for folder in FOLDERS for path in Path(folder).glob("*.py"))


def concerned(path: Path) -> tuple[str, ...]:
    """The tests that concern a module."""
    found = next((tests for beginning, tests in TESTS.items() if path.as_posix().startswith(beginning)), None)
    if found is None:
        raise SystemExit(f"tests/mutants/concerned.py does not say which tests concern {path}")
    return found
