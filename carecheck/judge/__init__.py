"""Rules over facts: which light, which sentence; never looks and never prints."""
