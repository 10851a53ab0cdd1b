"""The logins of people on this computer; never their names."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Logins(FactGroup, frozen=True):
    """How many logins people use here, what they may do, and whether they need a password."""

    in_use: Annotated[int | Unknown, "Logins of people that are switched on"]
    shared_looking: Annotated[
        int | Unknown, "Of those, how many have a name that looks shared (reception, nurse, office)"
    ]
    everyday_is_admin: Annotated[bool | Unknown, "Whether the everyday login has full control of the computer"]
    other_admins: Annotated[int | Unknown, "Logins with full control besides the everyday one"]
    automatic_sign_in: Annotated[bool | Unknown, "Whether the computer signs a person in by itself when it starts"]
    seen_without_password: Annotated[bool | Unknown, "Whether a login was seen to have no password"]
    marked_without_password: Annotated[bool | Unknown, "Whether a login is marked as needing none, a sign and no proof"]
    all_need_password: Annotated[
        bool | Unknown, "Whether every login was seen to need a password; no, too, where a computer does not show that"
    ]
