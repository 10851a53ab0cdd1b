"""A pack of checks from elsewhere, from `--checks` to the report that says where a result comes from."""

import json

from tests.cli.running import Person
from tests.judge.test_packs import CHECK


def with_pack(person: Person, name: str = "Oak \u202egroup") -> str:
    file = person.home / name / "oak" / "restart.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(CHECK.format(id="oak.restart", ask="{}", light="red"))
    return name


def test_each_result_of_a_pack_says_so(person: Person) -> None:
    pack = with_pack(person)

    ran = person.types("scan", "--checks", pack, "--only", "oak.restart", "--only", "system.clock", "--offline")

    results = {one["check_id"]: one for one in json.loads(person.kept()[0].read_text("utf-8"))["results"]}
    assert (results["oak.restart"]["pack"], results["system.clock"]["pack"]) == ("Oak group", None)
    assert ran.out.count("The checks in 'Oak group'. They do not come with carecheck.") == 1


def test_a_pack_with_a_mistake_is_told_and_nothing_is_scanned(person: Person) -> None:
    pack = with_pack(person, "oak")
    (person.home / pack / "oak" / "restart.yaml").write_text(CHECK.format(id="oak.restart", ask="{}", light="green"))

    ran = person.types("scan", "--checks", pack, "--offline")

    assert (ran.code, ran.out) == (4, "")
    assert "restart.yaml:" in ran.err
    assert person.kept() == []
