"""The table that says on what each topic about a Linux rests."""

from carecheck.facts.catalogue import catalogue
from carecheck.look.linux.provenance import PROVENANCE
from carecheck.look.probes import probes_for
from carecheck.show.explanation import of_fact


def test_each_topic_of_a_linux_probe_says_on_what_it_rests() -> None:
    assert set(PROVENANCE) == set(probes_for("linux"))


def test_the_explanation_of_a_fact_tells_it() -> None:
    assert "On Linux: from documents" in of_fact(catalogue()["browsers.names"], {})
    assert "On Linux: seen on Debian 12" in of_fact(catalogue()["logins.in_use"], {})
