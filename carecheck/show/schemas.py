"""The JSON Schemas (2020-12) of the files that people and programs exchange, made from the types that read them."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from carecheck.group import HomesGroup
from carecheck.homes.dspt.form import dspt_schema
from carecheck.judge.checkform import CheckFile
from carecheck.judge.profileform import ProfileFile
from carecheck.report.schema import report_schema

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def _of(form: type[msgspec.Struct], title: str) -> dict[str, Any]:
    return {"$schema": DIALECT, "title": title, **msgspec.json.schema(form)}


SCHEMAS: Final[Mapping[str, Callable[[], dict[str, Any]]]] = {
    "check-schema": lambda: _of(CheckFile, "A check of carecheck"),
    "profile-schema": lambda: _of(ProfileFile, "A profile of carecheck"),
    "group-schema": lambda: _of(HomesGroup, "A group of homes of carecheck"),
    "report-schema": report_schema,
    "dspt-schema": dspt_schema,
}


def schema_text(name: str) -> str:
    """One of the schemas as JSON; the names are those of SCHEMAS."""
    return json.dumps(SCHEMAS[name](), indent=2, sort_keys=True) + "\n"
