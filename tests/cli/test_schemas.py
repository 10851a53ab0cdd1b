"""The schemas for editors agree with what carecheck itself reads."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from carecheck.shipped import shipped
from carecheck.yamlfile import read_yaml
from tests.cli.running import Person


def plain(path: Path) -> Any:
    return json.loads(json.dumps(read_yaml(path).content, default=str))


def schema(person: Person, name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(person.types("explain", name).out)
    jsonschema.Draft202012Validator.check_schema(told)
    return told


@pytest.mark.parametrize(("name", "folder"), [("check-schema", "checks"), ("profile-schema", "profiles")])
def test_every_shipped_file_fits_its_schema(person: Person, name: str, folder: Any) -> None:
    validator = jsonschema.Draft202012Validator(schema(person, name))

    for path in shipped(folder).rglob("*.yaml"):
        assert list(validator.iter_errors(plain(path))) == [], path


@pytest.mark.parametrize("name", ["check-schema", "profile-schema", "group-schema"])
def test_a_misspelt_key_does_not_fit(person: Person, name: str) -> None:
    validator = jsonschema.Draft202012Validator(schema(person, name))

    assert not validator.is_valid({"titel": "A check"})


def test_a_saved_report_fits_its_schema(person: Person) -> None:
    report = json.loads(
        person.types("scan", "--profile", "domain-only", "--domain", "good.example", "--offline", "--json").out
    )

    jsonschema.validate(report, schema(person, "report-schema"))
