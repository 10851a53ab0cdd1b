"""Dates, counts and lists in plain English, and the cleaning of text from outside."""

import unicodedata


def clean(text: str, most: int = 200) -> str:
    """Text from outside made harmless: one line, no control or invisible characters, at most `most` characters."""
    kept = "".join(" " if letter in "\t\r\n" else letter for letter in text[: most * 4])
    kept = "".join(letter for letter in kept if not unicodedata.category(letter).startswith("C"))
    kept = " ".join(kept.split())
    return kept if len(kept) <= most else kept[: most - 3] + "..."
