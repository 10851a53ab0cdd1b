"""Which tests concern a module: the first beginning that fits counts."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

FOLDERS: Final = ("carecheck/judge", "carecheck/look/domain", "carecheck/look/website")

_DOMAIN: Final = ("bimi", "caa", "dane", "dnssec", "mta_sts", "mx", "name", "registration", "transport", "wanted")
_LANGUAGE: Final = tuple(
    f"tests/judge/test_{name}.py"
    for name in ("conditions", "sentences", "given", "verdict", "lint", "figures", "steps")
)
_CHECKS: Final = (
    *_LANGUAGE,
    "tests/judge/test_checkfile.py",
    "tests/judge/test_lint_whole.py",
    "tests/judge/test_packs.py",
    "tests/judge/test_questions.py",
    "tests/judge/test_dspt.py",
    "tests/profiles/test_answers.py",
    "tests/asking/test_to_ask.py",
)
_PROFILES: Final = ("tests/profiles", "tests/supplier/test_names.py", "tests/setup/test_draft.py")
_ANSWERS: Final = (
    *("tests/profiles/test_answers.py", "tests/judge/test_questions.py"),
    *(f"tests/asking/test_{name}.py" for name in ("reading", "to_ask", "handed_in", "keys")),
)
TESTS: Final[Mapping[str, tuple[str, ...]]] = {
    **{
        f"carecheck/judge/{name}.py": _LANGUAGE
        for name in ("conditions", "terms", "sentences", "given", "verdict", "worlds")
    },
    **{f"carecheck/judge/{name}.py": _ANSWERS for name in ("answers", "answers_writing", "questions")},
    **{f"carecheck/judge/{name}.py": _PROFILES for name in ("profiles", "profileform", "suppliers")},
    "carecheck/judge/new_check.py": ("tests/judge/test_new_check.py", "tests/cli/test_new.py"),
    "carecheck/judge/samples.py": (*_LANGUAGE, "tests/judge/test_soundness.py", "tests/judge/test_shipped_checks.py"),
    "carecheck/judge/": _CHECKS,
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
