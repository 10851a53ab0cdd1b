"""Help, explanations and lint, as people meet them."""

import subprocess
import sys

import pytest

from carecheck.facts.catalogue import catalogue
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check
from carecheck.shipped import shipped
from carecheck.show.explanation import of_check
from tests.cli.running import Person

CHECKS = load_checks(shipped("checks"))
HEAVY = ("dns", "ssl", "http", "psutil", "jinja2", "win32api", "msgspec", "yaml", "openpyxl", "xlsxwriter")


@pytest.mark.parametrize(
    "command",
    [
        "",
        "scan",
        "domain",
        "look",
        "report",
        "compare",
        "overview",
        "dspt",
        "register",
        "explain",
        "lint",
        "new",
        "schedule",
        "tidy",
        "data",
        "demo",
    ],
)
def test_every_help_page_is_ascii_and_opens(person: Person, command: str) -> None:
    ran = person.types(*command.split(), "--help", PYTHONIOENCODING="ascii:strict")

    assert (ran.code, ran.err) == (0, "")
    assert "--help" in ran.out


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, carecheck.cli.main as m; m.main(['--help']); print(*sorted(sys.modules), file=sys.stderr)"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not set(ran.stderr.split()) & set(HEAVY)


def test_the_version_is_told(person: Person) -> None:
    assert person.types("--version").out.startswith("carecheck 0.")


def test_a_check_is_explained(person: Person) -> None:
    ran = person.types("explain", "email.dmarc")

    assert (ran.code, ran.out) == (0, of_check(CHECKS["email.dmarc"]))


@pytest.mark.parametrize("check", CHECKS.values(), ids=list(CHECKS))
def test_every_rule_of_every_check_is_explained(check: Check) -> None:
    page = of_check(check)

    assert all(f"({check.id}/{rule.code})" in page for rule in check.rules)


def test_every_fact_is_explained(person: Person) -> None:
    page = person.types("explain", "facts").out

    assert [name for name in catalogue() if f"{name}: " not in page] == []


def test_an_unknown_name_gets_a_guess(person: Person) -> None:
    ran = person.types("explain", "email.dmarcc")

    assert ran.code == 2
    assert "did you mean 'email.dmarc'?" in ran.err


def test_the_shipped_checks_have_no_mistakes(person: Person) -> None:
    ran = person.types("lint", shipped("checks"))

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{len(CHECKS)} checks: no mistakes.\n"


def test_lint_tells_the_mistakes_of_a_profile(person: Person) -> None:
    (person.home / "rose.yaml").write_text("skpi: []\n")

    ran = person.types("lint", "rose.yaml")

    assert ran.code == 4
    assert ran.out == "rose.yaml:1: there is no key 'skpi' here; did you mean 'skip'?\n"


def test_no_arguments_show_the_help_and_are_no_finished_scan(person: Person) -> None:
    ran = person.types()

    assert ran.code == 2
    assert "Start with: carecheck scan" in ran.out
