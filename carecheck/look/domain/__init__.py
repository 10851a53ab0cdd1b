"""Probes about an email domain; pure: they read DNS answers and send nothing."""
