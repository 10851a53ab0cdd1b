"""Evidence for the DSPT: for each of its items what was seen, what people answered, and what is missing."""

from carecheck.homes.dspt.asked import Asked
from carecheck.homes.dspt.evidence import Home, evidence_bytes, evidence_of
from carecheck.homes.dspt.form import DsptFile, Finding, Item, Part, Source, Statement, dspt_schema

__all__ = [
    "Asked",
    "DsptFile",
    "Finding",
    "Home",
    "Item",
    "Part",
    "Source",
    "Statement",
    "dspt_schema",
    "evidence_bytes",
    "evidence_of",
]
