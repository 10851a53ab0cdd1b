"""The rules for passwords that hold on this computer."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Passwords(FactGroup, frozen=True):
    """What the computer demands of passwords, and what it does when somebody guesses them.

    A login of a domain or of the cloud follows rules that are kept elsewhere. So what was seen for some logins is one
    fact, and what holds for all that are on is another: Unknown where one of them follows rules from elsewhere.
    """

    tries_seen: Annotated[
        int | None | Unknown,
        "Wrong passwords after which a login is locked, by the rules of this computer; absent: never",
    ]
    tries: Annotated[int | None | Unknown, "Wrong passwords after which each login that is on is locked; absent: never"]
    shortest_seen: Annotated[int | Unknown, "Fewest characters that a password may have, by the rules of this computer"]
    shortest: Annotated[int | Unknown, "Fewest characters that the password of a login that is on may have"]
    none_used: Annotated[bool | Unknown, "Whether all people sign in with a PIN, finger or face and no password"]
    expire: Annotated[bool | Unknown, "Whether somebody is made to change a password after a set time"]
