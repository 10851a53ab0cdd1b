"""The internet box: how it is found on each system, and how it answers."""
