"""Probes of Windows 10, Windows 11 and Windows Server."""
