"""The rules for passwords that hold on this computer."""

from dataclasses import dataclass
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


@dataclass(frozen=True, slots=True)
class Passwords(FactGroup):
    """What the computer demands of passwords, and what it does when somebody guesses them.

    A login of a domain or of the cloud follows rules that are kept elsewhere. So what was seen for some logins is one
    fact, and what holds for all that are on is another: Unknown where one of them follows rules from elsewhere.
    """

    tries_seen: Annotated[
        int | None | Unknown, "Wrong passwords after which a login here is locked, by the rules seen; absent: never"
    ]
    tries: Annotated[int | None | Unknown, "The same for all logins that are on; absent: never"]
    shortest_seen: Annotated[int | Unknown, "Fewest characters that a password here may have, by the rules seen"]
    shortest: Annotated[int | Unknown, "The same for all logins that are on"]
    none_used: Annotated[bool | Unknown, "Whether all people sign in with a PIN, finger or face and no password"]
    expire: Annotated[bool | Unknown, "Whether somebody is made to change a password after a set time"]
