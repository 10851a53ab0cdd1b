"""Probes that ask others about the internet connection of this computer, and only where a profile asks for it."""
