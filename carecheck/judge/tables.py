"""The dated tables in data/ by which check files are verified."""

from functools import cache
from typing import Any, cast

from carecheck.shipped import shipped
from carecheck.yamlfile import read_yaml


@cache
def dspt_items() -> dict[str, str]:
    """The strongest claim that a scan may make for each DSPT item: partial, support or none."""
    content = cast(dict[str, Any], read_yaml(shipped("data") / "dspt.yaml").content)
    return {item: facts["strength"] for item, facts in content["items"].items()}


@cache
def prices() -> frozenset[str]:
    """The names of the dated prices."""
    content = cast(dict[str, Any], read_yaml(shipped("data") / "prices.yaml").content)
    return frozenset(content["prices"])
