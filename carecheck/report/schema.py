"""The JSON Schema (2020-12) of a report file, made from the same types and rules that check every read and write."""

from typing import Any, Final

import msgspec

from carecheck.report.model import Report
from carecheck.report.rules import MOST_RESULTS, RESULT_RULES

SCHEMA_ID: Final = "urn:carecheck:report:1"


def report_schema() -> dict[str, Any]:
    """The schema as plain data, ready for json.dumps.

    It cannot tell what spans several results (counts, ids that must exist, order): reading a report checks that.
    """
    (root,), components = msgspec.json.schema_components([Report], ref_template="#/$defs/{name}")
    report = components["Report"]
    # In the types some have a value of their own, so that nobody need write it; in a file they must stand.
    report["required"] = [name for name in report["properties"] if name != "digest"]
    report["properties"]["results"]["maxItems"] = MOST_RESULTS
    components["Result"]["allOf"] = [dict(rule.schema) for rule in RESULT_RULES]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "A carecheck report",
        **root,
        "$defs": components,
    }
