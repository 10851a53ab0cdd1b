"""SPF: the list of those who may send email from the domain (RFC 7208)."""

from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown

Ending = Literal["-all", "~all", "?all", "+all", "none"]


class Spf(FactGroup, frozen=True):
    """What a domain's SPF record says, with all that it includes, in the worst case for any sender.

    If there is no record, or there are several, nothing is said of any sender: those facts are no, 0 or none.
    """

    serves: ClassVar[tuple[Subject, ...]] = ("domain", "supplier")

    records: Annotated[int | Unknown, "SPF records of the domain; there must be exactly 1"]
    passes_everyone: Annotated[
        bool | Unknown, "Whether it lets everyone on the internet send, by +all, by ranges, or by what it includes"
    ]
    broken: Annotated[
        bool | Unknown,
        "Whether others must treat it as an error: several records, bad grammar, dead include, over limits",
    ]
    ending: Annotated[Ending | Unknown, "What it says of all senders whom nothing in it names"]
    names_sender: Annotated[bool | Unknown, "Whether it names anyone who may send"]
    terms_after_all: Annotated[
        bool | Unknown, "Whether mechanisms stand after 'all', where they are ignored, in records of the domain's own"
    ]
    wide_range: Annotated[
        bool | Unknown, "Whether records of the domain's own do not stop a range of /8 or wider (IPv6: /20 or wider)"
    ]
    uses_ptr: Annotated[
        bool | Unknown, "Whether it, or what it includes, uses ptr, which must not be published any more"
    ]
    lookups_at_least: Annotated[
        int | Unknown, "Look-ups that it needs, as far as it could be read; 10 are allowed, and 11 stands for more"
    ]
    void_lookup: Annotated[bool | Unknown, "Whether a name in it leads nowhere; 2 such names are allowed"]
    txt_bytes: Annotated[int | Unknown, "Size of all TXT records at the domain; over 512 some cannot read them"]
    texts: Annotated[tuple[str, ...] | Unknown, "The SPF records as published"]
    faults: Annotated[tuple[str, ...] | Unknown, "What makes it an error, as far as it could be read"]
