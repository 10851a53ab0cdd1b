"""The table that says on what each fact about a Windows rests."""

from carecheck.facts.catalogue import catalogue
from carecheck.facts.model import fact_fields
from carecheck.look.probes import probes_for
from carecheck.look.windows.provenance import PROVENANCE
from carecheck.show.explanation import of_fact


def test_each_fact_of_a_windows_probe_says_on_what_it_rests() -> None:
    groups = [probe.group for probe in probes_for("windows").values()]

    assert set(PROVENANCE) == {f"{group.group_name()}.{field}" for group in groups for field in fact_fields(group)}


def test_the_explanation_of_a_fact_tells_it() -> None:
    assert "On Windows: from documents" in of_fact(catalogue()["restart.waiting"], {})
