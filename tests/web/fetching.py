"""A short way to fetch in tests."""

import time

from carecheck.look.https import HttpsDoor
from carecheck.look.web import Fetch, Fetched


def fetch(door: HttpsDoor, url: str, seconds: float = 5.0) -> Fetched:
    """What becomes of fetching this page within so many seconds."""
    return door.begin(Fetch(url), time.monotonic() + seconds).result()
