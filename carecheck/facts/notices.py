"""What a website tells people about their data."""

from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown


class Notices(FactGroup, frozen=True):
    """Pages about privacy, found by the words and addresses in data/website-words.yaml.

    What is not found may be there under other words: that is Unknown, and never missing.
    """

    serves: ClassVar[tuple[Subject, ...]] = ("website", "supplier")

    privacy: Annotated[
        Literal["opens", "plain_http", "does_not_open"] | Unknown,
        "Whether the page about privacy opens over HTTPS, only over HTTP, or not at all",
    ]
    privacy_at: Annotated[str | Unknown, "The address of the page about privacy"]
    opt_out: Annotated[
        Literal["front_page", "privacy_page"] | Unknown, "Where the website speaks of the national data opt-out"
    ]
