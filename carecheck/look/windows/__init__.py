"""Probes that look at a Windows computer, one file per topic."""
