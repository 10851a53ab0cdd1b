"""The dated tables of shared domains and of mail companies."""

from typing import Any, cast

import pytest

from carecheck.shipped import shipped
from carecheck.yamlfile import read_yaml

SHARED = cast(dict[str, Any], read_yaml(shipped("data") / "shared-domains.yaml").content)
COMPANIES = cast(dict[str, Any], read_yaml(shipped("data") / "mail-companies.yaml").content)

SHARED_NAMES = [name for owner in ("free", "broadband", "nhsmail") for name in SHARED[owner]]
HOST_ENDINGS = [ending for company in COMPANIES["companies"] for ending in company["hosts"]]


@pytest.mark.parametrize("table", [SHARED, COMPANIES], ids=["shared domains", "mail companies"])
def test_a_table_says_when_and_from_where_it_is(table: dict[str, Any]) -> None:
    assert table["as_at"].year >= 2026
    assert len(table["source"]) > 20


@pytest.mark.parametrize("names", [SHARED_NAMES, HOST_ENDINGS], ids=["shared domains", "mail companies"])
def test_names_are_in_lower_case_with_a_dot_inside_and_stand_once(names: list[str]) -> None:
    assert len(names) == len(set(names))
    assert [name for name in names if name != name.lower().strip(". ") or "." not in name] == []


def test_no_public_suffix_is_listed_as_shared() -> None:
    assert {"co.uk", "org.uk", "me.uk", "ltd.uk", "uk.com", "nhs.uk"}.isdisjoint(SHARED_NAMES)
