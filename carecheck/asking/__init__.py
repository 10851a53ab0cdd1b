"""Asking people what only they know, and keeping their answers beside the profile."""
