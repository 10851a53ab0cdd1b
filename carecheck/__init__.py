"""carecheck looks at a computer and an email domain, judges what it saw, and says so in plain English."""

__version__ = "0.1.0"
