"""Making a profile for a home from a few answers."""
