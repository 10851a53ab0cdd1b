"""Plugins: packages that others wrote, which tell facts of their own and can change none of ours."""

from pathlib import Path
from typing import Final

import pytest

from tests.cli.running import PROJECT, Person, Ran
from tests.judge.test_packs import put

GROUP: Final = '''\
from typing import Annotated

from carecheck.facts.backup import Backup
from carecheck.facts.model import FactGroup, Unknown
from carecheck.look.probes import probe


class {name}(FactGroup, frozen=True):
    """The program for rotas."""

    waiting: Annotated[bool | Unknown, "Whether it waits for a restart"]


'''
PROBE: Final = """\
@probe({group}, on="linux")
def rotas(machine):
    return Rotas({value})
"""


@pytest.fixture(name="plugin")
def installed_plugin(person: Person) -> Path:
    """The file of a module that is installed as a plugin; its facts are read by a pack of checks."""
    about = person.home / "site" / "care_rotas-1.2.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: care-rotas\nVersion: 1.2\n")
    (about / "entry_points.txt").write_text("[carecheck.probes]\nrotas = care_rotas\n")
    check = put(person.home / "pack", "oak/rotas.yaml")
    check.write_text(check.read_text().replace("restart.waiting", "rotas.waiting"))
    return write(about.with_name("care_rotas.py"))


def write(module: Path, group: str = "Rotas", fills: str = "Rotas", value: str = "waiting=True") -> Path:
    module.write_text(GROUP.format(name=group) + PROBE.format(group=fills, value=value))
    return module


def types(person: Person, *words: str, **environment: str) -> Ran:
    return person.types(*words, PYTHONPATH=f"{PROJECT}:{person.home / 'site'}", **environment)


def scan(person: Person, **environment: str) -> Ran:
    return types(person, "scan", "--checks", "pack", "--only", "oak.rotas", "--all", **environment)


@pytest.mark.usefixtures("plugin")
def test_its_facts_are_judged_by_a_check_of_a_pack(person: Person) -> None:
    ran = scan(person)

    assert (ran.code, ran.err) == (1, "")
    assert "It waits." in ran.out


def test_a_probe_of_it_that_fails_is_not_checked(person: Person, plugin: Path) -> None:
    write(plugin, value="waiting=1 / 0")

    ran = scan(person)

    assert ran.code == 0
    assert "We could not check it." in ran.out


@pytest.mark.usefixtures("plugin")
def test_it_is_listed_with_its_facts(person: Person) -> None:
    page = types(person, "explain", "plugins").out

    assert "rotas, from the package care-rotas 1.2\n" in page
    assert "  rotas.waiting: Whether it waits for a restart\n  Looks on: linux\n" in page
    assert "Keep only those that you trust." in page


@pytest.mark.usefixtures("plugin")
def test_turned_off_it_is_not_imported_and_its_facts_are_not_there(person: Person) -> None:
    ran = scan(person, CARECHECK_NO_PLUGINS="1")

    assert ran.code == 4
    assert "(plugins are turned off here by CARECHECK_NO_PLUGINS)" in ran.err
    assert "turned off here" in types(person, "explain", "plugins", CARECHECK_NO_PLUGINS="1").out


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        ({"group": "Backup", "fills": "Backup"}, "TypeError: there is a group of facts named backup already"),
        ({"fills": "Backup"}, "TypeError: only carecheck itself tells backup"),
        ({"value": "1", "fills": "exit()"}, "SystemExit: None"),
    ],
)
def test_one_that_cannot_be_used_is_left_out_and_told(
    person: Person, plugin: Path, spoilt: dict[str, str], why: str
) -> None:
    write(plugin, **spoilt)

    assert f"Left out: {why}" in types(person, "explain", "plugins").out
    assert "(left out: the plugin rotas; carecheck explain plugins tells why)" in scan(person).err


def test_no_check_of_ours_imports_a_plugin(person: Person, plugin: Path) -> None:
    mark = person.home / "imported"
    plugin.write_text(f"open({str(mark)!r}, 'w')")

    for words in (("scan", "--offline"), ("demo",), ("domain", "home.example", "--offline")):
        types(person, *words)
        assert not mark.exists(), words


def test_without_plugins_it_says_so(person: Person) -> None:
    assert person.types("explain", "plugins").out == "No plugins are installed here: all facts are our own.\n"
