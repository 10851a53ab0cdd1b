"""Probes that look at a website."""
