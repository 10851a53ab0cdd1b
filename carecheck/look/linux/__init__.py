"""Probes for Linux; one file per topic, with the same names as in `carecheck.facts`."""
