"""Renderers: what somebody reads, made from a report."""
