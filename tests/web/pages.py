"""A web made of a few pages, for tests that need no connection."""

from collections.abc import Mapping
from concurrent.futures import Future

from carecheck.look.web import Fetch, Fetched, NoPage


class Pages:
    """Gives these pages by their addresses; anywhere else the connection is refused."""

    def __init__(self, pages: Mapping[str, Fetched]) -> None:
        self._pages = pages

    def begin(self, fetch: Fetch, deadline: float) -> "Future[Fetched]":
        """A page that has come already."""
        answer: Future[Fetched] = Future()
        answer.set_result(self._pages.get(fetch.url, NoPage("refused")))
        return answer

    def close(self) -> None:
        """Nothing to let go of."""
