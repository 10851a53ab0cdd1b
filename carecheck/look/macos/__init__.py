"""Probes that look at a macOS computer, one file per topic."""
