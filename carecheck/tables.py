"""The dated tables in data/ that judging and reports rest on; each names its own date and source."""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast, get_args

from carecheck.shipped import shipped
from carecheck.systems import Release
from carecheck.yamlfile import read_yaml


@cache
def dspt_items() -> Mapping[str, str]:
    """The strongest claim that a scan may make for each DSPT item: partial, support or none."""
    return {item: facts["strength"] for item, facts in _table("dspt")["items"].items()}


def dspt_version() -> str:
    """The version of the DSPT whose numbers are used."""
    return str(_table("dspt")["version"])


@cache
def prices() -> Mapping[str, str]:
    """The dated prices by their names, in words: "£500 for a new computer"."""
    return {name: price["text"] for name, price in _table("prices")["prices"].items()}


@cache
def menus() -> Mapping[str, Mapping[Release, str]]:
    """The ways through the menus by their names, for each release whose screens differ."""
    releases: tuple[Release, ...] = get_args(Release)
    return {name: {release: ways[release] for release in releases} for name, ways in _table("menus")["menus"].items()}


@cache
def table_dates() -> Mapping[str, str]:
    """The version of each table: its own, or the day as at which it was right."""
    tables = sorted(path.stem for path in shipped("data").glob("*.yaml"))
    return {name.replace("-", "_"): str(_dated(_table(name))) for name in tables}


def _dated(table: Mapping[str, Any]) -> object:
    return next(table[key] for key in ("version", "as_at", "as_of") if key in table)


@cache
def _table(name: str) -> dict[str, Any]:
    return cast(dict[str, Any], read_yaml(shipped("data") / f"{name}.yaml").content)
