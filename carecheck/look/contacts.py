"""Whom the probes of names ask for pages: declared beside each probe, held to by its look-ups, and told to people.

A probe without a contact asks name servers only. A page of a host that is not declared is not fetched.
"""

from collections.abc import Callable

import msgspec


class Contact(msgspec.Struct, frozen=True):
    """Somebody whom a probe asks for a page.

    `hosts` are theirs for a name that is looked at, `who` says in words who they are, `sends` what they get to know.
    `leads_on`: they may lead on to other hosts, which are asked, too.
    """

    who: str
    sends: str
    hosts: Callable[[str], tuple[str, ...]]
    leads_on: bool = False

    def may_ask(self, name: str, host: str) -> bool:
        """Whether a host may be asked while that name is looked at."""
        return self.leads_on or host in self.hosts(name)


def with_and_without_www(name: str) -> tuple[str, ...]:
    """A website's name, and the same with or without www in front."""
    bare = name.removeprefix("www.")
    return (bare, f"www.{bare}")


WEBSITE = Contact(
    "the website itself, and where it leads on to", "what any visitor sends", with_and_without_www, leads_on=True
)
